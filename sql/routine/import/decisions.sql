-- Kinds: proposals, recommendations, approvals, interests. check_<kind> adds problems for the new rows,
-- take_<kind> stores them and gives how many.
set check_function_bodies = off;

-- Text as it is compared: who raised something under another spelling is the same person.
create or replace function purse.plain_name(name text) returns text language sql immutable as $$
	select lower(btrim(regexp_replace(name, '\s+', ' ', 'g')))
$$;

create or replace function purse.check_proposals() returns void language sql as $$
	select purse.check_codes('{1}', '{agreement}');
$$;

create or replace function purse.take_proposals(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.proposal (record, agreement, date, raised_by, what, amount_pence)
	select n.record, a.id, n.content[2]::date, n.content[3], n.content[4], purse.pence_of(n.content[5])
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1];
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_recommendations() returns void language sql as $$
	select purse.check_codes('{1}', '{agreement}');
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 6, 'LG106',
		'could not find how the cost is to be shared, as the committee recommended it', null,
		'write it under Basis, such as: by pupil numbers of the October census'
	from pg_temp.stage_new n where n.content[5] = 'recommended' and n.content[6] is null;
$$;

create or replace function purse.take_recommendations(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.recommendation (record, agreement, committee, minute, date, decision, basis,
		amount_pence)
	select n.record, a.id, n.content[2], n.content[3], n.content[4]::date, n.content[5], n.content[6],
		purse.pence_of(n.content[7])
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	where n.content[5] <> 'recommended' or n.content[6] is not null;
	get diagnostics taken = row_count;
	return taken;
end $$;

create or replace function purse.check_approvals() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{1,2}', '{agreement,school}'), purse.check_dates(6, 7),
		purse.check_takes_part(1, 2);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, p.place, p.code, p.problem, null, p.hint
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	left join lateral (select max(x.date) as date, count(*) > 0 as is_raised from purse.current_proposal x
		where x.agreement = a.id and x.date <= n.content[5]::date) o on true
	left join lateral (select min(x.date) as first from purse.current_recommendation x
		where x.agreement = a.id and x.decision = 'recommended') c on true
	cross join lateral (values
		(n.content[10] = 'declined' and n.content[8] is not null, 8, 'LG206',
			'could not take a limit of what a board declined',
			'leave Limit blank, or write authorised under Decision'),
		(n.content[9] is not null and exists (select from purse.current_proposal x where x.agreement = a.id
				and purse.plain_name(x.raised_by) = purse.plain_name(n.content[9])), 9, 'LG314',
			format('could not take "%s" as who signed: the same person put the agreement forward',
				n.content[9]),
			'somebody else has to sign for the board'),
		(o.is_raised and n.content[10] is distinct from 'declined'
				and (c.first is null or c.first > n.content[5]::date), 5, 'LG205',
			format('could not take a decision of %s on agreement "%s": %s',
				purse.day_words(n.content[5]::date), n.content[1], case when c.first is null
					then 'no committee has recommended it yet'
					else format('the committee recommended it on %s', purse.day_words(c.first)) end),
			'import the recommendation first (recommendations.csv), or correct the date')
		) p (wrong, place, code, problem, hint)
	where p.wrong;
end $$;

create or replace function purse.take_approvals(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.approval (record, agreement, school, board, minute, decided, valid_from, expires,
		limit_pence, authorised_by, decision, conditions)
	select n.record, a.id, s.id, n.content[3], n.content[4], n.content[5]::date, n.content[6]::date,
		coalesce(n.content[7]::date, 'infinity'), purse.pence_of(n.content[8]), n.content[9],
		coalesce(n.content[10], 'authorised'), n.content[11]
	from pg_temp.stage_new n join purse.agreement a on a.code = n.content[1]
	join purse.school s on s.code = n.content[2]
	where coalesce(n.content[10], 'authorised') = 'authorised' or n.content[8] is null;
	get diagnostics taken = row_count;
	return taken;
end $$;

-- An interest is in another school or in a body.
create or replace function purse.check_interests() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.check_codes('{1}', '{school}'), purse.check_dates(4, 5);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 3, p.code, p.problem, null, p.hint
	from pg_temp.stage_new n left join purse.counterparty k on k.code = n.content[3]
	cross join lateral (values
		(k.id is null, 'LG201', format('could not find a school or body "%s"', n.content[3]),
			'correct the code, or add it to schools.csv or bodies.csv in the same folder'),
		(n.content[3] = n.content[1], 'LG206', 'could not take an interest of a school in itself',
			'name the other school or body')) p (wrong, code, problem, hint)
	where p.wrong;
	delete from pg_temp.stage_new n where not exists (select from purse.counterparty k
		where k.code = n.content[3]);
end $$;

create or replace function purse.take_interests(batch bigint) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	taken bigint;
begin
	insert into purse.interest (record, school, person, party, valid_from, valid_to, interest, declared,
		minute, related)
	select n.record, s.id, n.content[2], k.id, n.content[4]::date,
		coalesce(n.content[5]::date, 'infinity'), n.content[6], n.content[7]::date, n.content[8],
		n.content[9] is not distinct from 'yes'
	from pg_temp.stage_new n join purse.school s on s.code = n.content[1]
	join purse.counterparty k on k.code = n.content[3];
	get diagnostics taken = row_count;
	return taken;
end $$;
