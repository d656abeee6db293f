-- Kinds: shared_posts, term_weeks, payroll, staff_costs, staff_workings.
set check_function_bodies = off;

-- Adds a problem where the post of a row is not one of its school.
create or replace function purse.check_post(school_column int, post_column int) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, post_column, 'LG201',
		format('could not find the post "%s" of "%s"', n.content[post_column], n.content[school_column]),
		null, 'correct the code, or add the post to posts.csv in the same folder'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[school_column]
	where not exists (select from purse.post p where p.school = s.id and p.code = n.content[post_column])
		and not exists (select from pg_temp.stage_record x where x.kind = 'posts'
			and x.content[1:2] = array[n.content[post_column], n.content[school_column]])
$$;

-- Adds a problem where a row shares the cost of staff under an agreement that its school does not lead, or
-- that shares no costs.
create or replace function purse.check_shares_staff(agreement_column int, school_column int, date_column int)
returns void language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, 'LG206', w.message, null, w.hint
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[agreement_column]
	join purse.effective_agreement_version v on v.agreement = a.id
		and n.content[date_column]::date between v.valid_from and v.last_day
	join purse.school l on l.id = v.lead
	cross join lateral (values
		(l.code <> n.content[school_column], school_column,
			format('could not share staff of "%s" under agreement "%s": "%s" leads it',
				n.content[school_column], a.code, l.code), 'correct the School or the Agreement'),
		(v.kind = 'credits' or v.basis not in ('equal', 'fixed shares', 'pupil numbers'), agreement_column,
			format('could not share the cost of staff under agreement "%s": its basis is "%s"', a.code,
				v.basis),
			'name an agreement that is shared equally, by fixed shares or by pupil numbers')
	) w (is_wrong, place, message, hint) where w.is_wrong
$$;

