-- What entries book follows to the penny from their purchase, charges, reversal or document and from what is
-- agreed (the table of section 3 of the design; src/rules/entries.c builds the same). What a lead books in
-- another school's books is so what the agreement says, and nothing beside it.
set check_function_bodies = off;

-- A supplier's invoice in the books of who bought.
create or replace function purse.expect_purchases() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select e.ref, p.buyer, 0, x.counterparty, p.agreement, x.account, x.amount
	from pg_temp.stage_entry e join purse.purchase p on p.record = purse.purchase_of(e.key)
	cross join lateral (values ('1500', 0, p.net + p.vat - p.vat_reclaimed), ('1400', 0, p.vat_reclaimed),
		('2100', p.supplier, -(p.net + p.vat))) x (account, counterparty, amount)
	where e.kind = 'purchase' and x.amount <> 0
$$;

-- What each staged charge is booked by.
create or replace function purse.find_told() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_told on commit drop as
	select c.ref, c.entry, c.provider, c.customer, c.agreement, c.pence, t.income_code, t.provider_cost,
		t.presentation = 'principal' as principal, c.provider = c.customer as own,
		case when k.record is not null then null   -- staff is on the lead's payroll, never prepaid
			when c.kind not in ('line', 'arrears') then c.pence
			when t.agreement_kind = 'credits' then m.pence end as drawn,
		case when c.provider = c.customer and p.fund <> 0 then p.fund else t.fund end as fund,
		t.use, u.charge is not null as split, c.pence - coalesce(u.borne, c.pence) as general,
		k.record is not null and c.provider = c.customer as unbooked,
		case when c.provider = c.customer then coalesce(p.cost_code, t.customer_cost)
			else t.customer_cost end as customer_cost
	from pg_temp.stage_charge c join pg_temp.map_terms t on t.ref = c.ref
	left join purse.purchase p on p.record = c.source and c.kind = 'share'
	left join purse.staff_cost k on k.record = c.source and c.kind = 'share'
	left join (select v.charge, -sum(v.pence)::bigint as pence from pg_temp.stage_movement v
		where v.charge is not null group by v.charge) m on m.charge = c.ref
	left join pg_temp.stage_fund_use u on u.charge = c.ref
	where c.entry is not null;
	analyze pg_temp.map_told;
end $$;

-- The lines of each entry, all seen in one look. Numbers of lines up to 60 are seen as bits, for counting
-- different ones sorts them.
--
-- Plain charges, one to an entry, are by far the most: what one school provides and another owes. Their
-- entries are proved here: each line is one of the four that are due, each of them stands there once, and
-- nothing else does. So they balance and are mirrored, too.
create or replace function purse.find_lines() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_lines on commit drop as
	select p.entry, count(*) as lines, max(p.line) as last, min(p.line) as first,
		bit_or(1::bigint << (p.line & 63)) as bits, count(p.document) as of_document,
		min(p.document) as document, max(p.document) as other_document,
		c.due is not null and count(*) = case c.due when 15 then 4 else 2 end and c.due = bit_or(
			case when p.agreement <> c.agreement then 16
				when p.school = c.provider and p.counterparty = c.customer and p.fund = 0 then
					case when p.account = '1310' and p.amount = c.pence then 1
						when p.account = c.income_code and p.amount = -c.pence then 2 else 16 end
				when p.school = c.customer and p.counterparty = c.provider and p.fund = c.fund then
					case when p.account = c.customer_cost and p.amount = c.pence then 4
						when p.account = '2310' and p.amount = -c.pence then 8 else 16 end
				else 16 end) as is_proved
	from pg_temp.stage_posting p left join (
		select o.*, case when p.keeps_books then 3 else 0 end + case when k.keeps_books then 12 else 0 end
			as due
		from pg_temp.map_told o
		join purse.school p on p.id = o.provider join purse.school k on k.id = o.customer
		where not o.own and o.drawn is null and not o.split
			and o.entry not in (
				select x.entry from pg_temp.map_told x group by x.entry having count(*) > 1)) c
		on c.entry = p.entry
	group by p.entry, c.due;
	analyze pg_temp.map_lines;
end $$;

