-- Entries: balanced per school and fund, mirrored between schools, in known accounts, on the right day of
-- open books, with consent (R9-R12).
set check_function_bodies = off;

-- The day whose agreement a posted charge stands under: of a share the one whose share key counts, else the
-- day of the service.
create or replace view purse.charge_day as
	select c.id, c.agreement, coalesce(b.key_date, c.service_from) as day,
		c.kind in ('lapse', 'residue', 'settle') as of_lot
	from purse.charge c join purse.basis b on b.id = c.basis;

-- What each staged charge stands under: the version of its agreement, the party that bears it, accounts and
-- fund. Nulls where nothing is agreed. Who leads a lot leads it to its end, though another school may lead
-- the agreement by then.
create or replace function purse.find_terms() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_terms on commit drop as
	with code as materialized (select s.* from purse.school_code s where s.supply is not null)
	select c.ref, c.entry, d.day, d.of_lot, v.lead, v.kind as agreement_kind, v.basis, v.presentation,
		coalesce(v.own_income, i.income_code, v.income_code) as income_code, v.lapse_basis,
		z.position as lead_position, v.brokerage, v.brokerage_is,
		v.record is not null and (d.of_lot or case when v.kind <> 'brokered'
				then v.lead = c.provider and (y.record is not null or c.customer = v.lead)
			when v.lead = c.provider then y.record is not null and c.customer <> v.lead
			-- a home school, which is a party, charges the hub, which leads
			else z.record is not null and c.customer = v.lead end) as allowed,
		coalesce(y.cost_code, v.own_cost, k.cost_code, v.cost_code) as customer_cost,
		coalesce(z.cost_code, v.own_cost, i.cost_code, v.cost_code) as provider_cost,
		case when c.service_from between f.valid_from and f.valid_to then y.fund else 0 end as fund
	from pg_temp.stage_charge c join pg_temp.stage_basis b on b.ref = c.basis
	cross join lateral (select coalesce(b.key_date, c.service_from) as day,
		c.kind in ('lapse', 'residue', 'settle') as of_lot) d
	left join purse.coded_version v on v.agreement = c.agreement
		and d.day between v.valid_from and v.last_day
	left join code i on i.school = c.provider and i.supply = v.supply
		and d.day between i.valid_from and i.last_day
	left join code k on k.school = c.customer and k.supply = v.supply
		and d.day between k.valid_from and k.last_day
	left join purse.effective_party y on y.agreement = c.agreement and y.school = c.customer
		and d.day between y.valid_from and y.last_day
	left join purse.effective_party z on z.agreement = c.agreement and z.school = c.provider
		and d.day between z.valid_from and z.last_day
	left join purse.current_fund_detail f on f.fund = y.fund
	where c.reverses is null;
	analyze pg_temp.map_terms;
end $$;

