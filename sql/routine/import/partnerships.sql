-- Kinds: partnerships, members, pupil_numbers, funds.
set check_function_bodies = off;

create or replace function purse.check_partnerships() returns void language sql as $$
	select purse.check_dates(4, 5);
$$;

create or replace function purse.take_partnerships(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.partnership (code) select distinct n.content[1] from pg_temp.stage_new n
	where not exists (select from purse.partnership p where p.code = n.content[1]) order by 1;
	insert into purse.partnership_detail (record, partnership, name, kind, valid_from, valid_to)
	select n.record, p.id, n.content[2], n.content[3], n.content[4]::date, coalesce(n.content[5]::date,
		'infinity')
	from pg_temp.stage_new n join purse.partnership p on p.code = n.content[1];
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_members() returns void language sql as $$
	select purse.check_codes('{1,2}', '{partnership,school}'), purse.check_dates(3, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, 'LG205',
		format('could not take a membership from %s: partnership "%s" is there for %s',
			purse.day_words(n.content[3]::date), n.content[1], purse.span_words(d.valid_from, d.valid_to)),
		null, 'correct the date, or those of the partnership in partnerships.csv'
	from pg_temp.stage_new n join purse.partnership p on p.code = n.content[1]
	join purse.current_partnership_detail d on d.partnership = p.id
	where n.content[3]::date not between d.valid_from and d.valid_to;
$$;

create or replace function purse.take_members(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.member (record, partnership, school, valid_from, valid_to)
	select n.record, p.id, s.id, n.content[3]::date, coalesce(n.content[4]::date, 'infinity')
	from pg_temp.stage_new n join purse.partnership p on p.code = n.content[1]
	join purse.school s on s.code = n.content[2];
	get diagnostics taken = row_count;
	perform purse.check_overlap('member', '{partnership,school}', 3);
	return taken;
end $$;

create or replace function purse.check_pupil_numbers() returns void language sql as $$
	select purse.check_codes('{1}', '{school}');
$$;

create or replace function purse.take_pupil_numbers(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.pupil_number (record, school, date, pupils, source)
	select n.record, s.id, n.content[2]::date, n.content[3]::bigint, n.content[4]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1];
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_funds() returns void language sql as $$
	select purse.check_codes('{1}', '{school}'), purse.check_dates(4, 5), purse.check_account(7, '{income}'),
		purse.check_fund_grants();
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG206',
		'could not take "GENERAL" as a fund: every school has it already',
		null, 'delete the row, or choose another code'
	from pg_temp.stage_new n where n.content[2] = 'GENERAL';
$$;

create or replace function purse.take_funds(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.fund (school, code) select distinct s.id, n.content[2]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	where not exists (select from purse.fund f where f.school = s.id and f.code = n.content[2]) order by 1, 2;
	delete from pg_temp.stage_new n where coalesce(n.content[9], n.content[10]) is not null and exists (
		select from pg_temp.stage_problem p where (p.file, p.row_number) = (n.file, n.row_number));
	insert into purse.fund_detail (record, fund, name, valid_from, valid_to, amount, income_code, conditions,
		grant_code, pupils)
	select n.record, f.id, n.content[3], n.content[4]::date, coalesce(n.content[5]::date, 'infinity'),
		purse.pence_of(n.content[6]), n.content[7], n.content[8], n.content[9], n.content[10]::bigint
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	join purse.fund f on f.school = s.id and f.code = n.content[2];
	get diagnostics taken = row_count;
	return taken;
end $$;

-- Adds a problem where a school has no fund of that code. A fund of the same import that could not be taken
-- has a problem of its own.
create or replace function purse.check_fund(school_column int, fund_column int) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, fund_column, 'LG201',
		format('could not find the fund "%s" of school "%s"', n.content[fund_column],
			n.content[school_column]),
		null, 'correct the code, add the fund to funds.csv, or leave the cell blank for the general fund'
	from pg_temp.stage_new n
	where n.content[fund_column] <> 'GENERAL' and not exists (
		select from purse.fund f join purse.school s on s.id = f.school
		where s.code = n.content[school_column] and f.code = n.content[fund_column])
		and not exists (select from pg_temp.stage_record s where s.kind = 'funds'
			and s.content[1] = n.content[school_column] and s.content[2] = n.content[fund_column])
$$;

create or replace function purse.fund_id(school int, fund_code text) returns int language sql stable as $$
	select coalesce((select f.id from purse.fund f where f.school = fund_id.school and f.code = fund_code), 0)
$$;
