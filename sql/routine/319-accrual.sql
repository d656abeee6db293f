-- Accruals at a year-end: what was had and is not charged yet, and the entries of the next day that take them
-- back (DESIGN section 3). src/work/accrue.c makes them: each is what charging would book, as far as the
-- service is over by that day.
set check_function_bodies = off;

-- What can be accrued, charged already or not: activities at a price (each leg of a brokered one), suppliers'
-- invoices, costs of staff, and what suppliers have not billed. day: whose agreement counts. pence: the whole
-- of it. charged_on: when the real charge is booked. gone: something else was recorded in its place.
create or replace view purse.accruable as
	select a.record, 'activities' as kind, a.agreement, l.provider, a.date as day, a.date as first,
		coalesce(a.service_to, a.date) as last,
		purse.nearest_penny(a.quantity * 100
			* purse.leg_price(p.price, l.leg, b.brokerage, b.brokerage_is), 1)::bigint as pence,
		(select min(coalesce(e.date, c.service_from)) from purse.charge c
			left join purse.entry e on e.id = c.entry
			where c.source = a.record and c.provider = l.provider and c.reverses is null
				and c.adjusts is null) as charged_on,
		exists (select from purse.current_activity x where x.corrects = a.record) as gone
	from purse.current_activity a
	left join purse.brokered b on b.agreement = a.agreement and a.date between b.valid_from and b.last_day
	cross join lateral (select null as leg, a.provider where b.agreement is null
		union all select 'home', a.provider where b.agreement is not null
		union all select 'client', b.lead where b.agreement is not null) l
	join lateral (select x.price from purse.agreed_price x where x.agreement = a.agreement
			and x.item = a.item and x.unit = a.unit and a.date between x.valid_from and x.last_day
		order by x.award is not null desc, x.record desc limit 1) p on true
	where a.quantity > 0 and exists (select from purse.effective_agreement_version v
		where v.agreement = a.agreement and a.date between v.valid_from and v.last_day
			and v.kind <> 'credits')
	union all
	select p.record, 'purchases', p.agreement, p.buyer, p.date, p.service_from, p.service_to,
		p.net + p.vat - p.vat_reclaimed,
		(select e.date from purse.entry e where e.key = 'purchase ' || p.record), false
	from purse.current_purchase p where not exists (select from purse.lot l where l.purchase = p.record)
	union all
	select k.record, 'staff_costs', k.agreement, k.school, k.service_from, k.service_from, k.service_to,
		k.amount, (select min(coalesce(e.date, c.service_from)) from purse.charge c
			left join purse.entry e on e.id = c.entry where c.source = k.record), false
	from purse.current_staff_cost k
	union all
	select x.record, 'expected_purchases', x.agreement, x.buyer, x.service_from, x.service_from, x.service_to,
		x.cost, (select min(e.date) from purse.record r
			join purse.record s on s.kind = 'purchases' and s.owner = r.owner and s.ref = r.ref
			join purse.entry e on e.key = 'purchase ' || s.id where r.id = x.record), false
	from purse.current_expected_purchase x;

