-- Posted and imported rows are never changed or deleted, not even by the owner; row-level security on all
-- that is a school's.

create function purse.refuse_change() returns trigger language plpgsql set search_path = pg_catalog,
	pg_temp as $$
begin
	raise exception using errcode = 'LG311',
		message = format('%s of %s.%s is refused', lower(tg_op), tg_table_schema, tg_table_name),
		detail = 'records and postings are never changed or deleted',
		hint = 'correct a mistake by a new record that corrects it, or by a reversal';
end $$;

do $$
declare t regclass;
begin
	for t in select c.oid::regclass from pg_catalog.pg_class c join pg_catalog.pg_namespace n
		on n.oid = c.relnamespace
		where n.nspname = 'purse' and c.relkind = 'r' and c.relname not in ('counter', 'account',
			'vat_rule', 'vat_rate', 'migration', 'installation')
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

create function purse.counter_counts_on() returns trigger language plpgsql set search_path = pg_catalog,
	pg_temp as $$
begin
	if new.last <= old.last or new.issuer <> old.issuer or new.series <> old.series then
		raise exception using errcode = 'LG311', message = 'a document counter only counts on';
	end if;
	return new;
end $$;
create trigger counts_on before update
	on purse.counter for each row execute function purse.counter_counts_on();

-- Whose schools and whose agreements the reader sees. session_user, so that it holds through views and
-- functions.
create function purse.my_schools(to_write boolean default false) returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select coalesce(array_agg(s.id), '{}') from purse.school s
	where exists (
		select from (
			select distinct on (r.school, r.role) r.school, r.role, r.granted from purse.right_event r
			where r.login = session_user order by r.school, r.role, r.id desc) held
		where held.granted and held.school in (0, s.id) and (not to_write or held.role = 'manager'))
$$;

create function purse.my_agreements() returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select coalesce(array_agg(distinct a.agreement), '{}') from (
		select p.agreement from purse.party p where p.school = any ((select purse.my_schools())::int[])
		union select v.agreement from purse.agreement_version v
		where v.lead = any ((select purse.my_schools())::int[])) a
$$;
revoke execute on function purse.my_schools(boolean), purse.my_agreements() from public;
-- functions in a view or a policy run with the rights of the reader
grant execute on function purse.my_schools(boolean), purse.my_agreements() to purse_viewer, purse_user;

-- Each rule stands on the table, not in a view: what a view leaves out by a join can be looked at before the
-- join, by a function that the reader brings. What hangs on a row is seen with that row: parts of documents,
-- movements of lots, what charges were made from, entries with a posting of the reader's.
do $$
declare
	mine constant text := 'any ((select purse.my_schools())::int[])';
	agreed constant text := 'any ((select purse.my_agreements())::int[])';
	rule text[];
begin
	foreach rule slice 1 in array array[
		['bank_detail', 'school = ' || mine],
		['fund', 'school = ' || mine],
		['person', 'school = ' || mine],
		['opening_balance', 'school = ' || mine],
		['activity', 'provider = ' || mine || ' or beneficiary = ' || mine],
		['posting', 'school = ' || mine],
		['document', 'issuer = ' || mine || ' or customer = ' || mine],
		['agreement', 'id = ' || agreed],
		['agreement_version', 'agreement = ' || agreed],
		['party', 'agreement = ' || agreed],
		['approval', 'agreement = ' || agreed],
		['price', 'agreement = ' || agreed],
		['purchase', 'agreement = ' || agreed],
		['lot', 'agreement = ' || agreed],
		['quote', 'agreement = ' || agreed],
		['stream', 'agreement = ' || agreed],
		['charge', 'agreement = ' || agreed],
		['record', 'owner = ' || mine || $rule$ or (owner = 0 and (kind not in ('agreements', 'parties',
			'prices')
			or id in (select v.record from purse.agreement_version v union all
				select p.record from purse.party p union all select p.record from purse.price p)))$rule$],
		['fund_detail',
			'fund in (select f.id from purse.fund f) or fund in (select p.fund from purse.party p)'],
		-- one basis serves thousands of charges: one list of them, not a search for each
		['basis', 'id in (select c.basis from purse.charge c)'],
		['basis_weight', 'basis in (select c.basis from purse.charge c)'],
		['lot_movement', 'lot in (select l.id from purse.lot l)'],
		['entry', 'exists (select from purse.posting p where p.entry = entry.id)'],
		['document_line', 'document in (select d.id from purse.document d)'],
		['document_vat', 'document in (select d.id from purse.document d)'],
		['acceptance', 'document in (select d.id from purse.document d)'],
		['right_event', 'login = session_user or (school <> 0 and school = ' || mine || ')']]
	loop
		execute format('alter table purse.%I enable row level security', rule[1]);
		execute format('create policy reads on purse.%I for select to purse_viewer using (%s)', rule[1],
			rule[2]);
	end loop;
end $$;
grant select on all tables in schema purse to purse_viewer;
grant select on all tables in schema purse_cache to purse_viewer;
-- Pay and names of people: seen through functions that ask for the employing school, never through a view.
revoke select on purse.person_name, purse.basis_pay, purse_cache.month_balance from purse_viewer;