-- What is left to be looked at from all sides: postings, and charges that tell what they should be.
create or replace function purse.find_rest() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	create temp table map_rest on commit drop as
	select p.* from pg_temp.stage_posting p join pg_temp.map_lines l on l.entry = p.entry
	where not l.is_proved;
	analyze pg_temp.map_rest;
	create temp table map_unproved on commit drop as
	select c.* from pg_temp.map_told c join pg_temp.map_lines l on l.entry = c.entry where not l.is_proved;
	analyze pg_temp.map_unproved;
end $$;

-- Charges. Of credits and shared costs what is drawn leaves the lead's prepaid account; a line that is not
-- about credits is the provider's own income. The own share of the lead is its cost; a restricted fund that
-- bears it passes the money to the general fund. What a fund with rules does not bear stands in the general
-- fund.
create or replace function purse.expect_charges() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select c.entry, x.school, x.fund, x.counterparty, c.agreement, x.account, x.amount
	from pg_temp.map_unproved c cross join lateral (values
		(c.provider, 0, c.customer, '1310', c.pence),
		(c.provider, 0, case when c.drawn is null then c.customer else 0 end,
			case when c.drawn is null then c.income_code else '1500' end, -coalesce(c.drawn, c.pence)),
		(c.customer, c.fund, c.provider, c.customer_cost, c.pence - c.general),
		(c.customer, c.fund, c.provider, '2310', c.general - c.pence),
		(c.customer, 0, c.provider, c.customer_cost, c.general),
		(c.customer, 0, c.provider, '2310', -c.general)
	) x (school, fund, counterparty, account, amount)
	join purse.school s on s.id = x.school and s.keeps_books where not c.own and x.amount <> 0;
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select c.entry, c.provider, 0, x.counterparty, c.agreement, x.account, x.amount
	from pg_temp.map_unproved c cross join lateral (values
		(c.principal, c.customer, c.income_code, -c.pence),
		(c.principal, 0, c.provider_cost, c.drawn),
		(not c.principal, 0, c.provider_cost, c.drawn - c.pence)
	) x (wanted, counterparty, account, amount)
	join purse.school s on s.id = c.provider and s.keeps_books
	where not c.own and c.drawn is not null and x.wanted and x.amount <> 0;
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select c.entry, c.provider, x.fund, 0, c.agreement, x.account, x.amount
	from pg_temp.map_unproved c cross join lateral (values
		(true, c.fund, c.customer_cost, c.drawn - c.general),
		(true, 0, c.customer_cost, c.general),
		(c.fund <> 0, c.fund, '3100', c.general - c.drawn),
		(c.fund <> 0, 0, '3100', c.drawn - c.general),
		(true, 0, '1500', -c.drawn)
	) x (wanted, fund, account, amount)
	join purse.school s on s.id = c.provider and s.keeps_books
	where c.own and x.wanted and x.amount <> 0;
$$;

-- Reversals: what they reverse, with the other sign.
create or replace function purse.expect_reversals() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select e.ref, p.school, p.fund, p.counterparty, p.agreement, p.account, -p.amount
	from pg_temp.stage_entry e join purse.posting p on p.entry = e.reverses where e.kind = 'reversal'
$$;

