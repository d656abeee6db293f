-- Posted and imported rows are never changed or deleted, not even by the owner; row-level security on all that is a school's.

create function purse.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
	raise exception using errcode = 'LG311', message = format('%s of %s.%s is refused', lower(tg_op), tg_table_schema, tg_table_name),
		detail = 'Records and postings are never changed or deleted.',
		hint = 'Correct a mistake by a new record that corrects it, or by a reversal.';
end $$;

do $$
declare t regclass;
begin
	for t in select c.oid::regclass from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'purse' and c.relkind = 'r' and c.relname not in ('counter', 'account', 'vat_rule', 'vat_rate', 'migration', 'installation')
	loop
		execute format('create trigger never_changed before update or delete or truncate on %s
			for each statement execute function purse.refuse_change()', t);
	end loop;
end $$;

-- Reference tables may gain rows; nothing is deleted. A counter only ever counts on.
create trigger never_deleted before delete or truncate on purse.account
	for each statement execute function purse.refuse_change();
create trigger never_deleted before delete or truncate on purse.vat_rule
	for each statement execute function purse.refuse_change();
create trigger never_deleted before delete or truncate on purse.vat_rate
	for each statement execute function purse.refuse_change();
create trigger never_deleted before delete or truncate on purse.counter
	for each statement execute function purse.refuse_change();

create function purse.counter_counts_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
	if new.last <= old.last or new.issuer <> old.issuer or new.series <> old.series then
		raise exception using errcode = 'LG311', message = 'a document counter only counts on';
	end if;
	return new;
end $$;
create trigger counts_on before update on purse.counter for each row execute function purse.counter_counts_on();

-- Whose schools and whose agreements the reader sees. session_user, so that it holds through views and functions.
create function purse.my_schools(to_write boolean default false) returns int[]
language sql stable security definer set search_path = pg_catalog as $$
	select coalesce(array_agg(s.id), '{}') from purse.school s
	where exists (
		select from (
			select distinct on (r.school, r.role) r.school, r.role, r.granted from purse.right_event r
			where r.login = session_user order by r.school, r.role, r.id desc) held
		where held.granted and held.school in (0, s.id) and (not to_write or held.role = 'manager'))
$$;

create function purse.my_agreements() returns int[]
language sql stable security definer set search_path = pg_catalog as $$
	select coalesce(array_agg(distinct a.agreement), '{}') from (
		select p.agreement from purse.party p where p.school = any (purse.my_schools())
		union select v.agreement from purse.agreement_version v where v.lead = any (purse.my_schools())) a
$$;
revoke execute on function purse.my_schools(boolean), purse.my_agreements() from public;
-- functions in a view or a policy run with the rights of the reader
grant execute on function purse.my_schools(boolean), purse.my_agreements() to purse_viewer, purse_user;

do $$
declare rule text[];
begin
	foreach rule slice 1 in array array[
		['record', 'owner = 0 or owner = any ((select purse.my_schools())::int[])'],
		['bank_detail', 'school = any ((select purse.my_schools())::int[])'],
		['fund', 'school = any ((select purse.my_schools())::int[])'],
		['person', 'school = any ((select purse.my_schools())::int[])'],
		['opening_balance', 'school = any ((select purse.my_schools())::int[])'],
		['activity', 'provider = any ((select purse.my_schools())::int[]) or beneficiary = any ((select purse.my_schools())::int[])'],
		['posting', 'school = any ((select purse.my_schools())::int[])'],
		['document', 'issuer = any ((select purse.my_schools())::int[]) or customer = any ((select purse.my_schools())::int[])'],
		['agreement', 'id = any ((select purse.my_agreements())::int[])'],
		['agreement_version', 'agreement = any ((select purse.my_agreements())::int[])'],
		['party', 'agreement = any ((select purse.my_agreements())::int[])'],
		['approval', 'agreement = any ((select purse.my_agreements())::int[])'],
		['price', 'agreement = any ((select purse.my_agreements())::int[])'],
		['purchase', 'agreement = any ((select purse.my_agreements())::int[])'],
		['lot', 'agreement = any ((select purse.my_agreements())::int[])'],
		['quote', 'agreement = any ((select purse.my_agreements())::int[])'],
		['stream', 'agreement = any ((select purse.my_agreements())::int[])'],
		['charge', 'agreement = any ((select purse.my_agreements())::int[])']]
	loop
		execute format('alter table purse.%I enable row level security', rule[1]);
		execute format('create policy reads on purse.%I for select to purse_viewer using (%s)', rule[1], rule[2]);
	end loop;
end $$;
grant select on all tables in schema purse to purse_viewer;
grant select on all tables in schema purse_cache to purse_viewer;
-- Pay and names of people: seen through functions that ask for the employing school, never through a view.
revoke select on purse.person_name, purse.basis_pay, purse_cache.month_balance from purse_viewer;