create or replace function purse.check_shared_posts() returns void language sql as $$
	select purse.check_codes('{1,2}', '{agreement,school}'), purse.check_dates(4, 5),
		purse.check_covered(1, 4), purse.check_post(2, 3), purse.check_shares_staff(1, 2, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, w.problem, w.message, null, w.hint
	from pg_temp.stage_new n cross join lateral (values
		(not purse.is_part(n.content[6]), 6, 'LG206',
			format('could not take %s as a part of a post', n.content[6]),
			'write 3/5 or 60% for three days of five, and 1 for the whole post'),
		(n.content[7] = 'term weeks' and n.content[8] is null, 8, 'LG106',
			'could not find how many weeks of the year count',
			'write under Weeks the weeks of the school year, such as 39'),
		(n.content[7] <> 'term weeks' and n.content[8] is not null, 8, 'LG206',
			'could not take Weeks of a post that is shared by calendar days',
			'leave Weeks blank, or write term weeks under Pro rata'),
		(n.content[8]::numeric not between 1 and 53, 8, 'LG206',
			format('could not take %s as the weeks of a year', n.content[8]), 'write a number such as 39')
	) w (is_wrong, place, problem, message, hint) where w.is_wrong;
$$;

-- A post is not shared beyond all of it, by however many agreements.
create or replace function purse.check_shared_parts() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG206',
		format('could not share more than the whole post "%s" on %s', n.content[3],
			purse.day_words(min(d.day))),
		null, 'correct the parts, or let one row end before the other begins'
	from pg_temp.stage_new n join purse.effective_shared_post x on x.record = n.record
	cross join lateral (select y.valid_from as day from purse.effective_shared_post y
		where y.post = x.post and y.valid_from between x.valid_from and x.last_day) d
	cross join lateral (select purse.sum_of_fractions(array_agg(y.part_numerator),
			array_agg(y.part_denominator)) as total
		from purse.effective_shared_post y
		where y.post = x.post and d.day between y.valid_from and y.last_day) t
	where t.total[1] > t.total[2] group by n.file, n.row_number, n.content[3]
$$;

create or replace function purse.take_shared_posts(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.shared_post (record, agreement, post, valid_from, valid_to, part_numerator,
		part_denominator, pro_rata, weeks, role)
	select n.record, a.id, p.id, n.content[4]::date, coalesce(n.content[5]::date, 'infinity'),
		split_part(n.content[6], '/', 1)::numeric,
		case when n.content[6] like '%/%' then split_part(n.content[6], '/', 2)::numeric else 1 end,
		n.content[7], n.content[8]::numeric, n.content[9]
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.school s on s.code = n.content[2]
	join purse.post p on p.school = s.id and p.code = n.content[3];
	get diagnostics taken = row_count;
	perform purse.check_overlap('shared_post', '{agreement,post}', 4);
	if not exists (select from pg_temp.stage_problem) then
		perform purse.check_shared_parts();
	end if;
	return taken;
end $$;

create or replace function purse.check_term_weeks() returns void language sql as $$
	select purse.check_codes('{1}', '{school}'), purse.check_dates(2, 3)
$$;

create or replace function purse.take_term_weeks(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.term_weeks (record, school, valid_from, valid_to)
	select n.record, s.id, n.content[2]::date, n.content[3]::date
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1];
	get diagnostics taken = row_count;
	perform purse.check_overlap('term_weeks', '{school}', 2);
	return taken;
end $$;

create or replace function purse.check_payroll() returns void language sql as $$
	select purse.check_codes('{2}', '{school}'), purse.check_post(2, 3);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG205',
		format('could not take %s as a month', n.content[4]), null, 'write the month as 2025-09'
	from pg_temp.stage_new n where extract(day from n.content[4]::date) <> 1;
$$;

create or replace function purse.take_payroll(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.payroll (record, post, month, gross, national_insurance, pension, levy, other)
	select n.record, p.id, n.content[4]::date, purse.pence_of(n.content[5]),
		coalesce(purse.pence_of(n.content[6]), 0), coalesce(purse.pence_of(n.content[7]), 0),
		coalesce(purse.pence_of(n.content[8]), 0), coalesce(purse.pence_of(n.content[9]), 0)
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.post p on p.school = s.id and p.code = n.content[3];
	get diagnostics taken = row_count;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG204',
		format('could not take the payroll of "%s" for %s twice: "%s" has it', n.content[3],
			to_char(n.content[4]::date, 'FMMonth YYYY'), min(r.ref)),
		null, 'write one row for the month; to correct it, import it under the same Ref with --replace'
	from pg_temp.stage_new n join purse.payroll y on y.record = n.record
	join purse.current_payroll o on o.post = y.post and o.month = y.month and o.record <> y.record
	join purse.record r on r.id = o.record group by n.file, n.row_number, n.content[3], n.content[4];
	return taken;
end $$;

-- ---- what is shared ---------------------------------------------------------------------------------------

-- `site supervisor, September 2025`, `true-up of site supervisor, 15 to 30 September 2025`. Readers run it
-- through views: it calls nothing of ours.
create or replace function purse.staff_cost_words(role text, first date, last date, kind text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
	select case kind when 'true-up' then 'true-up of ' else '' end || role || ', '
		|| case when extract(day from first) = 1 and extract(day from last + 1) = 1
				then to_char(last::timestamp, 'FMMonth YYYY')
			else to_char(first::timestamp, 'FMDD') || case when first < last
					then ' to ' || to_char(last::timestamp, 'FMDD') else '' end
				|| to_char(last::timestamp, ' FMMonth YYYY') end
$$;
grant execute on function purse.staff_cost_words(text, date, date, text) to purse_viewer, purse_user;

create or replace function purse.check_staff_costs() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{2,3}', '{school,agreement}'), purse.check_dates(4, 5),
		purse.check_covered(3, 4), purse.check_shares_staff(3, 2, 4);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, w.problem, w.message, null, w.hint
	from pg_temp.stage_new n cross join lateral (values
		(purse.month_of(n.content[5]::date) > purse.month_of(n.content[4]::date), 5, 'LG205',
			'could not take a cost of more than one month', 'write a row for each month'),
		(n.content[7]::numeric = 0, 7, 'LG206', 'could not take a cost of nothing',
			'write the amount, or delete the row'),
		(n.content[8] = 'true-up' and n.content[9] is null, 9, 'LG106',
			'could not find what the true-up corrects',
			'write under Trues up the Ref of the estimate or actual that it corrects'),
		(n.content[8] = 'true-up' and n.content[10] is null, 10, 'LG106',
			'could not find a reason for the true-up', 'write under Reason why the cost is another'),
		(n.content[8] <> 'true-up' and n.content[9] is not null, 9, 'LG206',
			format('could not take an %s that trues up another', n.content[8]),
			'write true-up as Kind, or leave Trues up blank')
	) w (is_wrong, place, problem, message, hint) where w.is_wrong;
	perform purse.check_true_ups();
end $$;

-- A true-up names an estimate or actual of the same cost; a cost is estimated or stated once, and then trued
-- up.
create or replace function purse.check_true_ups() returns void
language sql set search_path = pg_catalog, pg_temp as $$
	with told as (
		select n.file, n.row_number, n.content, r.ref is not null as found, r.content[8] as kind,
			r.content[3:6] = n.content[3:6] as fits
		from pg_temp.stage_new n left join purse.record r on r.kind = 'staff_costs' and r.owner = n.owner
			and r.ref = n.content[9] and not exists (select from purse.superseded x where x.record = r.id)
		where n.content[8] = 'true-up' and n.content[9] is not null)
	insert into pg_temp.stage_problem
	select t.file, t.row_number, 9, w.problem, w.message, null, w.hint
	from told t cross join lateral (values
		(not t.found, 'LG201', format('could not find the staff cost "%s" to true up', t.content[9]),
			'write the Ref of an earlier row of staff-costs.csv'),
		(t.kind = 'true-up', 'LG206', format('could not true up "%s": it is a true-up itself', t.content[9]),
			'write the Ref of the estimate or actual that both correct'),
		(not t.fits, 'LG206',
			format('could not true up "%s": it is of another agreement, role or time', t.content[9]),
			'write Agreement, Service from, Service to and Role as that row has them')
	) w (is_wrong, problem, message, hint) where w.is_wrong;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, 'LG204',
		format('could not take "%s" for these days twice: "%s" has it', n.content[6], min(r.ref)),
		null, 'write the difference as a true-up of that row; two members of staff need two words for Role'
	from pg_temp.stage_new n join purse.record r on r.kind = 'staff_costs' and r.owner = n.owner
		and r.id <> n.record and r.content[3] = n.content[3] and r.content[6] = n.content[6]
		and r.content[8] <> 'true-up' and r.content[4] <= n.content[5] and r.content[5] >= n.content[4]
		and not exists (select from purse.superseded x where x.record = r.id)
	where n.content[8] <> 'true-up' group by n.file, n.row_number, n.content[6];
$$;

create or replace function purse.take_staff_costs(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.staff_cost (record, school, agreement, service_from, service_to, role, amount, kind,
		trues_up, reason)
	select n.record, s.id, a.id, n.content[4]::date, n.content[5]::date, n.content[6],
		purse.pence_of(n.content[7]), n.content[8], r.id, n.content[10]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.agreement a on a.code = n.content[3]
	left join purse.record r on r.kind = 'staff_costs' and r.owner = n.owner and r.ref = n.content[9]
		and not exists (select from purse.superseded x where x.record = r.id);
	get diagnostics taken = row_count;
	perform purse.note_late(4, 2, 2);
	return taken;
end $$;

-- ---- how it was worked out --------------------------------------------------------------------------------

create or replace function purse.fraction_top(said text) returns numeric language sql immutable as $$
	select split_part(said, '/', 1)::numeric
$$;
create or replace function purse.fraction_bottom(said text) returns numeric language sql immutable as $$
	select case when said like '%/%' then split_part(said, '/', 2)::numeric else 1 end
$$;

create or replace function purse.check_staff_workings() returns void language sql as $$
	select purse.check_codes('{2}', '{school}'), purse.check_post(2, 3), purse.check_dates(4, 5);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, w.place, w.problem, w.message, null, w.hint
	from pg_temp.stage_new n cross join lateral (values
		(not exists (select from purse.staff_cost c join purse.record r on r.id = c.record
			where r.owner = n.owner and r.ref = n.content[1]), 1, 'LG201',
			format('could not find the staff cost "%s"', n.content[1]),
			'workings are recorded by purse staff share; import none by hand'),
		((n.content[6] = 'payroll') <> (n.content[7] is not null), 7, 'LG206',
			'could not tell from which payroll it was worked out',
			'workings are recorded by purse staff share; import none by hand'),
		(n.content[7] is not null and not exists (select from purse.current_payroll y
			join purse.record r on r.id = y.record where r.owner = n.owner and r.ref = n.content[7]), 7,
			'LG201', format('could not find the payroll "%s"', n.content[7]),
			'workings are recorded by purse staff share; import none by hand')
	) w (is_wrong, place, problem, message, hint) where w.is_wrong;
$$;

create or replace function purse.take_staff_workings(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.staff_working (record, staff_cost, post, valid_from, valid_to, made_from, payroll,
		shared_post, post_detail, cost_numerator, cost_denominator, time_numerator, time_denominator,
		part_numerator, part_denominator, details)
	select n.record, c.record, p.id, n.content[4]::date, n.content[5]::date, n.content[6], y.record,
		h.record, d.record, purse.fraction_top(n.content[8]), purse.fraction_bottom(n.content[8]),
		purse.fraction_top(n.content[9]), purse.fraction_bottom(n.content[9]),
		purse.fraction_top(n.content[10]), purse.fraction_bottom(n.content[10]), n.content[11]
	from pg_temp.stage_new n join purse.school s on s.code = n.content[2]
	join purse.post p on p.school = s.id and p.code = n.content[3]
	join purse.record r on r.kind = 'staff_costs' and r.owner = n.owner and r.ref = n.content[1]
	join purse.current_staff_cost c on c.record = r.id
	left join lateral (select x.record from purse.current_payroll x join purse.record o on o.id = x.record
		where o.owner = n.owner and o.ref = n.content[7] and x.post = p.id) y on true
	left join purse.effective_shared_post h on h.agreement = c.agreement and h.post = p.id
		and n.content[6] <> 'nothing' and n.content[4]::date between h.valid_from and h.last_day
	left join purse.effective_post_detail d on d.post = p.id and n.content[6] = 'rates'
		and n.content[4]::date between d.valid_from and d.last_day;
	get diagnostics taken = row_count;
	insert into pg_temp.stage_problem
	select distinct n.file, n.row_number, 8, 'LG206',
		format('could not take the working of "%s": it comes to %s, and %s is recorded', n.content[1],
			purse.pounds_of(x.wanted), purse.pounds_of(x.recorded)), null,
		'workings are recorded by purse staff share; import none by hand'
	from pg_temp.stage_new n join purse.staff_working w on w.record = n.record
	cross join purse.staff_cost_worked(w.staff_cost) x where x.wanted is distinct from x.recorded;
	return taken;
end $$;

-- What the workings of a staff cost come to, to the penny, and what was recorded of that cost with it.
create or replace function purse.staff_cost_worked(this_cost bigint, out wanted bigint, out recorded bigint)
language sql stable set search_path = pg_catalog, pg_temp as $$
	select (select purse.nearest_penny(t.total[1], t.total[2]) from (
			select purse.sum_of_fractions(
				array_agg(w.cost_numerator * w.time_numerator * w.part_numerator),
				array_agg(w.cost_denominator * w.time_denominator * w.part_denominator)) as total
			from purse.staff_working w where w.staff_cost = this_cost) t)::bigint,
		(select sum(o.amount)::bigint from purse.staff_cost c join purse.staff_cost o
			on o.agreement = c.agreement and o.school = c.school and o.role = c.role and o.record <= c.record
				and purse.month_of(o.service_from) = purse.month_of(c.service_from)
			where c.record = this_cost
				and not exists (select from purse.record n where n.supersedes = o.record
					and n.id <= c.record))
$$;