create or replace function purse.check_entries(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(e.key) as key into bad from pg_temp.stage_entry e join purse.entry x on x.key = e.key;
	if bad.key is not null then
		perform purse.refuse('LG309', format('"%s" is booked already', bad.key), null,
			'nothing was booked twice; run again');
	end if;
	select e.key, purse.code_of(u.school) as school, u.total into bad from (
		select p.entry, p.school, p.fund, sum(p.amount) as total from pg_temp.map_rest p
		group by p.entry, p.school, p.fund having sum(p.amount) <> 0) u
	join pg_temp.stage_entry e on e.ref = u.entry order by 1 limit 1;
	if found then
		perform purse.refuse('LG301', format('the entry "%s" does not balance for school %s', bad.key,
			bad.school), format('it is out by %s pence', bad.total));
	end if;
	perform purse.check_posted_names();
	-- what one books as due from the other is what the other books as due to it, each direction by itself
	select e.key, purse.code_of(m.creditor) as creditor, purse.code_of(m.debtor) as debtor, m.total into bad
	from (
		select p.entry, right(p.account, 2) as stage, sum(p.amount) as total,
			case when p.account like '1%' then p.school else p.counterparty end as creditor,
			case when p.account like '1%' then p.counterparty else p.school end as debtor
		from pg_temp.map_rest p join purse.school s on s.id = p.counterparty and s.keeps_books
		where p.account in ('1310', '1320', '1390', '2310', '2320', '2390')
		group by 1, 2, 4, 5 having sum(p.amount) <> 0) m
	join pg_temp.stage_entry e on e.ref = m.entry order by 1 limit 1;
	if found then
		perform purse.refuse('LG302', format('the entry "%s" is not mirrored between %s and %s', bad.key,
			bad.creditor, bad.debtor),
			format('what one books as due differs from what the other books by %s pence', bad.total));
	end if;
	perform purse.check_dates();
	perform purse.check_consent(mine);
end $$;

-- Accounts, funds, schools and counterparties of postings are there and fit together.
create or replace function purse.check_posted_names() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(p.account) as account into bad from pg_temp.map_booked p
	where not exists (select from purse.account a where a.code = p.account);
	if bad.account is not null then
		perform purse.refuse('LG304', format('account "%s" is not in the chart of accounts', bad.account));
	end if;
	if exists (select from pg_temp.map_booked p where p.fund <> 0
		and not exists (select from purse.fund f where f.id = p.fund and f.school = p.school)) then
		perform purse.refuse('LG304', 'a fund is not one of the school that books on it');
	end if;
	select min(purse.code_of(p.school)) as school into bad from pg_temp.map_booked p
	where not exists (select from purse.school s where s.id = p.school and s.keeps_books);
	if bad.school is not null then
		perform purse.refuse('LG303', format('school %s keeps no books here', bad.school));
	end if;
	if exists (select from pg_temp.map_booked p where p.counterparty <> 0
		and not exists (select from purse.counterparty c where c.id = p.counterparty)) then
		perform purse.refuse('LG303', 'a counterparty is not known');
	end if;
	if exists (select from pg_temp.map_booked p where p.counterparty = p.school
		or (p.counterparty = 0 and p.account in ('1310', '1320', '1390', '2310', '2320', '2390'))) then
		perform purse.refuse('LG303', 'an account between schools needs the other school as counterparty');
	end if;
end $$;

-- The accounting date is the first day on or after the service that is open in every school that the entry
-- touches (R12): the day itself, or the first of the month after those in which one of them is closed.
create or replace function purse.check_dates() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(e.key) as key into bad from pg_temp.stage_entry e where e.date < e.service_date;
	if bad.key is not null then
		perform purse.refuse('LG206', format('the entry "%s" is dated before the service', bad.key));
	end if;
	select purse.code_of(p.school) as school, p.month into bad from pg_temp.map_booked p
	where p.month <= (select max(c.month) from purse.period_close c where c.school = p.school)
	order by 1, 2 limit 1;
	if found then
		perform purse.refuse('LG305', format('%s is closed for school %s', purse.month_words(bad.month),
			bad.school), null, 'somebody closed it meanwhile; run again and the next open month is used');
	end if;
	with moved as (
		select e.ref, e.key, extract(day from e.date) as day, purse.month_of(e.service_date) as first,
			purse.month_of(e.date) as month
		from pg_temp.stage_entry e where e.date <> e.service_date),
	touched as (
		select p.entry, p.school from pg_temp.stage_posting p
		union select c.entry, c.provider from pg_temp.stage_charge c
		union select c.entry, c.customer from pg_temp.stage_charge c),
	passed as (
		select t.entry as ref, max(c.month) as last_closed
		from touched t join purse.period_close c on c.school = t.school
		where t.entry in (select m.ref from moved m) group by t.entry)
	select min(m.key) as key into bad from moved m left join passed p on p.ref = m.ref
	where m.day <> 1 or m.month = m.first or m.month is distinct from p.last_closed + 1;
	if bad.key is not null then
		perform purse.refuse('LG206', format('the entry "%s" is not dated on the first open day', bad.key),
			null, 'somebody may have closed a month meanwhile; run again');
	end if;
end $$;

-- Bookings in a school's books that the caller may not write for (R11): only under an agreement that the
-- caller leads, that holds on the day of what is booked and names the school, in the accounts and the fund
-- that it allows; never in another school's bank. Under a brokered agreement a party books in the books of
-- the hub, which leads it, and of nobody else.
create or replace function purse.check_consent(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	if not exists (select from pg_temp.map_booked p where p.school <> all (mine)) then return; end if;
	-- what entries follow from: the agreement and the day on which it must hold
	create temp table map_ground on commit drop as
	select t.entry, c.agreement, t.day, t.of_lot
	from pg_temp.map_terms t join pg_temp.stage_charge c on c.ref = t.ref where t.entry is not null
	union select c.entry, o.agreement, o.day, o.of_lot from pg_temp.stage_charge c
	join purse.charge_day o on o.id = c.reverses where c.entry is not null
	union select d.entry, o.agreement, o.day, o.of_lot from pg_temp.stage_document d
	join pg_temp.stage_line_charge x on x.document = d.ref join purse.charge_day o on o.id = x.charge
	union select e.ref, d.agreement, d.day, false from pg_temp.stage_entry e
	join purse.deferring_entry d on d.entry = e.defers
	union select k.ref, a.agreement, coalesce(x.day, a.accrued_on), false from pg_temp.stage_accrual a
	cross join lateral (values (a.entry), (a.reversal)) k (ref)
	left join purse.accruable x on x.record = a.source and x.provider = a.provider;
	analyze pg_temp.map_ground;
	select e.key, purse.code_of(p.school) as school, p.account into bad
	from pg_temp.stage_posting p join pg_temp.stage_entry e on e.ref = p.entry
	where p.school <> all (mine) and not exists (
		select from pg_temp.map_ground g join (
			select d.agreement, d.day, d.of_lot, y.school, coalesce(y.fund, 0) as fund,
				coalesce(y.cost_code, v.own_cost, o.cost_code, v.cost_code) as cost_code
			from (select distinct x.agreement, x.day, x.of_lot from pg_temp.map_ground x) d
			join purse.coded_version v on v.agreement = d.agreement
				and d.day between v.valid_from and v.last_day and (v.lead = any (mine) or d.of_lot)
			join purse.effective_party y on y.agreement = d.agreement
				and d.day between y.valid_from and y.last_day
			left join purse.school_code o on o.school = y.school and o.supply = v.supply
				and d.day between o.valid_from and o.last_day
			union all
			select d.agreement, d.day, d.of_lot, v.lead, coalesce(y.fund, 0),
				coalesce(y.cost_code, v.own_cost, o.cost_code, v.cost_code)
			from (select distinct x.agreement, x.day, x.of_lot from pg_temp.map_ground x) d
			join purse.coded_version v on v.agreement = d.agreement and v.kind = 'brokered'
				and d.day between v.valid_from and v.last_day
			left join purse.effective_party y on y.agreement = d.agreement and y.school = v.lead
				and d.day between y.valid_from and y.last_day
			left join purse.school_code o on o.school = v.lead and o.supply = v.supply
				and d.day between o.valid_from and o.last_day
			where exists (select from purse.effective_party h where h.agreement = d.agreement
				and h.school = any (mine) and d.day between h.valid_from and h.last_day)) k
		on k.agreement = g.agreement and k.day = g.day and k.of_lot = g.of_lot
		where g.entry = p.entry and g.agreement = p.agreement and k.school = p.school
			and p.fund in (0, k.fund) and p.account in ('2310', '2320', '2390', '1500', '1400', k.cost_code))
	order by 1 limit 1;
	if found then
		perform purse.refuse('LG306', format('no live agreement allows a booking on account %s of school %s',
			bad.account, bad.school), format('entry "%s"', bad.key),
			'check that the school is a party to the agreement on that date');
	end if;
end $$;

-- The purchase that an entry with such a key books; null for other keys.
create or replace function purse.purchase_of(key text) returns bigint language sql immutable as $$
	select case when key ~ '^purchase [1-9][0-9]{0,17}$' then substr(key, 10)::bigint end
$$;

-- Purchases whose invoice is booked. A view of the owner's: row-level security on entries would keep the
-- index on their keys from being used, and tell no more.
create or replace view purse.booked_purchase as
	select p.record from purse.purchase p join purse.entry e on e.key = 'purchase ' || p.record;
grant select on purse.booked_purchase to purse_viewer;

-- Every entry follows from something: a purchase, charges of one event, a reversal or a document. That gives
-- it its kind, its key, its day and what it reverses, so that nothing is booked twice, and nobody takes a key
-- that another will need.
create or replace function purse.check_reasons(mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	select min(e.key) as key into bad from pg_temp.stage_entry e left join (
		select r.entry, bool_and(x.kind = r.kind and x.key in (r.key, r.other_key) and x.service_date = r.day
			and x.reverses is not distinct from r.reverses) as fits
		from (
			select c.entry, 'charge' as kind, null as other_key, case c.kind when 'line'
				then format('activity %s', c.source) || coalesce(', ' || b.leg || ' leg', '')
				when 'arrears' then format('arrears of charge %s', c.adjusts)
				when 'draw' then format('activity %s lot %s', c.source, c.lot)
				when 'share' then format('share of %s %s', case when exists (select from purse.staff_cost s
					where s.record = c.source) then 'staff cost'
					when exists (select from purse.use_share s where s.record = c.source) then 'use'
					else 'purchase' end, c.source)
				when 'lapse' then format('lapse of lot %s, %s', c.lot, 1 + coalesce(l.lapses, 0))
				when 'residue' then format('residue of lot %s, step %s', c.lot, c.seq - 1)
				else format('settling lot %s step %s', c.lot, c.seq) end as key,
				case c.kind when 'share' then b.key_date else c.service_from end as day,
				null::bigint as reverses
			from pg_temp.stage_charge c join pg_temp.stage_basis b on b.ref = c.basis
			left join (select m.lot, count(*) as lapses from purse.lot_movement m
				where m.kind = 'lapsed' group by m.lot) l on l.lot = c.lot and c.kind = 'lapse'
			where c.reverses is null and c.entry is not null
			union all
			select c.entry, 'reversal', null, format('reversal of charge %s', c.reverses), c.service_from,
				o.entry
			from pg_temp.stage_charge c join purse.charge o on o.id = c.reverses where c.entry is not null
			union all
			-- the same charge may be issued again on the same day, after a credit note
			select d.entry, 'document', format('document of charge %s issued %s after document %s', x.charge,
					d.issued, (select max(o.document) from purse.line_charge o
						where o.charge = x.charge and o.direction = 1)),
				case when d.credits is null
				then format('document of charge %s issued %s', x.charge, d.issued)
				else format('credit of charge %s on document %s', x.charge, d.credits) end, d.issued, null
			from pg_temp.stage_document d join (
				select y.document, min(y.charge) as charge from pg_temp.stage_line_charge y
				where y.line = 1 group by y.document) x on x.document = d.ref
			union all
			select e.ref, 'purchase', null, format('purchase %s', p.record), p.date, null
			from pg_temp.stage_entry e join purse.current_purchase p on p.record = purse.purchase_of(e.key)
			where e.kind = 'purchase' and p.buyer = any (mine)
			union all
			select e.ref, 'cut-off', null, format('cut-off of entry %s, school %s, %s', e.defers,
				e.defers_school, to_char(purse.first_day_of(e.defers_month), 'YYYY-MM')),
				case e.defers_month when d.month then d.date else purse.first_day_of(e.defers_month) end, null
			from pg_temp.stage_entry e join purse.deferring_entry d on d.entry = e.defers
			union all
			select k.ref, 'accrual', null, format('%s%saccrual of record %s by school %s at %s', k.words,
					case when a.withdraws is not null then 'withdrawal of ' else '' end, a.source, a.provider,
					a.accrued_on), k.day, null
			from pg_temp.stage_accrual a cross join lateral (values (a.entry, '', a.accrued_on),
				(a.reversal, 'reversal of ', a.accrued_on + 1)) k (ref, words, day)) r
		join pg_temp.stage_entry x on x.ref = r.entry group by r.entry) f on f.entry = e.ref
	where f.fits is not true;
	if bad.key is not null then
		perform purse.refuse('LG303', format('the entry "%s" follows from nothing that was staged', bad.key));
	end if;
end $$;
