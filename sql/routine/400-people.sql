-- People and rights (R16), and the second person that changed bank details need.
set check_function_bodies = off;

-- Notes a person down: no right comes with it. Gives whether the person is new. Called by `purse user add`,
-- by who makes the login.
create or replace function purse.add_person(login text, name text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	insert into purse.person_login (login, name)
	values (add_person.login, coalesce(add_person.name, add_person.login)) on conflict do nothing;
	return found;
end $$;

-- The person who makes the books may write for every school, until rights are divided. Called by `purse init`
-- alone.
create or replace function purse.first_person(login text, name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
	perform purse.add_person(login, name);
	insert into purse.right_event (login, school, role, granted)
	select first_person.login, 0, 'manager', true where not exists (select from purse.right_event r);
end $$;

-- The rights that hold now: of each login, school and role the last event.
create or replace view purse.current_right as
	select r.* from (select distinct on (e.login, e.school, e.role) e.* from purse.right_event e
		order by e.login, e.school, e.role, e.id desc) r where r.granted;

create or replace function purse.check_right(login text, school_code text, role text, granted boolean)
returns int language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
	school_id int := 0;
begin
	if role not in ('manager', 'governor', 'auditor') then
		perform purse.refuse('LG104', format('could not take "%s" as a role', role), null,
			'roles are manager, governor and auditor');
	end if;
	if school_code <> 'ALL' then
		select s.id into school_id from purse.school s where s.code = school_code;
		if not found then
			perform purse.refuse('LG201', format('could not find the school "%s"', school_code), null,
				'give the code of a school, or ALL for every school there is and will be');
		end if;
	end if;
	if not purse.holds_all_schools() and (school_id = 0
		or school_id <> all ((select purse.my_schools(true))::int[])) then
		perform purse.refuse('LG401',
			format('could not change rights for "%s": you have no right to', school_code), null,
			'ask a manager of the school, or one of all schools');
	end if;
	if not exists (select from purse.person_login l where l.login = check_right.login) and (not granted
		or not exists (select from pg_roles r where r.rolname = check_right.login
			and pg_has_role(r.oid, 'purse_user', 'member') and not r.rolsuper)) then
		perform purse.refuse('LG318', format('could not find a person "%s"', login), null,
			format('add the person first: purse user add %s --name "Their Name"', login));
	end if;
	if not granted and school_id = 0 and role = 'manager' and not exists (select from purse.current_right r
		where r.school = 0 and r.role = 'manager' and r.login <> check_right.login) then
		perform purse.refuse('LG206',
			format('could not take this right from "%s": nobody else is manager of all schools', login),
			null, 'make another person manager of ALL schools first');
	end if;
	return school_id;
end $$;

-- Gives or takes a right; gives whether anything changed.
create or replace function purse_api.set_right(login text, school_code text, role text, granted boolean)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
	school_id int;
begin
	perform pg_advisory_xact_lock(3::bigint << 40);   -- one change of rights at a time
	school_id := purse.check_right(login, school_code, role, granted);
	if granted = exists (select from purse.current_right r
		where r.login = set_right.login and r.school = school_id and r.role = set_right.role) then
		return false;
	end if;
	perform purse.add_person(login, null);
	insert into purse.right_event (login, school, role, granted)
	values (set_right.login, school_id, set_right.role, set_right.granted);
	return true;
end $$;

-- Who may do what, as far as the caller may know; school and role are null for a person without any right.
create or replace function purse_api.people() returns table (login text, name text, school text, role text,
	since timestamptz, given_by text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select l.login, l.name, case when r.school = 0 then 'ALL' else s.code end, r.role, r.changed_at,
		r.changed_by
	from purse.person_login l left join purse.current_right r on r.login = l.login
	left join purse.school s on s.id = r.school
	where l.login = session_user or purse.holds_all_schools()
		or r.school = any ((select purse.my_schools())::int[])
	order by 1, r.school, 4
$$;

-- Bank details of the caller's schools; those not in use wait for a second person.
create or replace function purse_api.bank_details() returns table (school text, valid_from date,
	account_name text, sort_code text, account_number text, recorded_by text, confirmed_by text,
	in_use boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select s.code, k.valid_from, k.account_name, k.sort_code, k.account_number, r.recorded_by, c.confirmed_by,
		exists (select from purse.usable_bank_detail u where u.record = k.record)
	from purse.current_bank_detail k join purse.school s on s.id = k.school
	join purse.record r on r.id = k.record
	left join purse.bank_confirmation c on c.record = k.record
	where k.school = any ((select purse.my_schools())::int[]) order by 1, 2
$$;

-- Confirms what waits for a school and was recorded by others; gives how many.
create or replace function purse_api.confirm_bank(school_code text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
	school_id int := (select s.id from purse.school s where s.code = school_code);
	waiting bigint[];
	of_others bigint[];
	this_batch bigint;
begin
	if school_id is null then
		perform purse.refuse('LG201', format('could not find the school "%s"', school_code), null,
			'correct the code');
	end if;
	if school_id <> all ((select purse.my_schools(true))::int[]) then
		perform purse.refuse('LG401',
			format('could not confirm bank details of "%s": you have no right to', school_code), null,
			'ask a person who may write for the school');
	end if;
	perform pg_advisory_xact_lock((4::bigint << 40) + school_id);
	select array_agg(k.record), array_agg(k.record) filter (where r.recorded_by <> session_user)
	into waiting, of_others
	from purse.current_bank_detail k join purse.record r on r.id = k.record
	where k.school = school_id
		and not exists (select from purse.usable_bank_detail u where u.record = k.record);
	if waiting is null then return 0; end if;
	if of_others is null then
		perform purse.refuse('LG314',
			format('could not confirm bank details of "%s": you recorded them yourself', school_code), null,
			'let a second person, who may write for the school, ask the school on a number known from '
			'before, and then confirm them');
	end if;
	insert into purse.batch (kind) values ('confirm') returning id into this_batch;
	insert into purse.bank_confirmation (record, batch)
	select u.record, this_batch from unnest(of_others) u (record) order by 1;
	return cardinality(of_others);
end $$;

-- Whether the caller may read the books of every school: what checks of the whole need.
create or replace function purse.reads_everything() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select not exists (select from purse.school s where s.id <> all ((select purse.my_schools())::int[]))
$$;

grant execute on function purse_api.set_right(text, text, text, boolean), purse_api.people(),
	purse_api.bank_details(), purse_api.confirm_bank(text) to purse_user;
