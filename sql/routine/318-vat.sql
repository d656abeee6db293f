-- VAT of a supply decided in SQL, as rules/vat decides it in C: facts, rules, gates, and what a person
-- decided. What the door accepts is proved by these.
set check_function_bodies = off;

-- What holds of a supply, fact by fact: yes, no, or ask: nobody said. A row that was stated holds from its
-- first day until its last, or until the next begins.
create or replace function purse.vat_answers(this_agreement int, provider int, customer int, day date)
returns jsonb language sql stable set search_path = pg_catalog, pg_temp as $$
	with said as (
		select distinct on (s.fact) s.fact, s.valid_to, s.answer from purse.current_supply_fact s
		where s.agreement = this_agreement and s.valid_from <= day order by s.fact, s.valid_from desc
	), derived (fact, answer) as (
		select x.* from purse.vat_person i
		join purse.vat_person k on k.school = customer and day between k.valid_from and k.last_day
		left join lateral (select d.kind from purse.current_school_detail d
			where d.school = provider and d.valid_from <= day order by d.valid_from desc limit 1) a on true
		left join lateral (select d.kind, d.phase from purse.current_school_detail d
			where d.school = customer and d.valid_from <= day order by d.valid_from desc limit 1) b on true
		cross join lateral (values ('same VAT person', i.body = k.body),
			('both eligible', i.eligible and k.eligible), ('supplier eligible', i.eligible),
			('supplier registered', i.registered), ('supplier under an authority', i.authority),
			('both local authorities', i.authority and k.authority),
			('supplier voluntary aided or foundation', a.kind in ('voluntary aided', 'foundation')),
			('education for a charge', case when b.kind in ('community', 'voluntary controlled',
				'voluntary aided', 'foundation', 'academy') then false
				when b.kind = 'independent' then true end),
			('school or club', case when b.phase <> 'other' then true end)) x (fact, answer)
		where i.school = provider and day between i.valid_from and i.last_day
	)
	select jsonb_object_agg(f.fact, case
		when f.stated and day <= s.valid_to then case when s.answer then 'yes' else 'no' end
		when f.when_silent = 'derived' then case d.answer when true then 'yes' when false then 'no'
			else 'ask' end
		else f.when_silent end)
	from purse.vat_fact f left join said s on s.fact = f.fact left join derived d on d.fact = f.fact
$$;

-- Whether all conditions hold; null: that hangs on what nobody stated.
create or replace function purse.vat_fits(conditions text, answers jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
	select case when bool_or(x.is_so is false) then false when bool_or(x.is_so is null) then null
		else true end
	from (
		select case when answers ->> u.fact in ('yes', 'no') then answers ->> u.fact = u.wanted end as is_so
		from (select regexp_replace(c, '=[^=]*$', '') as fact, regexp_replace(c, '^.*=', '') as wanted
			from unnest(string_to_array(nullif(conditions, ''), '; ')) c) u) x
$$;

-- The rules for a supply on a day in the order in which they are asked: of each the latest version in force.
create or replace function purse.vat_rules_for(this_supply text, day date, which text)
returns setof purse.vat_rule
language sql stable set search_path = pg_catalog, pg_temp as $$
	select r.* from (select distinct on (w.rule) w.* from purse.vat_rule w
		where day between w.valid_from and w.valid_to order by w.rule, w.version desc) r
	where r.stage = which and (r.supply = 'any' or this_supply = any (string_to_array(r.supply, '|')))
	order by r.position, r.rule
$$;

-- What goes through the gates: they look at the treatment found. What a person decided is not asked again,
-- but nobody who is not registered charges VAT.
create or replace function purse.vat_through_gates(this_supply text, day date, answers jsonb,
	by_person boolean,
	inout decided_by text, inout treatment text, inout document_kind text, inout reason text)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
	gate purse.vat_rule;
	is_so boolean;
begin
	for gate in select * from purse.vat_rules_for(this_supply, day, 'gate') loop
		exit when treatment = 'review';
		continue when by_person and (gate.treatment = 'review' or gate.confidence in ('memory', 'review'));
		is_so := purse.vat_fits(gate.conditions, answers || jsonb_build_object('VAT charged',
			case when treatment in ('standard', 'zero') then 'yes' else 'no' end));
		continue when not is_so;
		if is_so is null or gate.treatment = 'review' or gate.confidence in ('memory', 'review') then
			treatment := 'review';
		else
			decided_by := format('%s version %s', gate.rule, gate.version);
			treatment := gate.treatment;
			document_kind := gate.document_kind;
			reason := gate.reason;
		end if;
	end loop;
end $$;

-- The treatment of a supply, what decided it, the document that goes with it, and the reason that stands on
-- it. Treatment review: a person has to decide first.
create or replace function purse.vat_decided(this_agreement int, provider int, this_customer int,
	this_supply text, day date,
	out decided_by text, out treatment text, out document_kind text, out reason text)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
	answers jsonb := purse.vat_answers(this_agreement, provider, this_customer, day);
	rule purse.vat_rule;
	ruling purse.vat_decision;
	is_so boolean;
begin
	treatment := 'review';
	if answers ->> 'same VAT person' = 'ask' then return; end if;   -- nobody knows who stands behind them
	for rule in select * from purse.vat_rules_for(this_supply, day, 'rule') loop
		is_so := purse.vat_fits(rule.conditions, answers);
		continue when not is_so;
		if is_so and rule.confidence not in ('memory', 'review') then
			decided_by := format('%s version %s', rule.rule, rule.version);
			treatment := rule.treatment;
			document_kind := rule.document_kind;
			reason := rule.reason;
		end if;
		exit;
	end loop;
	select g.* into decided_by, treatment, document_kind, reason
	from purse.vat_through_gates(this_supply, day, answers, false, decided_by, treatment, document_kind,
		reason) g;
	if treatment <> 'review' and document_kind = 'internal charge' then return; end if;
	select d.* into ruling from (
		select distinct on (x.customer) x.* from purse.current_vat_decision x
		where x.agreement = this_agreement and x.valid_from <= day
			and x.customer in (0, this_customer)
		order by x.customer, x.valid_from desc) d
	where day <= d.valid_to order by d.customer desc limit 1;
	if not found then return; end if;
	select g.* into decided_by, treatment, document_kind, reason
	from purse.vat_through_gates(this_supply, day, answers, true, 'decision ' || ruling.record,
		ruling.treatment, case when ruling.treatment in ('standard', 'zero') then 'vat invoice'
			when ruling.treatment = 'no supply' and answers ->> 'same VAT person' = 'yes'
				then 'internal charge' else 'invoice' end,
		format('%s (decided by %s)', ruling.reason, ruling.decided_by)) g;
end $$;

-- Days on which the answer may change for a supply between two schools: between two of them it stays.
create or replace function purse.vat_turns(this_agreement int, provider int, customer int) returns date[]
language sql stable set search_path = pg_catalog, pg_temp as $$
	select array_agg(distinct t.day) from (
		select unnest(array[v.valid_from, v.last_day + 1]) as day from purse.vat_person v
		where v.school in (provider, customer) and isfinite(v.valid_from)
		union all select d.valid_from from purse.current_school_detail d
		where d.school in (provider, customer)
		union all select unnest(array[s.valid_from, s.valid_to + 1]) from purse.current_supply_fact s
		where s.agreement = this_agreement
		union all select unnest(array[d.valid_from, d.valid_to + 1]) from purse.current_vat_decision d
		where d.agreement = this_agreement
		union all select unnest(array[r.valid_from, r.valid_to + 1]) from purse.vat_rule r) t
	where isfinite(t.day)
$$;
