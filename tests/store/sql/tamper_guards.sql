-- The same for what guards the books: triggers, policies, rights, functions, constraints.
select pg_temp.plant('a guard switched off', '80', $$
	alter table purse.posting disable trigger never_changed;
$$);
select pg_temp.plant('a guard for replicas alone', '80', $$
	alter table purse.posting enable replica trigger never_changed;
$$);
select pg_temp.plant('a guard dropped', '80', $$drop trigger never_changed on purse.charge$$);
select pg_temp.plant('a guard that misses truncate', '80', $$
	drop trigger never_changed on purse.charge;
	create trigger never_changed before update or delete on purse.charge
		for each statement execute function purse.refuse_change();
$$);
select pg_temp.plant('a guard that lets pass', '80', $$
	create or replace function purse.refuse_change() returns trigger language plpgsql as 'begin return null;
		end';
$$);
select pg_temp.plant('a counter without its guard', '80', $$drop trigger counts_on on purse.counter$$);
select pg_temp.plant('a new table without a guard', '80', $$
	create table purse.extra (x int);
	alter table purse.extra owner to purse_owner;
$$);
select pg_temp.plant('row security off', '81', $$alter table purse.posting disable row level security$$);
select pg_temp.plant('a policy dropped', '81', $$drop policy reads on purse.charge$$);
select pg_temp.plant('a policy that lets all through', '81', $$
	alter policy reads on purse.posting using (true);
$$);
select pg_temp.plant('a policy with a way round', '81', $$
	alter policy reads on purse.posting using (school = any ((select purse.my_schools())::int[])
		or amount is not null or true);
$$);
select pg_temp.plant('a second policy', '81', $$
	create policy more on purse.posting for select using (true);
$$);
select pg_temp.plant('pay open to readers', '81', $$grant select on purse.basis_pay to purse_viewer$$);
select pg_temp.plant('totals open to readers', '81', $$
	grant select on purse_cache.batch_total to purse_viewer;
$$);
select pg_temp.plant('a reader that row security does not bind', '81', $$alter role purse_viewer bypassrls$$);
select pg_temp.plant('a view of the owner''s for readers', '81', $$
	create view purse_view.extra as select * from purse.posting;
	alter view purse_view.extra owner to purse_owner;
$$);
select pg_temp.plant('a second door', '82', $$grant insert on purse.posting to purse_user$$);
select pg_temp.plant('a second door in a column', '82', $$
	grant update (amount) on purse.posting to purse_viewer;
$$);
select pg_temp.plant('tables open to everybody', '82', $$grant select on purse.record to public$$);
select pg_temp.plant('a table of another owner', '82', $$
	create table purse.extra (x int);
	create trigger never_changed before update or delete or truncate on purse.extra
		for each statement execute function purse.refuse_change();
$$);
select pg_temp.plant('a function in the search path of its caller', '82', $$
	alter function purse.my_schools(boolean) reset search_path;
$$);
select pg_temp.plant('a function that finds the caller''s temporary objects first', '82', $$
	alter function purse.my_schools(boolean) set search_path = pg_catalog;
$$);
select pg_temp.plant('a function that searches another schema last', '82', $$
	alter function purse.my_schools(boolean) set search_path = pg_catalog, pg_temp, public;
$$);
select pg_temp.plant('a function of the owner''s for everybody', '82', $$
	grant execute on function purse.my_schools(boolean) to public;
$$);
select pg_temp.plant('foreign keys switched off', '80 82', $$alter table purse.party disable trigger all$$);
select pg_temp.plant('a constraint that is not proven', '82', $$
	alter table purse.posting add constraint extra check (amount > 0) not valid;
$$);
select pg_temp.plant('an index dropped', '82', $$drop index purse.charge_step$$);
