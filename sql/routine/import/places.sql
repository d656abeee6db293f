-- Kinds: bodies, schools, belongs, bank_details. check_<kind> adds problems for the new rows, take_<kind>
-- stores them and gives how many.
set check_function_bodies = off;

-- Codes are shared by bodies and schools, so that a counterparty is found by one code.
create or replace function purse.take_codes(is_school boolean) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 1, 'LG206',
		format('could not take the code "%s": a %s has it already', n.content[1],
			case when c.is_school then 'school' else 'body' end),
		null, 'give one of the two another code'
	from pg_temp.stage_new n join purse.counterparty c on c.code = n.content[1]
	where c.is_school <> take_codes.is_school;
	insert into purse.counterparty (code, is_school)
	select distinct n.content[1], take_codes.is_school from pg_temp.stage_new n
	where not exists (select from purse.counterparty c where c.code = n.content[1]) order by 1;
$$;

create or replace function purse.check_bodies() returns void language sql as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG106',
		format('could not find the VAT number of "%s", which is registered', n.content[1]),
		null, 'write its VAT number, or change its VAT scheme to one that is not registered'
	from pg_temp.stage_new n
	where n.content[5] in ('registered', 'section 33B registered') and n.content[6] is null;
$$;

create or replace function purse.take_bodies(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	perform purse.take_codes(false);
	insert into purse.body (id, code) select c.id, c.code from purse.counterparty c
	where not c.is_school and not exists (select from purse.body b where b.id = c.id)
		and exists (select from pg_temp.stage_new n where n.content[1] = c.code);
	insert into purse.body_detail (record, body, valid_from, name, kind, vat_scheme, vat_number, eligible,
		address, postcode)
	select n.record, b.id, coalesce(n.content[2]::date, '-infinity'), n.content[3], n.content[4],
		n.content[5], n.content[6], n.content[7] = 'yes', n.content[8], n.content[9]
	from pg_temp.stage_new n join purse.body b on b.code = n.content[1];
	get diagnostics taken = row_count;
	return taken;
end $$;

-- What can't change is asked in take_schools, when the first row of each school is in, so that the rows of
-- one file agree too.
create or replace function purse.check_schools() returns void language sql as $$ $$;

create or replace function purse.take_schools(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	perform purse.take_codes(true);
	insert into purse.school (id, code, keeps_books, currency)
	select distinct on (c.id) c.id, c.code, n.content[7] = 'yes', coalesce(n.content[8], 'GBP')
	from purse.counterparty c join pg_temp.stage_new n on n.content[1] = c.code
	where c.is_school and not exists (select from purse.school s where s.id = c.id) order by c.id, n.record;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG206',
		format('could not change that "%s" %s books here', n.content[1],
			case when s.keeps_books then 'keeps' else 'keeps no' end),
		null, 'write what earlier rows say; a school that joins later is given a code of its own'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	where s.keeps_books <> (n.content[7] = 'yes');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 8, 'LG206',
		format('could not change the currency of "%s" from %s to %s', n.content[1], s.currency,
			coalesce(n.content[8], 'GBP')),
		null, 'write what earlier rows say: books stay in one currency'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	where s.currency <> coalesce(n.content[8], 'GBP');
	insert into purse.school_detail (record, school, valid_from, name, urn, kind, phase, address, postcode,
		cost_centre, email)
	select n.record, s.id, coalesce(n.content[2]::date, '-infinity'), n.content[3], n.content[4],
		n.content[5], n.content[6], n.content[9], n.content[10], n.content[11], n.content[12]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1];
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_belongs() returns void language sql as $$
	select purse.check_codes('{1,4,5,6}', '{school,body,body,body}'), purse.check_dates(2, 3);
$$;

create or replace function purse.take_belongs(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.school_body (record, school, valid_from, valid_to, legal_body, vat_body, employer)
	select n.record, s.id, n.content[2]::date, coalesce(n.content[3]::date, 'infinity'), l.id, v.id, e.id
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	join purse.body l on l.code = n.content[4] join purse.body v on v.code = n.content[5]
	join purse.body e on e.code = n.content[6];
	get diagnostics taken = row_count;
	perform purse.check_overlap('school_body', '{school}', 2);
	perform purse.check_booked_codes('school_body', 2);
	return taken;
end $$;

create or replace function purse.check_bank_details() returns void language sql as $$
	select purse.check_codes('{1}', '{school}');
$$;

create or replace function purse.take_bank_details(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.bank_detail (record, school, valid_from, account_name, sort_code, account_number)
	select n.record, s.id, n.content[2]::date, n.content[3], n.content[4], n.content[5]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1];
	get diagnostics taken = row_count;
	return taken;
end $$;
