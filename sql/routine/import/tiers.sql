-- Kind: price_tiers. check_<kind> adds problems for the new rows, take_<kind> stores them and gives how many.
set check_function_bodies = off;

-- Rows that can't be stored are taken out.
create or replace function purse.check_price_tiers() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{1}', '{agreement}'), purse.check_dates(4, 5), purse.check_covered(1, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, p.place, p.code, p.problem, null, p.hint
	from pg_temp.stage_new n cross join lateral (values
		(n.content[8]::int < coalesce(n.content[7]::int, 0), 8, 'LG206',
			format('could not take %s pupils as the last of a band: it begins at %s', n.content[8],
				n.content[7]), 'correct one of the two numbers'),
		(n.content[11] is not null and n.content[10] is null, 10, 'LG106', 'could not find the Fixed fee',
			'write how much is paid besides the price, or leave Fee for blank')
		) p (wrong, place, code, problem, hint)
	where p.wrong;
	delete from pg_temp.stage_new n where exists (select from pg_temp.stage_problem p
		where (p.file, p.row_number) = (n.file, n.row_number) and p.column_number = 8);
end $$;

create or replace function purse.take_price_tiers(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.price_tier (record, agreement, item, unit, valid_from, valid_to, minimum, roll_from,
		roll_to, price, fee, fee_for, school_minimum, evidence)
	select n.record, a.id, n.content[2], n.content[3], n.content[4]::date,
		coalesce(n.content[5]::date, 'infinity'), n.content[6]::numeric, coalesce(n.content[7]::int, 0),
		n.content[8]::int, n.content[9]::numeric, coalesce(purse.pence_of(n.content[10]), 0),
		coalesce(n.content[11], 'each school'), coalesce(purse.pence_of(n.content[12]), 0), n.content[13]
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1];
	get diagnostics taken = row_count;
	-- of what two rows say of each other, the later one is told
	insert into pg_temp.stage_problem
	select distinct on (n.file, n.row_number) n.file, n.row_number, f.place, f.code, f.problem, null, f.hint
	from pg_temp.stage_new n join purse.tier_fault f on f.record = n.record
	where f.other is null or f.other < f.record
		or not exists (select from pg_temp.stage_new m where m.record = f.other)
	order by n.file, n.row_number, f.place, f.other;
	return taken;
end $$;
