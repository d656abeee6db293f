-- pg_temp.plant(name, expected, sql): runs the statements in the sound books, past all triggers, then every
-- query of sql/verify, and undoes it all. Gives a line of the test's output: ok when exactly the expected
-- checks (numbers, `01 36`) report something. Wants the views purse.verify_<name> and the functions of
-- sound.sql in the same session.
create temp table planted (expected text not null);

create function pg_temp.reported() returns text language plpgsql as $$
declare
	check_name text;
	found_any boolean;
	numbers text[] := '{}';
begin
	for check_name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'purse' and c.relkind = 'v' and c.relname like 'verify\_%' order by c.relname loop
		execute format('select exists (select from purse.%I v where length(v.place) + length(v.what) > 0)',
			check_name) into found_any;
		if found_any then numbers := numbers || substr(check_name, 8, 2); end if;
	end loop;
	return array_to_string(numbers, ' ');
end $$;

create function pg_temp.plant(name text, expected text, statements text) returns text language plpgsql as $$
declare
	reported text;
	seen text;
begin
	begin
		perform set_config('session_replication_role', 'replica', true);
		execute statements;
		perform set_config('session_replication_role', 'origin', true);
		reported := pg_temp.reported();
		raise exception using errcode = 'UNDO1', message = reported;
	exception
		when sqlstate 'UNDO1' then seen := sqlerrm;
		when others then seen := 'an error: ' || sqlerrm;
	end;
	insert into planted values (expected);
	return case when seen = expected then format('ok %s: %s', coalesce(nullif(expected, ''), 'none'), name)
		else format('not ok %s: %s (reported: %s)', expected, name, seen) end;
end $$;
