-- For every kind of record: `purse.current_x`, the rows that hold now, without those replaced. For our own
-- functions; readers have views of the same content in purse_view, which row-level security binds.
do $$
declare t text;
begin
	for t in select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n
		on n.oid = c.relnamespace
		join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'record' and not a.attisdropped
		where n.nspname = 'purse' and c.relkind = 'r' and c.relname <> 'bank_confirmation'
	loop
		execute format('create or replace view purse.current_%1$s as select x.* from purse.%1$I x
			where not exists (select from purse.superseded s where s.record = x.record)', t);
	end loop;
end $$;
