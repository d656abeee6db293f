-- Kind: posts.
set check_function_bodies = off;

create or replace function purse.check_posts() returns void language sql as $$
	select purse.check_codes('{2}', '{school}'), purse.check_dates(3, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, w.problem, w.message, null, w.hint
	from pg_temp.stage_new n cross join lateral (values
		(n.content[7]::numeric <= 0, 7, 'LG206', 'could not take a post that is paid nothing',
			'write the salary of a year full time'),
		(n.content[9] is not null and not purse.is_part(n.content[9]), 9, 'LG206',
			format('could not take %s as a part of full time', n.content[9]),
			'write 0.6 or 3/5 for three days of five; leave it blank for full time'),
		(n.content[6] = 'support' and n.content[10] is null, 10, 'LG106',
			'could not find the weekly hours of a support post',
			'write the hours of a week that the post works'),
		(n.content[6] <> 'support' and coalesce(n.content[10], n.content[11], n.content[12], n.content[13],
				n.content[14]) is not null,
			case when n.content[10] is not null then 10 when n.content[11] is not null then 11
				when n.content[12] is not null then 12 when n.content[13] is not null then 13 else 14 end,
			'LG206', format('could not take weeks and weekly hours of %s staff', n.content[6]),
			'leave them blank: they are of support staff; write Part for a part-time post'),
		(n.content[6] = 'support' and n.content[9] is not null, 9, 'LG206',
			'could not take a Part and weekly hours together', 'leave Part blank: the hours say it'),
		(n.content[6] = 'support' and n.content[11] is null, 11, 'LG106',
			'could not find the hours of a full-time week of a support post',
			'write them under Full-time hours: 37 in most places, 36 in London'),
		(n.content[10]::numeric > n.content[11]::numeric, 10, 'LG206',
			format('could not take %s hours a week where full time is %s', n.content[10], n.content[11]),
			'correct one of the two'),
		(n.content[6] = 'support' and n.content[12] is not null
			and coalesce(n.content[13], n.content[14]) is null, 13, 'LG106',
			'could not find the paid leave of a post that works in term time only',
			'write Leave days as staff have who work all year, with bank holidays; or Paid weeks')
	) w (is_wrong, place, problem, message, hint) where w.is_wrong;
$$;

-- Whether the text is a share above 0 and not above 1.
create or replace function purse.is_part(share text) returns boolean language sql immutable as $$
	select x.n > 0 and x.n <= x.d from (select split_part(share, '/', 1)::numeric as n,
		case when share like '%/%' then split_part(share, '/', 2)::numeric else 1 end as d) x
$$;

create or replace function purse.take_posts(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.post (school, code) select distinct s.id, n.content[1]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	where not exists (select from purse.post p where p.school = s.id and p.code = n.content[1]) order by 1, 2;
	insert into purse.post_detail (record, post, valid_from, valid_to, role, kind, salary, allowances,
		part_numerator, part_denominator, week_hours, full_hours, weeks, leave_days, paid_weeks, days, hours,
		pension, levy, source)
	select n.record, p.id, n.content[3]::date, coalesce(n.content[4]::date, 'infinity'), n.content[5],
		n.content[6], purse.pence_of(n.content[7]), coalesce(purse.pence_of(n.content[8]), 0),
		coalesce(split_part(n.content[9], '/', 1)::numeric, 1),
		case when n.content[9] like '%/%' then split_part(n.content[9], '/', 2)::numeric else 1 end,
		n.content[10]::numeric, n.content[11]::numeric, n.content[12]::numeric, n.content[13]::numeric,
		n.content[14]::numeric, n.content[17]::numeric, n.content[18]::numeric, n.content[15],
		n.content[16] = 'yes', n.content[19]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.post p on p.school = s.id and p.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('post_detail', '{post}', 3);
	return taken;
end $$;
