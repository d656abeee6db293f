-- The door for records: open_import makes the staging tables, the client copies rows into them, import_batch
-- checks and takes them, kind by kind, in one transaction; import_problems says what is wrong. With a problem
-- the transaction can't commit.
set check_function_bodies = off;

-- The kinds in the order in which they may refer to each other, each with the number of its columns, the
-- column that says whose it is (0: all schools'), and the one that says its last day (0: none). A kind is a
-- pair of functions check_<kind>, take_<kind>.
create or replace function purse.import_kinds() returns table (kind text, columns int, owner_column int,
	to_column int)
language sql immutable as $$
	values ('bodies', 9, 0, 0), ('schools', 12, 0, 0), ('belongs', 6, 0, 3), ('bank_details', 5, 1, 0),
		('statutory_rates', 8, 0, 4), ('posts', 19, 2, 4),
		('partnerships', 5, 0, 5), ('members', 4, 0, 4), ('pupil_numbers', 4, 1, 0), ('funds', 8, 1, 5),
		('local_codes', 10, 0, 4), ('objectives', 9, 0, 4),
		('agreements', 19, 0, 3), ('parties', 10, 0, 4), ('proposals', 5, 0, 0),
		('recommendations', 7, 0, 0), ('approvals', 11, 2, 7), ('interests', 9, 1, 5), ('prices', 9, 0, 6),
		('price_workings', 12, 1, 0), ('price_tiers', 13, 0, 5),
		('agreement_objectives', 5, 0, 4),
		('supply_facts', 7, 2, 5), ('vat_decisions', 8, 2, 5),
		('shared_posts', 9, 2, 5), ('term_weeks', 3, 1, 3), ('payroll', 9, 2, 0), ('staff_costs', 10, 2, 0),
		('staff_workings', 11, 2, 0),
		('activities', 14, 2, 0), ('purchases', 19, 2, 0), ('quotes', 11, 2, 0),
		('meter_readings', 9, 2, 0), ('use_shares', 7, 2, 0), ('opening_balances', 8, 2, 0),
		('impact_notes', 8, 2, 0), ('expected_purchases', 9, 2, 0)
$$;

-- Staging tables are read as owner: they must be plain tables that the owner made, never the caller's.
create or replace function purse.must_own_stage(variadic names text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if (select count(*) from pg_class c where c.relnamespace = pg_my_temp_schema() and c.relname = any (names)
		and c.relkind = 'r' and c.relowner = 'purse_owner'::regrole) <> cardinality(names) then
		raise exception using errcode = 'LG402', message = 'no batch is open',
			hint = 'open a batch in the same transaction first';
	end if;
end $$;

create or replace function purse.refuse_problems() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	raise exception using errcode = new.code, message = new.message, detail = coalesce(new.detail, ''),
		hint = coalesce(new.hint, '');
end $$;

-- stage_new holds the rows of the kind under way that are not there yet. from_day: the first day on which a
-- row that takes the place of another differs from it. shared: of what no school owns, whether the caller may
-- change it.
create or replace function purse_api.open_import() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	create temp table stage_file (file int primary key, name text not null, sha256 bytea not null)
		on commit drop;
	create temp table stage_record (file int not null, row_number int not null, kind text not null,
		owner text, ref text not null, content text[] not null) on commit drop;
	create temp table stage_problem of purse.problem on commit drop;
	create constraint trigger refused after insert on stage_problem deferrable initially deferred
		for each row execute function purse.refuse_problems();
	create temp table stage_new (record bigint, file int, row_number int, owner int, ref text, content text[],
		replaces bigint, old_content text[], from_day date, unresolved boolean not null default false,
		shared boolean)
		on commit drop;
	create temp table stage_late (late bigint not null) on commit drop;
	execute format('grant insert on pg_temp.stage_file, pg_temp.stage_record to %I', session_user);
end $$;

-- How many of the rows that came in are of a month that is closed for a school they concern: what is charged
-- for them goes to the next open month.
create or replace function purse_api.import_late() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.must_own_stage('stage_late');
	return (select coalesce(sum(l.late), 0) from pg_temp.stage_late l);
end $$;

create or replace function purse.note_late(date_column int, school_column int, other_column int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	if exists (select from purse.period_close c where c.month >= (
		select purse.month_of(min(n.content[date_column])::date) from pg_temp.stage_new n)) then
		with closed as (select s.code, max(c.month) as month
			from purse.period_close c join purse.school s on s.id = c.school group by s.code)
		insert into pg_temp.stage_late
		select count(*) from pg_temp.stage_new n left join closed a on a.code = n.content[school_column]
		left join closed b on b.code = n.content[other_column]
		where greatest(a.month, b.month) >= purse.month_of(n.content[date_column]::date);
	end if;
end $$;

-- The detail of a problem about changed content is the old content and the new, see purse.changed_content.
create or replace function purse_api.import_problems() returns setof purse.problem
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.must_own_stage('stage_problem');
	return query select p.* from pg_temp.stage_problem p order by p.file, p.row_number, p.column_number;
end $$;

-- ---- pieces that checks are made of -----------------------------------------------------------------------

-- A day as people write it.
create or replace function purse.day_words(day date) returns text language sql immutable as $$
	select case when isfinite(day) then to_char(day, 'FMDD FMMonth YYYY')
		when day > date '1900-01-01' then 'no end' else 'the beginning' end
$$;

-- Some days in words; an open end counts from there on.
create or replace function purse.span_words(first date, last date) returns text language sql immutable as $$
	select case
		when isfinite(first) and isfinite(last)
			then purse.day_words(first) || ' to ' || purse.day_words(last)
		when isfinite(first) then purse.day_words(first) || ' and later'
		when isfinite(last) then 'up to ' || purse.day_words(last)
		else 'all days' end
$$;

-- The file in which a thing of that name stands.
create or replace function purse.file_of(thing text) returns text language sql immutable as $$
	select case thing when 'body' then 'bodies' else thing || 's' end || '.csv'
$$;

-- Pounds as text to pence. Nothing is rounded: a third decimal is an error.
create or replace function purse.pence_of(pounds text) returns bigint
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
	if pounds::numeric * 100 <> trunc(pounds::numeric * 100) then
		raise exception using errcode = 'LG102',
			message = format('could not read "%s" as pounds and pence', pounds);
	end if;
	return (pounds::numeric * 100)::bigint;
end $$;

-- Two contents in one text: chr(31) stands between values, chr(30) for null, chr(29) between the two.
create or replace function purse.changed_content(old_content text[], new_content text[]) returns text
language sql immutable as $$
	select array_to_string(old_content, chr(31), chr(30)) || chr(29)
		|| array_to_string(new_content, chr(31), chr(30))
$$;

-- Rows that hold now, each with the last day on which it counts: an open end, or a later one, gives way to
-- the next row of the same key.
do $$
declare
	t text[];
begin
	foreach t slice 1 in array array[
		['agreement_version', 'agreement'], ['party', 'agreement, school'],
		['price', 'agreement, item, unit, award'], ['member', 'partnership, school'], ['post_detail', 'post'],
		['shared_post', 'agreement, post'], ['local_code', 'body, supply'],
		['objective', 'partnership, number'], ['agreement_objective', 'agreement, number']]
	loop
		execute format('create or replace view purse.effective_%1$s as
			select least(x.valid_to, lead(x.valid_from, 1, date ''infinity'')
				over (partition by %2$s order by x.valid_from) - 1) as last_day, x.*
			from purse.current_%1$s x', t[1], t[2]);
	end loop;
end $$;

-- Adds a problem for each new row that names something unknown, and takes such rows out, so that nothing else
-- is said about them. names: what each column holds: school, body, agreement or partnership. What stands in
-- the same import, but could not be taken, is not called unknown: its own problem says enough. Agreements of
-- other schools are unknown to who has no part in them.
create or replace function purse.check_codes(columns int[], names text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	visible int[] := case when purse.holds_all_schools() then null else purse.my_agreements() end;
	c int;
	unknown text[];
	staged text[];
	known text[];
begin
	for i in 1 .. cardinality(columns) loop
		c := columns[i];
		execute format('select array_agg(t.code order by t.code) from purse.%I t
			where %L <> ''agreement'' or $1 is null or t.id = any ($1)', names[i], names[i])
			into known using visible;
		select array_agg(distinct n.content[c]) into unknown
		from pg_temp.stage_new n left join unnest(known) k (code) on k.code = n.content[c]
		where n.content[c] is not null and k.code is null;
		continue when unknown is null;
		select coalesce(array_agg(distinct s.content[1]), '{}') into staged from pg_temp.stage_record s
		where s.kind || '.csv' = purse.file_of(names[i]);
		insert into pg_temp.stage_problem
		select n.file, n.row_number, c, 'LG201',
			format('could not find the %s "%s"', names[i], n.content[c]),
			null, format('correct the code%s, or add the %s to %s in the same folder',
				case when cardinality(known) <= 20
					then format(' (known are %s)', array_to_string(known, ', ')) end, names[i],
				purse.file_of(names[i]))
		from pg_temp.stage_new n where n.content[c] = any (unknown) and n.content[c] <> all (staged);
		update pg_temp.stage_new n set unresolved = true where n.content[c] = any (unknown);
	end loop;
	delete from pg_temp.stage_new n where n.unresolved;
end $$;

-- Adds a problem where a code is not in the chart of accounts, or not of the classes allowed.
create or replace function purse.check_account(column_number int, classes text[]) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, column_number, 'LG304',
		format('could not find "%s" among the %s codes', n.content[column_number],
			array_to_string(classes, ' and ')),
		null, 'use a code of the Consistent Financial Reporting list in its own spelling, such as E27 or I08b'
	from pg_temp.stage_new n
	where n.content[column_number] is not null and not exists (
		select from purse.account a where a.code = n.content[column_number] and a.class = any (classes))
$$;

-- Adds a problem where the last day is before the first.
create or replace function purse.check_dates(from_column int, to_column int) returns void
language sql set search_path = pg_catalog, pg_temp as $$
	insert into pg_temp.stage_problem
	select n.file, n.row_number, to_column, 'LG205',
		format('could not take %s as the last day: the first is %s',
			purse.day_words(n.content[to_column]::date), purse.day_words(n.content[from_column]::date)),
		null, 'correct one of the two dates'
	from pg_temp.stage_new n where n.content[to_column]::date < n.content[from_column]::date
$$;

-- Adds a problem where a row just taken overlaps another of the same key whose last day is stated. An open
-- end gives way to the next row. keys: columns that must be equal.
create or replace function purse.check_overlap(table_name text, keys text[], from_column int) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	execute format($q$
		insert into pg_temp.stage_problem
		select distinct on (n.file, n.row_number) n.file, n.row_number, %s, 'LG204',
			format('could not take the row for %%s: it overlaps another, for %%s',
				purse.span_words(a.valid_from, a.valid_to), purse.span_words(b.valid_from, b.valid_to)),
			null, 'let one row end on the day before the other begins'
		from pg_temp.stage_new n join purse.current_%I a on a.record = n.record
		join purse.current_%I b on (%s) and b.record <> a.record
		where (isfinite(b.valid_to) and a.valid_from between b.valid_from and b.valid_to)
			or (isfinite(a.valid_to) and b.valid_from between a.valid_from and a.valid_to)
		$q$, from_column, table_name, table_name,
		(select string_agg(format('a.%1$I is not distinct from b.%1$I', k), ' and ') from unnest(keys) k));
end $$;

-- ---- what is there already --------------------------------------------------------------------------------

-- Whether charges, documents or entries stand on a record, or on what it says of from_day and later.
create or replace function purse.is_built_on(record_kind text, record_id bigint, from_day date)
returns boolean language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
	return case record_kind
		when 'opening_balances' then true
		when 'quotes' then false
		when 'price_tiers' then false   -- what is charged is a price
		when 'objectives' then false
		when 'agreement_objectives' then false
		when 'impact_notes' then false
		when 'statutory_rates' then false   -- what was charged keeps the figures that it was made from
		when 'price_workings' then true   -- a price was agreed by it
		when 'posts' then false   -- what is agreed of a post's cost is a price, and stays
		-- what is shared is trued up
		when 'shared_posts' then false
		when 'term_weeks' then false
		when 'payroll' then false
		when 'staff_costs' then exists (select from purse.charge c where c.source = record_id)
			or exists (select from purse.staff_cost c where c.trues_up = record_id)
			or exists (select from purse.staff_working w where w.staff_cost = record_id)
		-- a document keeps what it said, with the record it was decided by
		when 'supply_facts' then false
		when 'vat_decisions' then false
		when 'partnerships' then false   -- what stands on one stands on its members and agreements
		when 'activities' then exists (select from purse.charge c where c.source = record_id)
			or exists (select from purse.current_activity a where a.corrects = record_id)
			-- a correction that was carried out: what it corrects is reversed
			or exists (select from purse.activity a join purse.charge c on c.source = a.corrects
				join purse.charge v on v.reverses = c.id where a.record = record_id)
		when 'local_codes' then exists (select from purse.school_code s
			join purse.coded_version v on v.supply = s.supply
			join purse.charge c on c.agreement = v.agreement
				and ((c.provider = s.school and v.own_income is null)
					or (s.school in (c.provider, c.customer) and v.own_cost is null))
			join purse.charge_day t on t.id = c.id and t.day >= from_day
				and t.day between s.valid_from and s.last_day and t.day between v.valid_from and v.last_day
			where s.record = record_id)
		when 'purchases' then exists (select from purse.entry e where e.key = 'purchase ' || record_id)
			or exists (select from purse.charge c where c.source = record_id)
		when 'expected_purchases' then exists (select from purse.accrual a where a.source = record_id)
		when 'pupil_numbers' then exists (select from purse.basis_weight w where w.source = record_id)
		when 'prices' then exists (select from purse.price n
			join purse.price p on (p.agreement, p.item, p.unit, p.valid_from)
				= (n.agreement, n.item, n.unit, n.valid_from)   -- also what it took the place of
				and p.award is not distinct from n.award
			join purse.basis b on b.price_record = p.record join purse.charge c on c.basis = b.id
			where n.record = record_id and c.service_to >= from_day)
		when 'agreements' then exists (select from purse.agreement_version v
			join purse.charge c on c.agreement = v.agreement
				and c.service_to >= greatest(v.valid_from, from_day)
			where v.record = record_id)
		when 'parties' then exists (select from purse.party p
			join purse.charge c on c.agreement = p.agreement
				and c.service_to >= greatest(p.valid_from, from_day)
			where p.record = record_id)
		when 'approvals' then exists (select from purse.approval p
			join purse.charge c on c.agreement = p.agreement and p.school in (c.provider, c.customer)
				and c.service_to >= greatest(p.valid_from, from_day)
			where p.record = record_id)
		when 'meter_readings' then exists (select from purse.meter_reading m
			join purse.use_share u on u.agreement = m.agreement and u.valid_from <= m.valid_to
				and u.valid_to >= m.valid_from where m.record = record_id)
		when 'use_shares' then true
		when 'proposals' then false   -- what is decided stands in minutes of its own
		when 'recommendations' then false
		when 'interests' then false
		when 'members' then exists (select from purse.member m
			join purse.agreement_version v on v.partnership = m.partnership
			join purse.charge c on c.agreement = v.agreement and m.school in (c.provider, c.customer)
				and c.service_to >= greatest(m.valid_from, from_day)
			where m.record = record_id)
		when 'funds' then exists (select from purse.fund_detail d join purse.fund f on f.id = d.fund
			join purse.posting p on p.school = f.school and p.fund = f.id
			where d.record = record_id and (not isfinite(from_day) or p.month >= purse.month_of(from_day)))
		when 'bank_details' then exists (select from purse.bank_detail k
			join purse.document d on d.issuer = k.school and d.issued >= k.valid_from
			where k.record = record_id)
		when 'schools' then exists (select from purse.school_detail s
			join purse.document d on s.school in (d.issuer, d.customer) and d.issued >= s.valid_from
			where s.record = record_id)
		when 'belongs' then exists (select from purse.school_body b
			join purse.document d on b.school in (d.issuer, d.customer)
				and d.issued >= greatest(b.valid_from, from_day)
			where b.record = record_id)
		when 'bodies' then exists (select from purse.body_detail b
			join purse.school_body s on b.body in (s.legal_body, s.vat_body)
			join purse.document d on s.school in (d.issuer, d.customer) and d.issued >= b.valid_from
			where b.record = record_id)
		else true end;
end $$;

-- What to do instead of replacing a record that has been used.
create or replace function purse.instead_of_replacing(record_kind text) returns text
language sql immutable as $$
	select case record_kind
		when 'activities' then 'import a new row that names it under Corrects'
		when 'purchases' then 'import the supplier''s credit note, with minus amounts, and the right purchase'
		when 'staff_costs' then 'import the difference as a true-up that names it'
		when 'opening_balances'
			then 'it was booked when it was imported; import the difference under a new Ref'
		when 'expected_purchases' then 'it was accrued; import the difference under a new Ref'
		when 'pupil_numbers' then 'import a count with a later date'
		when 'funds' then 'only its To can still change, to a day after the last booking'
		else 'leave the row as it was, and import a further row with a later From' end
$$;

-- Adds the problems of staged rows that need no look at their content: keys, owners, rights.
create or replace function purse.check_staged(this_kind text, mine int[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	o int := (select k.owner_column from purse.import_kinds() k where k.kind = this_kind);
begin
	insert into pg_temp.stage_problem
	select s.file, s.row_number, 0, 'LG303',
		format('a row of %s needs %s values', this_kind, k.columns),
		null, null
	from pg_temp.stage_record s join purse.import_kinds() k on k.kind = s.kind
	where s.kind = this_kind and cardinality(s.content) <> k.columns;
	insert into pg_temp.stage_problem
	select s.file, s.row_number, 0, 'LG202',
		format('could not take "%s" twice: it stands in an earlier row already', s.ref),
		null, 'delete one of the two rows, or give one another key'
	from (select r.*, row_number() over (partition by r.owner, r.ref order by r.file, r.row_number) as nth
		from pg_temp.stage_record r where r.kind = this_kind and (coalesce(r.owner, ''), r.ref) in (
			select coalesce(t.owner, ''), t.ref from pg_temp.stage_record t where t.kind = this_kind
			group by 1, 2 having count(*) > 1)) s where s.nth > 1;
	insert into pg_temp.stage_problem
	select s.file, s.row_number, o, 'LG201',
		format('could not find the school "%s"', s.owner),
		null, 'correct the code, or add the school to schools.csv in the same folder'
	from pg_temp.stage_record s where s.kind = this_kind and s.owner is not null
		and not exists (select from purse.school c where c.code = s.owner)
		and not exists (select from pg_temp.stage_record c where c.kind = 'schools'
			and c.content[1] = s.owner);
	insert into pg_temp.stage_problem
	select s.file, s.row_number, o, 'LG401',
		format('could not record for school "%s": you have no right to', s.owner),
		null, 'ask a person who may write for the school to import these rows, or to give you the right'
	from pg_temp.stage_record s join purse.school c on c.code = s.owner
	where s.kind = this_kind and c.id <> all (mine);
end $$;

-- Sorts the staged rows of one kind: unchanged ones are counted and left out, others go to stage_new with a
-- record id.
create or replace function purse.sort_staged(this_kind text, replace_unused boolean, out unchanged bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	mine int[] := purse.my_schools(true);
	all_schools boolean := purse.holds_all_schools();
	agreed text[] := array(select a.code from purse.agreement a where a.id = any (purse.my_agreements()));
	joined text[] := array(select p.code from purse.partnership p where p.id = any (purse.my_partnerships()));
	t int := (select k.to_column from purse.import_kinds() k where k.kind = this_kind);
begin
	truncate pg_temp.stage_new;
	perform purse.check_staged(this_kind, mine);
	insert into pg_temp.stage_new (record, file, row_number, owner, ref, content, replaces, old_content,
		from_day)
	select case when x.replaces is null or x.old_content is distinct from x.content
		then nextval('purse.record_id_seq') end, x.*
	from (select s.file, s.row_number, coalesce(o.id, 0) as owner, s.ref, s.content, r.id as replaces,
		r.content as old_content,
		case when t > 0 and r.content[:t - 1] || r.content[t + 1:] is not distinct from
				s.content[:t - 1] || s.content[t + 1:]
			then least(coalesce(r.content[t]::date, 'infinity'), coalesce(s.content[t]::date, 'infinity')) + 1
			else '-infinity' end
	from pg_temp.stage_record s left join purse.school o on o.code = s.owner
	-- A look-up by the index for each row, whatever the statistics say. Who has no part in an agreement is
	-- not told whether a row about it is there, nor whether it says the same.
	left join lateral (select x.id, x.content from purse.record x
		where x.kind = this_kind and x.owner = coalesce(o.id, 0) and x.ref = s.ref
			and (all_schools or case
				when this_kind in ('agreements', 'parties', 'prices', 'price_tiers', 'agreement_objectives',
					'proposals', 'recommendations') then s.content[1] = any (agreed)
				when this_kind = 'objectives' then s.content[1] = any (joined)
				when this_kind = 'impact_notes' then s.content[3] = any (joined) else true end)
		order by x.id desc limit 1) r on true
	where s.kind = this_kind and (s.owner is null or o.id = any (mine)) order by 1, 2) x;

	delete from pg_temp.stage_new n where n.record is null;
	get diagnostics unchanged = row_count;
	update pg_temp.stage_new n set shared = all_schools or purse.may_share(this_kind, n.content)
	where n.owner = 0;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 0, 'LG401',
		format('could not %s "%s": you have no right to change what all schools share',
			case when n.replaces is null then 'add' else 'change' end, n.ref),
		null, format('ask a person who may write for %s to import it', case this_kind when 'local_codes'
			then 'a school of the authority' else 'every school' end)
	from pg_temp.stage_new n where n.owner = 0 and not n.shared;
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 0, 'LG207',
		format('could not replace "%s": it has been used', n.ref),
		purse.changed_content(n.old_content, n.content), purse.instead_of_replacing(this_kind)
	from pg_temp.stage_new n where n.replaces is not null and (n.owner > 0 or n.shared)
		and purse.is_built_on(this_kind, n.replaces, n.from_day);
	insert into pg_temp.stage_problem
	select n.file, n.row_number, 0, 'LG203',
		format('could not take "%s": it is recorded already with other values', n.ref),
		purse.changed_content(n.old_content, n.content),
		'if the new row is right, import again with --replace'
	from pg_temp.stage_new n
	where n.replaces is not null and not replace_unused and (n.owner > 0 or n.shared)
		and not exists (select from pg_temp.stage_problem p where p.code = 'LG207'
			and (p.file, p.row_number) = (n.file, n.row_number));
end $$;

-- Takes what an import may stand in the way of, in the global order (R15): the months that opening balances
-- are booked in, shared with posters; when records are to be replaced, all agreements, so that nobody charges
-- by them meanwhile.
create or replace function purse.lock_for_import(replace_unused boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform pg_advisory_xact_lock(2::bigint << 40);   -- one import at a time
	perform pg_advisory_xact_lock_shared(p.school, p.month)
	from (select distinct o.id as school, purse.month_of(s.content[3]::date) as month
		from pg_temp.stage_record s join purse.school o on o.code in (s.content[2], s.content[5])
		where s.kind = 'opening_balances' and s.content[3] is not null order by 1, 2) p;
	if replace_unused then
		perform pg_advisory_xact_lock((1::bigint << 40) + a.id)
		from (select x.id from purse.agreement x order by 1) a;
	end if;
end $$;

create or replace function purse_api.import_batch(replace_unused boolean default false)
returns table (kind text, added bigint, unchanged bigint, replaced bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '64MB'
set default_statistics_target = 25 as $$
declare
	this_batch bigint;
	taken bigint;
	staged text[];
begin
	perform purse.must_own_stage('stage_file', 'stage_record', 'stage_problem', 'stage_new');
	perform purse.lock_for_import(replace_unused);
	analyze pg_temp.stage_record;
	insert into pg_temp.stage_problem
	select s.file, s.row_number, 0, 'LG113',
		format('could not import "%s": there is no such kind', s.kind),
		null, null
	from pg_temp.stage_record s where s.kind not in (select k.kind from purse.import_kinds() k);
	select array_agg(distinct s.kind) into staged from pg_temp.stage_record s;
	for kind in select k.kind from purse.import_kinds() k where k.kind = any (staged) loop
		unchanged := purse.sort_staged(kind, replace_unused);
		select count(*) filter (where n.replaces is null), count(n.replaces) into added, replaced
		from pg_temp.stage_new n;
		if added + replaced > 0 then
			if this_batch is null then
				insert into purse.batch (kind) values ('import') returning id into this_batch;
				insert into purse.batch_file select this_batch, f.file, f.name, f.sha256
				from pg_temp.stage_file f;
			end if;
			delete from pg_temp.stage_new n where exists (select from pg_temp.stage_problem p
				where p.file = n.file and p.row_number = n.row_number);
			insert into purse.record (id, kind, owner, ref, content, content_sha256, batch, supersedes)
			overriding system value
			select n.record, import_batch.kind, n.owner, n.ref, n.content,
				sha256(convert_to(n.content::text, 'UTF8')), this_batch, n.replaces
			from pg_temp.stage_new n order by n.record;
			analyze pg_temp.stage_new;
			if added > 2000 then
				analyze purse.record;   -- or joins are planned for what was there before
			end if;
			execute format('select purse.check_%s()', kind);
			execute format('select purse.take_%s($1)', kind) into taken using this_batch;
			if added > 2000 and kind = 'activities' then
				analyze purse.activity;
			end if;
			if taken <> (select count(*) from pg_temp.stage_new)
				and not exists (select from pg_temp.stage_problem) then
				raise exception using errcode = 'LG901',
					message = format('rows of %s were lost on the way in', kind);
			end if;
		end if;
		return next;
	end loop;
end $$;

-- Whether the caller may write for every school there is and will be.
create or replace function purse.holds_all_schools() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select coalesce((select r.granted from purse.right_event r
		where r.login = session_user and r.school = 0 and r.role = 'manager'
		order by r.id desc limit 1), false)
$$;

grant execute on function purse_api.open_import(), purse_api.import_problems(), purse_api.import_late(),
	purse_api.import_batch(boolean) to purse_user;
