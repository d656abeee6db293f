-- Kind: statutory_rates. check_<kind> adds problems for the new rows, take_<kind> stores them and gives how
-- many.
set check_function_bodies = off;

-- What each rate needs and what it can't have. Rows that can't be stored are taken out.
create or replace function purse.check_statutory_rates() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{2}', '{body}'), purse.check_dates(3, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG106',
		'could not find the employer whose rate of the local government pension this is',
		null, 'write the code of the body that employs, as in bodies.csv: each employer has a rate of its own'
	from pg_temp.stage_new n where n.content[1] = 'local government pension' and n.content[2] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 2, 'LG206',
		format('could not take a rate of "%s" for one employer: it is the same for all', n.content[1]),
		null, 'leave Employer blank'
	from pg_temp.stage_new n where n.content[1] <> 'local government pension' and n.content[2] is not null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG106', 'could not find the threshold of employer national insurance',
		null, 'write the pay a year up to which nothing is due, such as 5000'
	from pg_temp.stage_new n where n.content[1] = 'employer national insurance' and n.content[5] is null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 5, 'LG206',
		format('could not take a threshold for "%s": it is due on all of the pay', n.content[1]),
		null, 'leave Threshold blank'
	from pg_temp.stage_new n where n.content[1] <> 'employer national insurance' and n.content[5] is not null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, 'LG205',
		format('could not take a rate of "%s" from %s: it can begin on %s at the earliest', n.content[1],
			purse.day_words(n.content[3]::date), purse.day_words(s.valid_from)),
		null, s.earlier
	from pg_temp.stage_new n join purse.statutory_rate s on s.name = n.content[1] and s.earlier is not null
		and n.content[3]::date < s.valid_from;
	delete from pg_temp.stage_new n
	where (n.content[1] = 'local government pension') = (n.content[2] is null)
		or (n.content[1] = 'employer national insurance') = (n.content[5] is null);
end $$;

create or replace function purse.take_statutory_rates(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.stated_rate (record, name, employer, valid_from, valid_to, threshold, percent, source,
		reason)
	select n.record, n.content[1], coalesce(b.id, 0), n.content[3]::date,
		coalesce(n.content[4]::date, 'infinity'), purse.pence_of(n.content[5]), n.content[6]::numeric,
		n.content[7], n.content[8]
	from pg_temp.stage_new n left join purse.body b on b.code = n.content[2];
	get diagnostics taken = row_count;
	perform purse.check_overlap('stated_rate', '{name,employer}', 3);
	return taken;
end $$;
