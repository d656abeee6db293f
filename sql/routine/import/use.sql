-- Kinds: meter_readings, use_shares. check_<kind> adds problems for the new rows, take_<kind> stores them and
-- gives how many.
set check_function_bodies = off;

create or replace function purse.check_meter_readings() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{2,3,4}', '{school,agreement,school}'), purse.check_dates(5, 6),
		purse.check_covered(3, 6), purse.check_leads(3, 2, 6);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, p.place, p.code, p.problem, null, p.hint
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[3]
	join purse.school s on s.code = n.content[4]
	left join lateral (select x.unit from purse.current_meter_reading x
		where x.agreement = a.id and x.unit <> n.content[8]
			and x.valid_from <= n.content[6]::date and x.valid_to >= n.content[5]::date limit 1) o on true
	cross join lateral (values
		(not exists (select from purse.effective_party y where y.agreement = a.id and y.school = s.id
			and n.content[6]::date between y.valid_from and y.last_day), 4, 'LG211',
			format('could not take the use of "%s": it is no party to agreement "%s" on %s', s.code, a.code,
				purse.day_words(n.content[6]::date)),
			'correct the school, or add it to parties.csv; a lead that uses it too is a party'),
		(o.unit is not null, 8, 'LG206',
			format('could not add %s to %s: the use of these days is counted in the latter', n.content[8],
				o.unit), 'count the use of all schools in one unit'),
		(exists (select from purse.use_share u where u.agreement = a.id
			and u.valid_from <= n.content[6]::date and u.valid_to >= n.content[5]::date), 5, 'LG207',
			'could not take use of days whose cost was shared by use already',
			'correct it with the reading of the next period')
		) p (wrong, place, code, problem, hint)
	where p.wrong;
end $$;

