-- Cut-off: what entries book for months after their own waits in the books of each school, and is released
-- month by month (DESIGN section 3, "of which for a later period"). src/rules/cutoff.c makes the entries.
set check_function_bodies = off;

-- What of an amount belongs to the days after the end of a month: the amount less the penny nearest to the
-- part that is over. Whole calendar months count alike; of any other service each day does.
create or replace function purse.to_come(amount bigint, first date, last date, month int) returns bigint
language sql immutable as $$
	select amount - case
		when e.day < first then 0
		when e.day >= last then amount
		when extract(day from first) = 1 and extract(day from last + 1) = 1
			then purse.nearest_penny(amount::numeric * (month - purse.month_of(first) + 1),
				purse.month_of(last) - purse.month_of(first) + 1)
		else purse.nearest_penny(amount::numeric * (e.day - first + 1), last - first + 1) end::bigint
	from (select purse.first_day_of(month + 1) - 1 as day) e
$$;

-- Entries of charges, and of what reverses them, whose service runs on after the month in which they are
-- booked, under agreements that say so. day: the one whose agreement they stand under.
create or replace view purse.deferring_entry as
	select distinct e.id as entry, e.reverses, e.date, purse.month_of(e.date) as month, e.description,
		c.service_from, c.service_to, c.agreement, c.provider, d.day
	from purse.effective_agreement_version v
	join purse.charge c on c.agreement = v.agreement and c.service_to > c.service_from
	join purse.charge_day d on d.id = c.id and not d.of_lot and d.day between v.valid_from and v.last_day
	join purse.entry e on e.id = c.entry and c.service_to >= purse.first_day_of(purse.month_of(e.date) + 1)
	where v.cut_off = 'month';

-- The same in the books of each school: up to which month it is posted, and the last one to post. What is
-- reversed needs no more releases from the month of the reversal on, and neither does the reversal, which
-- then waits with the other sign; but a month that was released before is released back.
create or replace view purse.deferral as
	select d.*, s.school, (select max(k.month) from purse.cut_off k
			where k.source = d.entry and k.school = s.school) as posted,
		least(purse.month_of(d.service_to), greatest(purse.month_of(r.date),
			(select max(k.month) from purse.cut_off k
				where k.source = coalesce(d.reverses, d.entry) and k.school = s.school
					and r.id is not null))) as last_month,
		(select max(c.month) from purse.period_close c where c.school = s.school) as closed
	from purse.deferring_entry d
	cross join lateral (select distinct p.school from purse.posting p
		join purse.account a on a.code = p.account and a.class in ('income', 'expense')
		where p.entry = d.entry) s
	left join purse.entry r on r.id = case when d.reverses is null
		then (select x.id from purse.entry x where x.reverses = d.entry) else d.entry end;

-- What such an entry books on each account of income or cost.
create or replace view purse.deferral_line as
	select p.entry, p.school, p.account, a.class = 'income' as income, p.fund, p.counterparty, p.agreement,
		sum(p.amount)::bigint as pence
	from purse.posting p join purse.account a on a.code = p.account and a.class in ('income', 'expense')
	group by 1, 2, 3, 4, 5, 6, 7;

-- What is to be posted up to a month: for what schools of the caller provide in the books of all, else in the
-- caller's own. agreements, schools: null: all. waiting: what stands taken out for later.
create or replace function purse_api.cut_offs_due(until date, agreements int[], schools int[])
returns table (entry bigint, description text, school int, agreement int, booked date, service_from date,
	service_to date, first_month int, last_month int, account text, income boolean, fund int,
	counterparty int, pence bigint, waiting bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
	mine int[] := purse.my_schools(true);
begin
	if not exists (select from purse.agreement_version v where v.cut_off = 'month') then return; end if;
	return query
	with due as materialized (
		select d.*, greatest(d.month, d.posted + 1, d.closed + 1) as first,
			least(d.last_month, purse.month_of(until)) as last
		from purse.deferral d
		where (d.provider = any (mine) or d.school = any (mine))
			and (agreements is null or d.agreement = any (agreements))
			and (schools is null or d.school = any (schools)))
	select d.entry, d.description, d.school, l.agreement, d.date, d.service_from, d.service_to, d.first,
		d.last, l.account, l.income, l.fund, l.counterparty, l.pence, coalesce((
			select -sum(p.amount) from purse.cut_off k join purse.posting p on p.entry = k.entry
			where k.source = d.entry and k.school = d.school and p.account = l.account and p.fund = l.fund
				and p.counterparty = l.counterparty and p.agreement = l.agreement), 0)::bigint
	from due d join purse.deferral_line l on l.entry = d.entry and l.school = d.school
	where d.first <= d.last
	order by d.entry, d.school, l.account, l.fund, l.counterparty;
end $$;

-- Agreements with something to post up to a month, and from which day on, for what will be locked.
create or replace function purse_api.cut_off_scope(until date, agreements int[])
returns table (agreement int, first date) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
	select d.agreement, min(purse.first_day_of(d.first_month))
	from purse_api.cut_offs_due(until, agreements, null) d group by d.agreement
$$;

grant execute on function purse_api.cut_offs_due(date, int[], int[]), purse_api.cut_off_scope(date, int[])
	to purse_user;

-- Each cut-off is the next of its entry and school: no month is left out in which something changes, and none
-- comes twice or after the last.
create or replace function purse.check_cut_offs() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.stage_entry e where e.kind = 'cut-off') then return; end if;
	create temp table map_cut_off on commit drop as
	select e.ref, e.defers as entry, e.defers_school as school, e.defers_month as month, e.key,
		coalesce(lag(e.defers_month) over (partition by e.defers, e.defers_school order by e.defers_month),
			d.posted) as before, d.month as booked, d.closed, d.last_month, d.service_from, d.service_to
	from pg_temp.stage_entry e
	left join purse.deferral d on d.entry = e.defers and d.school = e.defers_school
	where e.kind = 'cut-off';
	select min(k.key) as key into bad from pg_temp.map_cut_off k
	where (k.month >= k.booked and k.month <= k.last_month and k.month > coalesce(k.before, k.month - 1)
		and not exists (select from purse.deferral_line l where l.entry = k.entry and l.school = k.school
			-- the month before this one, if it is one that could be posted
			and k.month - 1 >= greatest(k.booked, k.before + 1, k.closed + 1)
			and purse.to_come(l.pence, k.service_from, k.service_to, k.month - 1) is distinct from
				case when k.before is null then 0
					else purse.to_come(l.pence, k.service_from, k.service_to, k.before) end)) is not true;
	if bad.key is not null then
		perform purse.refuse('LG307', format('"%s" is not the next month of what it is about', bad.key), null,
			'it may be posted already, or may have been reversed meanwhile; run again');
	end if;
end $$;

create or replace function purse.expect_cut_offs() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if not exists (select from pg_temp.stage_entry e where e.kind = 'cut-off') then return; end if;
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select w.ref, w.school, w.fund, w.counterparty, w.agreement, x.account, x.amount
	from (select k.ref, l.*, purse.to_come(l.pence, k.service_from, k.service_to, k.month)
			- case when k.before is null then 0
				else purse.to_come(l.pence, k.service_from, k.service_to, k.before) end as waits
		from pg_temp.map_cut_off k
		join purse.deferral_line l on l.entry = k.entry and l.school = k.school) w
	cross join lateral (values (case when w.income then '2500' else '1500' end, w.waits),
		(w.account, -w.waits)) x (account, amount)
	where x.amount <> 0;
end $$;
