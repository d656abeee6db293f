-- Kind: price_workings. How a price was worked out from a post of one's own.
set check_function_bodies = off;

create or replace function purse.check_price_workings() returns void language sql as $$
	select purse.check_codes('{1,2}', '{school,agreement}');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, p.place, p.code, p.problem, null, p.hint
	from pg_temp.stage_new n cross join lateral (values
		(not exists (select from purse.post o join purse.school s on s.id = o.school
			where s.code = n.content[1] and o.code = n.content[7]), 7, 'LG201',
			format('could not find the post "%s"', n.content[7]), 'write the code of a post of the school'),
		(n.content[9] !~ '^[1-9][0-9]*(/[1-9][0-9]*)?$', 9, 'LG102',
			format('could not read "%s" as a fraction of pence', n.content[9]),
			'let `purse staff price` write the row'),
		(n.content[10] !~ '^[1-9][0-9]*(/[1-9][0-9]*)?$', 10, 'LG102',
			format('could not read "%s" as a fraction', n.content[10]),
			'let `purse staff price` write the row')) p (wrong, place, code, problem, hint)
	where p.wrong;
$$;

create or replace function purse.take_price_workings(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.price_working (record, school, post, agreement, item, unit, valid_from, award,
		worked_on, year_numerator, year_denominator, divisor_numerator, divisor_denominator, admin_percent,
		rounding)
	select n.record, s.id, p.id, a.id, n.content[3], n.content[4], n.content[5]::date, n.content[6],
		n.content[8]::date, purse.fraction_part(n.content[9], 1), purse.fraction_part(n.content[9], 2),
		purse.fraction_part(n.content[10], 1), purse.fraction_part(n.content[10], 2),
		coalesce(n.content[11]::numeric, 0), n.content[12]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	join purse.post p on p.school = s.id and p.code = n.content[7]
	join purse.agreement a on a.code = n.content[2];
	get diagnostics taken = row_count;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, 'LG208', 'could not find the price that was worked out', null,
		'import it in the same run, or let `purse staff price` write both'
	from pg_temp.stage_new n join purse.price_working w on w.record = n.record
	where not exists (select from purse.current_price p where p.agreement = w.agreement and p.item = w.item
		and p.unit = w.unit and p.valid_from = w.valid_from and p.award is not distinct from w.award);
	return taken;
end $$;

-- The numerator (1) or denominator (2) of `3/5` or `3`.
create or replace function purse.fraction_part(fraction text, part int) returns numeric
language sql immutable as $$
	select coalesce(nullif(split_part(fraction, '/', part), ''), '1')::numeric
$$;
