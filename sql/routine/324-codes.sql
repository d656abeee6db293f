-- Which codes a charge is booked on: what the agreement names goes before what the school's local authority
-- has chosen, and that before the usual code of the supply. Of income the school that provides counts, of
-- cost the school that pays, which a row of parties.csv may give a code of its own before all others.
set check_function_bodies = off;

-- The local authority of each school, with the days on which it is: the one that is its VAT person, else its
-- legal body, else its employer; none for academies and others.
create or replace view purse.school_authority as
	select x.school, x.body, x.valid_from, x.last_day from (
		select g.school, g.valid_from, least(g.valid_to, lead(g.valid_from, 1, date 'infinity')
				over (partition by g.school order by g.valid_from) - 1) as last_day,
			(select w.body from unnest(array[g.vat_body, g.legal_body, g.employer])
				with ordinality w (body, nth)
			where exists (select from purse.current_body_detail b where b.body = w.body
				and b.kind = 'local authority') order by w.nth limit 1) as body
		from purse.current_school_body g) x
	where x.body is not null;

-- What the authority of a school has chosen. Without a supply: its own codes for internal charges.
create or replace view purse.school_code as
	select a.school, l.record, l.body, l.supply, greatest(a.valid_from, l.valid_from) as valid_from,
		least(a.last_day, l.last_day) as last_day, l.income_code, l.cost_code, l.charge_income,
		l.charge_payment
	from purse.school_authority a join purse.effective_local_code l on l.body = a.body
		and l.valid_from <= a.last_day and l.last_day >= a.valid_from;
grant select on purse.school_code to purse_viewer;

-- Versions of agreements with the codes that they name themselves, and those used where they name none.
create or replace view purse.coded_version as
	select v.*, case when r.content[11] is not null then v.income_code end as own_income,
		case when r.content[12] is not null then v.cost_code end as own_cost
	from purse.effective_agreement_version v join purse.record r on r.id = v.record;

-- Charges whose entry books other income or cost than is agreed for their day. What a purchase says of the
-- buyer's own share goes before what is agreed.
create or replace view purse.miscoded_charge as
	with agreed as (
		select c.id as charge, c.entry, c.provider, c.customer, t.day, v.supply,
			i.body as provider_body, k.body as customer_body,
			coalesce(v.own_income, i.income_code, v.income_code) as income,
			coalesce(y.cost_code, v.own_cost, k.cost_code, v.cost_code) as cost,
			coalesce(z.cost_code, v.own_cost, i.cost_code, v.cost_code) as own_cost, p.cost_code as said_cost
		from purse.charge c join purse.charge_day t on t.id = c.id
		join purse.coded_version v on v.agreement = c.agreement and t.day between v.valid_from and v.last_day
		left join purse.effective_party y on y.agreement = c.agreement and y.school = c.customer
			and t.day between y.valid_from and y.last_day
		left join purse.effective_party z on z.agreement = c.agreement and z.school = c.provider
			and t.day between z.valid_from and z.last_day
		left join purse.school_code i on i.school = c.provider and i.supply = v.supply
			and t.day between i.valid_from and i.last_day
		left join purse.school_code k on k.school = c.customer and k.supply = v.supply
			and t.day between k.valid_from and k.last_day
		left join purse.purchase p on p.record = c.source and c.kind = 'share'
		where c.reverses is null and c.entry is not null)
	select a.charge, a.day, a.supply, b.school, b.account as booked, case
			when e.class = 'income' then a.income
			when b.school = a.customer and a.customer <> a.provider then a.cost
			else a.own_cost end as agreed
	from agreed a join purse.posting b on b.entry = a.entry
	join purse.account e on e.code = b.account and e.class in ('income', 'expense', 'capital')
	where case
		when b.school = a.provider and e.class = 'income'
			then b.counterparty = a.customer and b.account <> a.income
		when b.school = a.customer and a.customer <> a.provider
			then b.counterparty = a.provider and e.class <> 'income' and b.account <> a.cost
		when b.school = a.provider and a.customer = a.provider
			then e.class <> 'income' and b.counterparty = 0
				and b.account not in (a.own_cost, coalesce(a.said_cost, a.own_cost))
		else false end;

-- Adds a problem where what was just taken would give charges that are booked other codes than those they are
-- booked on (R7). of_record: 'local_code', the rows of an authority; 'school_body', a school's bodies.
create or replace function purse.check_booked_codes(of_record text, from_column int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if not exists (select from purse.current_local_code) then return; end if;
	create temp table if not exists map_miscoded on commit drop as
	select * from purse.miscoded_charge with no data;
	truncate pg_temp.map_miscoded;
	insert into pg_temp.map_miscoded select * from purse.miscoded_charge;
	insert into pg_temp.stage_problem
	select distinct on (n.file, n.row_number) n.file, n.row_number, from_column, 'LG207',
		format('could not take codes for %s: what "%s" was charged for %s is booked on %s, not on %s',
			purse.span_words(n.content[from_column]::date, n.content[from_column + 1]::date),
			purse.code_of(m.school), purse.day_words(m.day), m.booked, m.agreed), null,
		'let the row count for days that are not charged yet: what is booked keeps its code'
	from pg_temp.stage_new n
	join pg_temp.map_miscoded m on case of_record
		when 'school_body' then purse.code_of(m.school) = n.content[1]
		else m.supply = n.content[2] and exists (select from purse.school_authority a
			join purse.body b on b.id = a.body and b.code = n.content[1] where a.school = m.school) end
	order by n.file, n.row_number, m.day, m.charge;
end $$;

-- Whether the caller may change this row of what schools share: who may write for every school; of an
-- authority's codes also who may write for a school that is under it on the row's first day or later.
create or replace function purse.may_share(kind text, content text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select case when purse.holds_all_schools() then true when kind = 'local_codes' then exists (
		select from purse.school_authority a join purse.body b on b.id = a.body and b.code = content[1]
		where a.school = any ((select purse.my_schools(true))::int[])
			and a.last_day >= content[3]::date) else false end
$$;
revoke execute on function purse.may_share(text, text[]) from public;
