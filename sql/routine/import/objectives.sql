-- Kinds: objectives, agreement_objectives, impact_notes. check_<kind> adds problems for the new rows,
-- take_<kind> stores them and gives how many.
set check_function_bodies = off;

-- The objectives of a partnership on a day: `1, 2, 3`.
create or replace function purse.objectives_of(of_partnership int, day date) returns text
language sql stable as $$
	select coalesce('known are ' || string_agg(o.number::text, ', ' order by o.number), 'there is none yet')
	from purse.effective_objective o
	where o.partnership = of_partnership and day between o.valid_from and o.last_day
$$;

create or replace function purse.check_objectives() returns void language sql as $$
	select purse.check_codes('{1}', '{partnership}'), purse.check_dates(3, 4);
$$;

create or replace function purse.take_objectives(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.objective (record, partnership, number, valid_from, valid_to, title, actions, target,
		due, evidence)
	select n.record, p.id, n.content[2]::int, n.content[3]::date, coalesce(n.content[4]::date, 'infinity'),
		n.content[5], n.content[6], n.content[7], n.content[8]::date, n.content[9]
	from pg_temp.stage_new n join purse.partnership p on p.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('objective', '{partnership,number}', 3);
	return taken;
end $$;

create or replace function purse.check_agreement_objectives() returns void language sql as $$
	select purse.check_codes('{1}', '{agreement}'), purse.check_dates(3, 4), purse.check_covered(1, 3);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG201',
		format('could not find objective %s of partnership "%s" on %s', n.content[2], p.code,
			purse.day_words(n.content[3]::date)),
		null, format('correct the number (%s), or add the objective to objectives.csv',
			purse.objectives_of(p.id, n.content[3]::date))
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.effective_agreement_version v on v.agreement = a.id
		and n.content[3]::date between v.valid_from and v.last_day
	join purse.partnership p on p.id = v.partnership
	where not exists (select from purse.effective_objective o where o.partnership = p.id
		and o.number = n.content[2]::int and n.content[3]::date between o.valid_from and o.last_day);
$$;

create or replace function purse.take_agreement_objectives(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.agreement_objective (record, agreement, number, valid_from, valid_to, main)
	select n.record, a.id, n.content[2]::int, n.content[3]::date, coalesce(n.content[4]::date, 'infinity'),
		coalesce(n.content[5], 'yes') = 'yes'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('agreement_objective', '{agreement,number}', 3);
	insert into pg_temp.stage_problem
	select distinct on (n.file, n.row_number) n.file, n.row_number, 5, 'LG204',
		format('could not count agreement "%s" under objective %s: it counts under objective %s already',
			n.content[1], a.number, b.number),
		null, 'write no under Main in one of the two rows: money counts once'
	from pg_temp.stage_new n join purse.effective_agreement_objective a on a.record = n.record and a.main
	join purse.effective_agreement_objective b on b.agreement = a.agreement and b.number <> a.number
		and b.main and a.valid_from <= b.last_day and b.valid_from <= a.last_day
	where b.record < a.record or not exists (select from pg_temp.stage_new m where m.record = b.record)
	order by n.file, n.row_number, b.valid_from;
	return taken;
end $$;

create or replace function purse.check_impact_notes() returns void language sql as $$
	select purse.check_codes('{2,3}', '{school,partnership}');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG211',
		format('could not take a note of "%s": it is not in partnership "%s" on %s', s.code, p.code,
			purse.day_words(n.content[5]::date)),
		null, 'correct the school or the date, or add the school to members.csv in the same folder'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.partnership p on p.code = n.content[3]
	where not exists (select from purse.effective_member m where m.school = s.id and m.partnership = p.id
		and n.content[5]::date between m.valid_from and m.last_day);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG201',
		format('could not find objective %s of partnership "%s" on %s', n.content[4], p.code,
			purse.day_words(n.content[5]::date)),
		null, format('correct the number (%s), or add the objective to objectives.csv',
			purse.objectives_of(p.id, n.content[5]::date))
	from pg_temp.stage_new n join purse.partnership p on p.code = n.content[3]
	where not exists (select from purse.effective_objective o where o.partnership = p.id
		and o.number = n.content[4]::int and n.content[5]::date between o.valid_from and o.last_day);
$$;

create or replace function purse.take_impact_notes(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.impact_note (record, school, partnership, number, date, kind, what, evidence)
	select n.record, s.id, p.id, n.content[4]::int, n.content[5]::date, n.content[6], n.content[7],
		n.content[8]
	from pg_temp.stage_new n join purse.partnership p on p.code = n.content[3]
	left join purse.school s on s.code = n.content[2];
	get diagnostics taken = row_count;
	return taken;
end $$;