-- What stands accrued though the real charge was booked on or before that day, or what it came from is
-- replaced: it would count twice at the year-end. Line by line of what it booked, where the caller charges
-- for the provider and the days are open for all schools concerned.
create or replace function purse_api.accruals_to_withdraw(agreements int[])
returns table (entry bigint, description text, source bigint, agreement int, provider int, accrued_on date,
	pence bigint, working text, school int, account text, fund int, counterparty int, amount bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select a.entry, e.description, a.source, a.agreement, a.provider, a.accrued_on, a.pence, a.working,
		p.school, p.account, p.fund, p.counterparty, p.amount
	from purse.accrual a join purse.entry e on e.id = a.entry join purse.posting p on p.entry = a.entry
	left join purse.accruable x on x.record = a.source and x.provider = a.provider
	where a.withdraws is null and a.provider = any (purse.my_schools(true))
		and (agreements is null or a.agreement = any (agreements))
		and not exists (select from purse.accrual w where w.withdraws = a.entry)
		and (x.record is null or x.gone or x.charged_on <= a.accrued_on)
		and not exists (select from purse.posting q join purse.period_close c on c.school = q.school
			where q.entry = a.entry and c.month >= purse.month_of(a.accrued_on))
	order by a.entry, p.line
$$;
grant execute on function purse_api.accruals_to_withdraw(int[]) to purse_user;

-- Each entry of an accrual, and of its day after, belongs to one accrual; that says what it is made from, for
-- a source that is not charged, and no more than the part of it that is over.
create or replace function purse.check_accruals(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if (select count(*) from (select from pg_temp.stage_entry e
			left join (select a.entry as ref from pg_temp.stage_accrual a
				union all select a.reversal from pg_temp.stage_accrual a) k on k.ref = e.ref
			where e.kind = 'accrual' group by e.ref having count(k.ref) <> 1) fault) > 0
		or (select count(*) from (select from pg_temp.stage_accrual a
			left join pg_temp.stage_entry e on e.ref in (a.entry, a.reversal) and e.kind = 'accrual'
			group by a.entry, a.reversal having count(e.ref) <> 2) fault) > 0 then
		perform purse.refuse('LG303', 'an accrual lacks its entry or the one that takes it back');
	end if;
	if not exists (select from pg_temp.stage_accrual) then return; end if;
	select min(e.key) as key into bad from pg_temp.stage_accrual a
	join pg_temp.stage_entry e on e.ref = a.entry join pg_temp.stage_entry r on r.ref = a.reversal
	left join purse.accruable x on x.record = a.source and x.provider = a.provider
	left join purse.accrual w on w.entry = a.withdraws
	where (extract(day from a.accrued_on + 1) = 1 and e.date = a.accrued_on and r.date = a.accrued_on + 1
		and a.provider = any (mine) and case when a.withdraws is null
			then x.agreement = a.agreement and coalesce(x.charged_on > a.accrued_on, true) and not x.gone
				and x.day <= a.accrued_on
				and a.pence = x.pence - purse.to_come(x.pence, x.first, x.last, purse.month_of(a.accrued_on))
			else (w.source, w.provider, w.agreement, w.accrued_on, -w.pence)
					= (a.source, a.provider, a.agreement, a.accrued_on, a.pence)
				and w.withdraws is null
				and (x.record is null or x.gone or x.charged_on <= a.accrued_on) end) is not true;
	if bad.key is not null then
		perform purse.refuse('LG307', format('"%s" does not follow from what is recorded', bad.key), null,
			'it may have been charged or corrected meanwhile; run again');
	end if;
	-- nobody owes more by it than it comes to
	select min(e.key) as key into bad from pg_temp.stage_accrual a
	join pg_temp.stage_entry e on e.ref = a.entry
	left join (select p.entry, sum(p.amount) filter (where p.account = '1310') as due,
			min(p.amount) filter (where p.account = '1310') as least,
			max(p.amount) filter (where p.account = '1310') as most
		from pg_temp.stage_posting p group by p.entry) d on d.entry = a.entry
	where abs(d.due) > abs(a.pence) or d.least * a.pence < 0 or d.most * a.pence < 0;
	if bad.key is not null then
		perform purse.refuse('LG307', format('by "%s" more is owed than it comes to', bad.key));
	end if;
end $$;

-- The day after takes back what the year-end booked; a withdrawal what was accrued.
create or replace function purse.expect_accruals() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select a.reversal, p.school, p.fund, p.counterparty, p.agreement, p.account, -p.amount
	from pg_temp.stage_accrual a join pg_temp.stage_posting p on p.entry = a.entry;
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select a.entry, p.school, p.fund, p.counterparty, p.agreement, p.account, -p.amount
	from pg_temp.stage_accrual a join purse.posting p on p.entry = a.withdraws;
	-- a new estimate stands as it was made, in the accounts that charging uses: see check_consent
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select a.entry, p.school, p.fund, p.counterparty, p.agreement, p.account, p.amount
	from pg_temp.stage_accrual a join pg_temp.stage_posting p on p.entry = a.entry
	where a.withdraws is null and p.agreement = a.agreement
		and (p.account in ('1310', '2310', '1500', '2100', '3100') or exists (select from purse.account c
			where c.code = p.account and c.class in ('income', 'expense', 'capital')))
$$;