create or replace function purse.take_meter_readings(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.meter_reading (record, school, agreement, user_school, valid_from, valid_to, quantity,
		unit, evidence)
	select n.record, l.id, a.id, s.id, n.content[5]::date, n.content[6]::date, n.content[7]::numeric,
		n.content[8], n.content[9]
	from pg_temp.stage_new n join purse.school l on l.code = n.content[2]
	join purse.agreement a on a.code = n.content[3] join purse.school s on s.code = n.content[4]
	where n.content[5]::date <= n.content[6]::date;
	get diagnostics taken = row_count;
	return taken;
end $$;

-- What stands in the way of sharing the cost of a period by use; null: nothing.
create or replace function purse.use_share_problem(this_agreement int, first date, last date,
	out code text, out problem text, out hint text)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
	bad record;
	readings int;
	uses numeric;
begin
	code := 'LG206';
	select v.basis, v.kind into bad from purse.effective_agreement_version v
	where v.agreement = this_agreement and last between v.valid_from and v.last_day;
	if bad.kind = 'credits' or bad.basis not in ('equal', 'fixed shares', 'pupil numbers') then
		problem := format('it does not share costs: its basis is "%s"', bad.basis);
		hint := 'name an agreement that is shared equally, by fixed shares or by pupil numbers';
		return;
	end if;
	select r.ref, p.basis, p.service_from >= first and p.service_to <= last as fits into bad
	from purse.pooled_purchase p join purse.record r on r.id = p.record
	where p.agreement = this_agreement and p.service_from <= last and p.service_to >= first and p.cost <> 0
		and (p.basis is null or p.service_from < first or p.service_to > last)
	order by p.basis is not null, r.ref limit 1;
	if found then
		problem := case when bad.basis is null then format('%s is not charged yet', bad.ref)
			else format('the service of %s is not all of these days', bad.ref) end;
		hint := case when bad.basis is null then 'run purse charge first'
			else 'choose days that take in the whole of each purchase' end;
		return;
	end if;
	if (select count(distinct (select array_agg((w.school, w.position, w.weight_numerator,
				w.weight_denominator)::text order by w.school) from purse.basis_weight w
				where w.basis = p.basis))
		from purse.pooled_purchase p where p.agreement = this_agreement
			and p.service_from >= first and p.service_to <= last and p.basis is not null) > 1
	then
		problem := 'the estimated shares changed within these days';
		hint := 'share each stretch with the same shares by itself';
		return;
	end if;
	-- what is taken back is booked by the agreement's code, from the general fund of the lead
	select r.ref into bad from purse.pooled_purchase p join purse.current_purchase c on c.record = p.record
	join purse.record r on r.id = p.record
	where p.agreement = this_agreement and p.service_from >= first and p.service_to <= last
		and (c.cost_code is not null or c.fund <> 0) order by r.ref limit 1;
	if found then
		problem := format('%s has a cost code or a fund of its own', bad.ref);
		hint := 'record such purchases under an agreement of their own, which is not shared by use';
		return;
	end if;
	if exists (select from purse.use_share u where u.agreement = this_agreement and u.valid_from <= last
		and u.valid_to >= first and (u.valid_from, u.valid_to) <> (first, last))
	then
		code := 'LG204';
		problem := 'some of these days were shared by use already, with others';
		hint := 'use the same days again for a cost that came late';
		return;
	end if;
	select count(*) filter (where r.valid_from < first or r.valid_to > last), sum(r.quantity)
		into readings, uses
	from purse.current_meter_reading r where r.agreement = this_agreement and r.valid_from <= last
		and r.valid_to >= first;
	if coalesce(uses, 0) = 0 or readings > 0 then
		problem := case when readings > 0 then 'a reading reaches beyond these days'
			else 'no use is recorded of these days' end;
		hint := 'record the use of each school in meter-readings.csv, for days within these';
	end if;
end $$;

-- What is left to be shared by use of a period: what its purchases cost, less what was before.
create or replace function purse.left_to_share_by_use(this_agreement int, first date, last date)
returns bigint language sql stable set search_path = pg_catalog, pg_temp as $$
	select (select coalesce(sum(p.cost), 0) from purse.pooled_purchase p where p.agreement = this_agreement
			and p.service_from >= first and p.service_to <= last and p.basis is not null)::bigint
		- (select coalesce(sum(u.amount), 0) from purse.use_share u where u.agreement = this_agreement
			and (u.valid_from, u.valid_to) = (first, last) and u.step = 'shared by use')::bigint
$$;

-- The rows come in twos from purse share use; what is left is asked again under the lock of imports.
create or replace function purse.check_use_shares() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{2,3}', '{school,agreement}'), purse.check_dates(4, 5),
		purse.check_covered(3, 5), purse.check_leads(3, 2, 5);
	if exists (select from pg_temp.stage_problem) then return; end if;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 4, p.code, format('could not share the cost of "%s" for %s by use: %s',
		a.code, purse.span_words(n.content[4]::date, n.content[5]::date), p.problem), null, p.hint
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[3]
	cross join lateral purse.use_share_problem(a.id, n.content[4]::date, n.content[5]::date) p
	where p.problem is not null;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 7, 'LG206', 'could not take a step that does not come to what is left', null,
		'purse share use records these rows; import none by hand'
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[3]
	cross join lateral (select purse.left_to_share_by_use(a.id, n.content[4]::date, n.content[5]::date)
		as pence) l
	where purse.pence_of(n.content[7]) <> case n.content[6] when 'shared by use' then l.pence
			else -l.pence end
		or (select count(*) from pg_temp.stage_new o where o.content[2:5] = n.content[2:5]) <> 2
		or (select count(distinct o.content[6]) from pg_temp.stage_new o
			where o.content[2:5] = n.content[2:5]) <> 2;
end $$;

create or replace function purse.take_use_shares(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	if exists (select from pg_temp.stage_problem) then return 0; end if;
	insert into purse.use_share (record, school, agreement, valid_from, valid_to, step, amount)
	select n.record, l.id, a.id, n.content[4]::date, n.content[5]::date, n.content[6],
		purse.pence_of(n.content[7])
	from pg_temp.stage_new n join purse.school l on l.code = n.content[2]
	join purse.agreement a on a.code = n.content[3];
	get diagnostics taken = row_count;
	perform purse.note_late(5, 2, 2);
	return taken;
end $$;

-- What purse share use asks before it records: the lead, what is left in pence, or why it can't be.
create or replace function purse_api.to_share_by_use(agreement_code text, first date, last date)
returns table (school text, name text, pence bigint, code text, problem text, hint text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select l.code, v.name, case when p.problem is null
			then purse.left_to_share_by_use(a.id, first, last) end, p.code, p.problem, p.hint
	from purse.agreement a join purse.effective_agreement_version v on v.agreement = a.id
		and last between v.valid_from and v.last_day
	join purse.school l on l.id = v.lead
	cross join lateral purse.use_share_problem(a.id, first, last) p
	where a.code = agreement_code and v.lead = any ((select purse.my_schools(true))::int[])
$$;
revoke execute on function purse_api.to_share_by_use(text, date, date) from public;
grant execute on function purse_api.to_share_by_use(text, date, date) to purse_user;
