-- Schemas, tables and columns of ours that no comment explains. None is expected.
select place from (
	select format('schema %s', n.nspname) as place, obj_description(n.oid, 'pg_namespace') as comment
	from pg_catalog.pg_namespace n where n.nspname in ('purse', 'purse_api', 'purse_view', 'purse_cache')
	union all
	select format('table %s.%s', n.nspname, c.relname), obj_description(c.oid, 'pg_class')
	from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
	where n.nspname in ('purse', 'purse_cache') and c.relkind in ('r', 'p')
	union all
	select format('column %s.%s.%s', n.nspname, c.relname, a.attname), col_description(c.oid, a.attnum)
	from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
	join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where n.nspname in ('purse', 'purse_cache') and c.relkind in ('r', 'p', 'c')
) u
where coalesce(length(comment), 0) < 3
order by place