-- Documents: lines of one agreement, fund, account and treatment are booked together, what is charged apart
-- from what corrects it. Their net sum goes from uninvoiced to invoiced, or to internal control; VAT stands
-- beside it, and joins the customer's cost where it can't be recovered, of a fund with rules in the general
-- fund. Each group bears what the VAT on the
-- sum so far grows by, so that they add to the VAT on the whole. sql/verify/61-document-lines-posted.sql says
-- the same of what is stored, on purpose without this function: verify does not trust the door.
create or replace function purse.expect_documents() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	with used as (   -- lines of charges on a fund with rules: what the fund bears of each
		select x.document, x.line, sum(x.direction * u.borne)::bigint as borne
		from pg_temp.stage_line_charge x join purse.fund_use u on u.charge = x.charge group by 1, 2),
	part as (
		select l.document, l.agreement, s.fund, l.customer_account as account, l.treatment,
			l.vat_rate, coalesce(v.recovers, false) as recovers, s.vat_fund,
			min(2 * l.line + s.nth) as first, sum(s.net) as net
		from pg_temp.stage_line l join pg_temp.stage_document d on d.ref = l.document
		left join purse.vat_person v on v.school = d.customer
			and l.service_from between v.valid_from and v.last_day
		left join used u on u.document = l.document and u.line = l.line
		cross join lateral (
			select l.customer_fund as fund, l.customer_fund as vat_fund, l.net, 0 as nth
			where u.line is null
			union all select l.customer_fund, 0, u.borne, 0 where u.borne <> 0
			union all select 0, 0, l.net - u.borne, 1 where u.borne <> l.net) s
		group by 1, 2, 3, 4, 5, 6, 7, 8, l.net < 0),
	grown as (
		select p.*, coalesce(b.net, 0) + sum(p.net) over w as net_now, coalesce(b.net, 0) + sum(p.net) over w
			- p.net as net_before, row_number() over w as nth, coalesce(b.vat, 0) as vat_before
		from part p join pg_temp.stage_document d on d.ref = p.document
		left join (select c.credits, x.treatment, x.vat_rate, sum(x.net) as net, sum(x.vat) as vat
			from purse.document c join purse.document_vat x on x.document = c.id
			where c.credits in (select k.credits from pg_temp.stage_document k) group by 1, 2, 3) b
			on b.credits = d.credits and b.treatment = p.treatment and b.vat_rate = p.vat_rate
		window w as (partition by p.document, p.treatment, p.vat_rate order by p.first)),
	told as (
		select d.entry, d.issuer, d.customer, g.agreement, g.fund, g.vat_fund, g.account, g.recovers, g.net,
			case when coalesce(o.kind, d.kind) = 'internal charge' then '90' else '20' end as stage,
			purse.nearest_penny(g.net_now * g.vat_rate, 1) - case g.nth when 1 then g.vat_before
				else purse.nearest_penny(g.net_before * g.vat_rate, 1) end as vat
		from grown g join pg_temp.stage_document d on d.ref = g.document
		left join purse.document o on o.id = d.credits)
	insert into pg_temp.map_expected (entry, school, fund, counterparty, agreement, account, amount)
	select t.entry, x.school, x.fund, x.counterparty, t.agreement, x.account, x.amount::bigint
	from told t cross join lateral (values
		(t.issuer, 0, t.customer, '13' || t.stage, t.net),
		(t.issuer, 0, t.customer, '1310', -t.net),
		(t.customer, t.fund, t.issuer, '2310', t.net),
		(t.customer, t.fund, t.issuer, '23' || t.stage, -t.net),
		(t.issuer, 0, t.customer, '1320', t.vat),
		(t.issuer, 0, t.customer, '2400', -t.vat),
		(t.customer, case when t.recovers then 0 else t.vat_fund end, t.issuer,
			case when t.recovers then '1400' else t.account end, t.vat),
		(t.customer, case when t.recovers then 0 else t.vat_fund end, t.issuer, '2320', -t.vat)
	) x (school, fund, counterparty, account, amount)
	join purse.school s on s.id = x.school and s.keeps_books where x.amount <> 0
$$;

create or replace function purse.check_expected() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
begin
	create temp table map_expected (entry int, school int, fund int, counterparty int, agreement int,
		account text, amount bigint) on commit drop;
	perform purse.expect_purchases();
	perform purse.expect_charges();
	perform purse.expect_reversals();
	perform purse.expect_documents();
	perform purse.expect_cut_offs();
	perform purse.expect_accruals();
	analyze pg_temp.map_expected;
	select e.key, purse.code_of(u.school) as school, u.account, u.amount, u.lines into bad from (
		select x.entry, x.school, x.account, x.amount, sum(x.one) as lines from (
			select p.entry, p.school, p.fund, p.counterparty, p.agreement, p.account,
				p.amount, 1 as one from pg_temp.map_rest p
			union all
			select m.entry, m.school, m.fund, m.counterparty, m.agreement, m.account, m.amount, -1
			from pg_temp.map_expected m) x
		group by x.entry, x.school, x.fund, x.counterparty, x.agreement, x.account, x.amount
		having sum(x.one) <> 0) u
	join pg_temp.stage_entry e on e.ref = u.entry order by 1, 2, 3, 4 limit 1;
	if found then
		perform purse.refuse('LG307', format('the entry "%s" does not book what it follows from', bad.key),
			format('%s pence on account %s of school %s are %s', bad.amount, bad.account, bad.school,
				case when bad.lines > 0 then 'too many' else 'missing' end));
	end if;
end $$;
