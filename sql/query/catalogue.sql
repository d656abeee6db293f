-- What the database is built of, as the server's catalogue has it, one line for each property: tables with
-- columns, constraints, unique indexes, triggers and policies; views, functions, rights, roles; and the rows
-- of the statutory tables. It is kept when purse installs (purse.laid_down), and compared by purse verify.
-- Plain indexes are left out: they change nothing but speed. No parameters; wants the search path pg_catalog.
with schemas as (
	select n.oid, n.nspname, n.nspowner, n.nspacl from pg_namespace n
	where n.nspname in ('purse', 'purse_api', 'purse_cache', 'purse_view')
), relation as (
	select c.*, s.nspname || '.' || c.relname as name,
		case when c.relkind in ('v', 'm') then 'view' when c.relkind = 'S' then 'sequence'
			when c.relkind = 'c' then 'type' else 'table' end as kind
	from pg_class c join schemas s on s.oid = c.relnamespace where c.relkind not in ('i', 'I', 't')
), routine as (
	select f.*, format('%s.%s(%s)', s.nspname, f.proname, oidvectortypes(f.proargtypes)) as name
	from pg_proc f join schemas s on s.oid = f.pronamespace
), property (kind, name, label, value) as (
	select r.kind, r.name, 'owner', pg_get_userbyid(r.relowner)::text from relation r
	union all select 'schema', s.nspname, 'owner', pg_get_userbyid(s.nspowner) from schemas s
	union all select 'function', f.name, 'owner', pg_get_userbyid(f.proowner) from routine f
	-- what others than the owner may do
	union all
	select u.kind, u.name, 'rights', coalesce((
		select string_agg(format('%s may %s', x.who, x.what), '; ' order by x.who)
		from (
			select coalesce(g.rolname::text, 'everybody') as who,
				string_agg(lower(a.privilege_type) || case when a.is_grantable then ' and pass it on' else ''
					end, ', ' order by a.privilege_type) as what
			from aclexplode(u.acl) a left join pg_roles g on g.oid = a.grantee
			where a.grantee <> u.owner group by 1) x), 'none but its owner''s')
	from (
		select r.kind, r.name, coalesce(r.relacl, acldefault(
			case r.relkind when 'S' then 's' else 'r' end::"char", r.relowner)) as acl, r.relowner as owner
		from relation r where r.relkind <> 'c'
		union all select 'schema', s.nspname, coalesce(s.nspacl, acldefault('n', s.nspowner)), s.nspowner
		from schemas s
		union all select 'function', f.name, coalesce(f.proacl, acldefault('f', f.proowner)), f.proowner
		from routine f
		union all select r.kind, r.name || ', column ' || a.attname, a.attacl, r.relowner
		from relation r join pg_attribute a on a.attrelid = r.oid where a.attacl is not null) u
	-- tables
	union all
	select r.kind, r.name, 'row security', case when r.relrowsecurity then 'on' else 'off' end
		|| case when r.relforcerowsecurity then ', for its owner too' else '' end
	from relation r where r.kind = 'table'
	union all
	select r.kind, r.name, 'storage', case r.relpersistence when 'p' then 'kept' else 'lost in a crash' end
		|| coalesce(', with the rows of ' || (select string_agg(i.inhrelid::regclass::text, ', '
			order by i.inhrelid::regclass::text) from pg_inherits i where i.inhparent = r.oid), '')
	from relation r where r.kind = 'table'
	union all
	select r.kind, r.name, 'column ' || a.attname,
		concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
			case a.attidentity when 'a' then 'numbered always' when 'd' then 'numbered' end,
			case a.attgenerated when 's' then 'worked out as' end,
			case when a.attgenerated = '' and d.oid is not null then 'default' end,
			pg_get_expr(d.adbin, d.adrelid))
	from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
	left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
	where r.kind in ('table', 'type')
	union all
	select r.kind, r.name, 'constraint ' || k.conname,
		regexp_replace(pg_get_constraintdef(k.oid), ' WITH \([^)]*\)', '')
	from relation r join pg_constraint k on k.conrelid = r.oid
	union all
	select r.kind, r.name, 'unique index ' || x.relname,
		regexp_replace(pg_get_indexdef(i.indexrelid), ' WITH \([^)]*\)', '')
			|| case when i.indisvalid and i.indisready then '' else ', not in use' end
	from relation r join pg_index i on i.indrelid = r.oid and i.indisunique
	join pg_class x on x.oid = i.indexrelid
	where not exists (select from pg_constraint k where k.conindid = i.indexrelid
		and k.contype in ('p', 'u', 'x'))
	union all
	select r.kind, r.name, 'trigger ' || t.tgname, pg_get_triggerdef(t.oid)
	from relation r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal
	union all
	select r.kind, r.name, u.label, case when u.fires then 'switched on' else 'switched off' end
	from relation r join (
		select t.tgrelid,
			coalesce('constraint ' || k.conname, 'trigger ' || t.tgname) || ', in force' as label,
			bool_and(t.tgenabled in ('O', 'A')) as fires
		from pg_trigger t left join pg_constraint k on k.oid = t.tgconstraint and t.tgisinternal
		group by 1, 2) u on u.tgrelid = r.oid
	union all
	select r.kind, r.name, 'policy ' || p.polname, format('%s %s to %s where %s%s',
		case when p.polpermissive then 'lets' else 'restricts' end,
		case p.polcmd when 'r' then 'read' when 'a' then 'insert' when 'w' then 'update'
			when 'd' then 'delete' else 'all' end,
		(select string_agg(case x.id when 0 then 'everybody' else pg_get_userbyid(x.id)::text end, ', '
			order by x.id) from unnest(p.polroles) x (id)),
		coalesce(pg_get_expr(p.polqual, p.polrelid), 'true'),
		coalesce(', new rows where ' || pg_get_expr(p.polwithcheck, p.polrelid), ''))
	from relation r join pg_policy p on p.polrelid = r.oid
	union all
	select r.kind, r.name, 'rule ' || w.rulename, pg_get_ruledef(w.oid)
	from relation r join pg_rewrite w on w.ev_class = r.oid where w.rulename <> '_RETURN'
	-- views and functions
	union all
	select r.kind, r.name, 'definition', pg_get_viewdef(r.oid) from relation r where r.kind = 'view'
	union all
	select r.kind, r.name, 'options', coalesce(array_to_string(r.reloptions, ', '), 'none')
	from relation r where r.kind = 'view'
	union all
	select 'function', f.name, 'body', f.prosrc from routine f
	union all
	select 'function', f.name, 'way to run', concat_ws(', ', l.lanname, pg_get_function_arguments(f.oid),
		'gives ' || pg_get_function_result(f.oid), case f.provolatile when 'i' then 'immutable' when 's'
			then 'stable' end, case when f.prosecdef then 'as its owner' else 'as its caller' end,
		case when f.proleakproof then 'leakproof' end, case when f.proisstrict then 'strict' end,
		array_to_string(f.proconfig, ', '))
	from routine f join pg_language l on l.oid = f.prolang
	-- roles: who else may act as the owner of the tables or of the views
	union all
	select 'role', r.rolname, 'powers', concat_ws(', ', case when r.rolsuper then 'superuser' end,
		case when r.rolbypassrls then 'goes round row security' end,
		case when r.rolcanlogin then 'logs in' end, case when r.rolcreaterole then 'makes roles' end, case
			when r.rolreplication then 'replicates' end,
		'member of ' || coalesce((select string_agg(g.rolname, ', ' order by g.rolname)
			from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid), 'none'))
	from pg_roles r where r.rolname in ('purse_owner', 'purse_viewer', 'purse_user')
	union all
	select 'role', r.rolname, 'member ' || g.rolname, 'may act as it'
	from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles g on g.oid = m.member
	where r.rolname in ('purse_owner', 'purse_viewer') group by r.rolname, g.rolname
	-- statutory tables, as the view of these books knows them: an upgrade looks before it brings a newer one
	union all
	select r.kind, r.name, r.label, r.value from purse_view.reference r
	-- texts are deparsed by the server, so its version is part of what they are
	union all
	select 'server', 'PostgreSQL', 'version', split_part(current_setting('server_version'), '.', 1)
)
select p.kind, p.name, p.label, coalesce(p.value, '') as value from property p
