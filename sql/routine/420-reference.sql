-- Dated reference tables, taken from the files of sql/reference at install and upgrade: rows are added, and a
-- row that is used never changes its meaning; a correction of wording is taken over.
set check_function_bodies = off;

-- Takes over the rows of a CSV, which stand as text in pg_temp.reference_<name>, with the headings of the
-- table's columns; a column without a value that the table wants is empty text.
create or replace function purse.take_reference(table_name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
	this record;
	names text;
	cells text;
begin
	select * into strict this from purse.reference_tables() r where r.name = table_name;
	select string_agg(format('%I', c.attname), ', ' order by c.attnum), string_agg(
		format(case when c.attname = any (this.pounds) then 'purse.pence_of(r.%I)'
			when t.attnotnull and t.atttypid = 'text'::regtype then 'coalesce(r.%I, '''')'
			else 'r.%I::' || format_type(t.atttypid, t.atttypmod) end, c.attname), ', ' order by c.attnum)
	into strict names, cells
	from pg_attribute c left join pg_attribute t on t.attname = c.attname
		and t.attrelid = format('purse.%I', table_name)::regclass and t.attnum > 0 and not t.attisdropped
	where c.attrelid = format('pg_temp.%I', 'reference_' || table_name)::regclass and c.attnum > 0;
	execute format('insert into purse.%I (%s) select %s from pg_temp.%I r on conflict (%s) do %s', table_name,
		names, cells, 'reference_' || table_name,
		(select string_agg(format('%I', k), ', ') from unnest(this.keys) k),
		coalesce('update set ' || (select string_agg(format('%1$I = excluded.%1$I', m), ', ')
			from unnest(this.mended) m), 'nothing'));
end $$;

-- The usual codes of a supply on a day: income of who provides, cost of who pays. Null where none is usual.
create or replace function purse.usual_code(supply text, day date, of_income boolean) returns text
language sql stable as $$
	select case when of_income then d.income_code else d.cost_code end from purse.default_code d
	where d.supply = usual_code.supply and day between d.valid_from and d.valid_to
$$;
