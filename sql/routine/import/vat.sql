-- Kinds: supply facts, VAT decisions. Both belong to the provider, who answers for the VAT.
set check_function_bodies = off;

-- Adds a problem where the school is not the agreement's lead on the day.
create or replace function purse.check_leads(agreement_column int, school_column int, date_column int)
returns void language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, school_column, 'LG211',
		format('could not take "%s" as the provider: the lead of agreement "%s" on %s is "%s"', s.code,
			a.code, purse.day_words(n.content[date_column]::date), l.code),
		null, 'write the lead: it supplies, and answers for the VAT'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[agreement_column]
	join purse.school s on s.code = n.content[school_column]
	join purse.effective_agreement_version v on v.agreement = a.id
		and n.content[date_column]::date between v.valid_from and v.last_day
	join purse.school l on l.id = v.lead
	where v.lead <> s.id
$$;

create or replace function purse.check_supply_facts() returns void language sql as $$
	select purse.check_codes('{1}', '{agreement}'), purse.check_dates(4, 5), purse.check_covered(1, 4),
		purse.check_leads(1, 2, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, 'LG206',
		case when f.fact is null then format('could not find the fact "%s"', n.content[3])
			else format('could not take an answer to "%s": it follows from what is recorded of the schools',
				f.fact) end,
		null, case when f.fact is null then 'write one of: '
				|| (select string_agg(x.fact, ', ' order by x.fact) from purse.vat_fact x where x.stated)
			else 'correct schools.csv, bodies.csv or belongs.csv instead' end
	from pg_temp.stage_new n left join purse.vat_fact f on f.fact = n.content[3]
	where f.stated is not true;
	delete from pg_temp.stage_new n
	where not exists (select from purse.vat_fact f where f.fact = n.content[3] and f.stated);
$$;

create or replace function purse.take_supply_facts(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.supply_fact (record, agreement, fact, valid_from, valid_to, answer, evidence)
	select n.record, a.id, n.content[3], n.content[4]::date, coalesce(n.content[5]::date, 'infinity'),
		n.content[6] = 'yes', n.content[7]
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('supply_fact', '{agreement,fact}', 4);
	return taken;
end $$;

create or replace function purse.check_vat_decisions() returns void language sql as $$
	select purse.check_codes('{1,3}', '{agreement,school}'), purse.check_dates(4, 5),
		purse.check_covered(1, 4), purse.check_leads(1, 2, 4), purse.check_takes_part(1, 3);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG206',
		format('could not take "%s": there is no such treatment with a rate', n.content[6]),
		null, 'write a treatment that this purse knows'
	from pg_temp.stage_new n
	where not exists (select from purse.vat_rate r where r.treatment = n.content[6])
		or n.content[6] = 'not registered';
$$;

create or replace function purse.take_vat_decisions(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.vat_decision (record, agreement, customer, valid_from, valid_to, treatment, reason,
		decided_by)
	select n.record, a.id, coalesce(k.id, 0), n.content[4]::date, coalesce(n.content[5]::date, 'infinity'),
		n.content[6], n.content[7], n.content[8]
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	left join purse.school k on k.code = n.content[3];
	get diagnostics taken = row_count;
	perform purse.check_overlap('vat_decision', '{agreement,customer}', 4);
	return taken;
end $$;
