-- The data dictionary: what every schema, table and column holds, kept in the database as COMMENT ON. It
-- stands in comments/, by subject.
-- Shape of its text: `schema NAME: text`, `table NAME: text` and, under its table, `COLUMN: text`; a line
-- that is indented further goes on. Money is whole pence unless said otherwise; what null means stands after
-- "null:".
create or replace function purse.describe(dictionary text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	role_before constant text := current_setting('role');
	entry text;
	part text[];
	table_name text;
begin
	-- a line that begins with two tabs belongs to the one before
	foreach entry in array string_to_array(replace(dictionary, E'\n\t\t', ' '), E'\n') loop
		continue when entry = '';
		part := regexp_match(entry, '^(\t|schema |table )([a-z0-9_.]+): (.+)$');
		if part is null then
			raise exception 'a line of the data dictionary can''t be read: "%"', entry;
		end if;
		if part[1] = 'schema ' then
			-- purse_view has an owner of its own
			perform set_config('role',
				case part[2] when 'purse_view' then 'purse_viewer' else 'purse_owner' end, true);
			execute format('comment on schema %I is %L', part[2], part[3]);
			perform set_config('role', 'purse_owner', true);
		elsif part[1] = 'table ' then
			table_name := case when part[2] like '%.%' then part[2] else 'purse.' || part[2] end;
			execute format('comment on table %s is %L', table_name::regclass, part[3]);
		else
			execute format('comment on column %s.%I is %L', table_name::regclass, part[2], part[3]);
		end if;
	end loop;
	perform set_config('role', role_before, true);
end $$;


comment on type purse.problem is 'one thing that is wrong with an imported row, and what to do about it';
comment on column purse.problem.file is 'number of the file within the import, from 1 on';
comment on column purse.problem.row_number is 'row within the file, from 1 on';
comment on column purse.problem.column_number is 'number of the column in the order of its kind; 0: the row';
comment on column purse.problem.code is 'one of errors.def: LG and three figures';
comment on column purse.problem.message is 'what could not be done';
comment on column purse.problem.detail is 'what more is to be said; null: nothing';
comment on column purse.problem.hint is 'what to do next; null: nothing';
comment on view purse.superseded is 'records that a later version has taken the place of';
comment on column purse.superseded.record is 'the record that was replaced';
