-- Runs every invariant of sql/verify, which the installer keeps as views purse.verify_<name>: rows returned
-- are violations.
set check_function_bodies = off;

create or replace function purse_api.verify() returns table (rule text, place text, what text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
	check_name text;
begin
	if not purse.reads_everything() then
		perform purse.refuse('LG401', 'verifying needs the right to read the books of every school', null,
			'ask a person who has it, for example the auditor');
	end if;
	for check_name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'purse' and c.relkind = 'v' and c.relname like 'verify\_%' order by c.relname loop
		return query execute format('select %L::text, v.place::text, v.what::text from purse.%I v limit 100',
			'rule ' || replace(substr(check_name, 8), '_', ' '),
			check_name);
	end loop;
end $$;

-- How many rules there are.
create or replace function purse_api.verify_rules() returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
	select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = 'purse' and c.relkind = 'v' and c.relname like 'verify\_%'
$$;

-- What the last installation laid down, to compare with the server's catalogue: sql/query/catalogue.sql.
create or replace function purse_api.laid_down() returns table (kind text, name text, label text, value text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
	if not purse.reads_everything() then
		perform purse.refuse('LG401', 'verifying needs the right to read the books of every school', null,
			'ask a person who has it, for example the auditor');
	end if;
	return query select l.kind, l.name, l.label, l.value from purse.laid_down l
	where l.recording = (select max(x.recording) from purse.laid_down x);
end $$;

grant execute on function purse_api.laid_down(), purse_api.verify(), purse_api.verify_rules() to purse_user;
