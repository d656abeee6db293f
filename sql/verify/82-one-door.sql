-- R13: nobody but the owner writes: no role has a right on a table of purse or purse_cache but purse_viewer,
-- and that only to read; of a sequence purse_user may take the next number, and not set it; functions that
-- run as the owner search pg_catalog, the caller's temporary objects last, and nothing else, and are not
-- everybody's; and no trigger, constraint or unique index of schema purse is switched off, unproven or gone.
with ours as (
	select n.oid, n.nspname from pg_catalog.pg_namespace n
	where n.nspname in ('purse', 'purse_cache', 'purse_api', 'purse_view')
)
select format('%s.%s', n.nspname, c.relname) as place,
	format('%s may %s', coalesce(r.rolname, 'everybody'), lower(a.privilege_type)) as what
from pg_catalog.pg_class c
join ours n on n.oid = c.relnamespace and n.nspname in ('purse', 'purse_cache')
cross join lateral pg_catalog.aclexplode(c.relacl) a
left join pg_catalog.pg_roles r on r.oid = a.grantee
where a.grantee <> c.relowner and case c.relkind
	when 'S' then r.rolname = 'purse_user' and a.privilege_type = 'USAGE'
	else r.rolname = 'purse_viewer' and a.privilege_type = 'SELECT' end is not true
union all
select format('%s.%s, column %s', n.nspname, c.relname, t.attname),
	format('%s may %s', coalesce(r.rolname, 'everybody'), lower(a.privilege_type))
from pg_catalog.pg_attribute t
join pg_catalog.pg_class c on c.oid = t.attrelid
join ours n on n.oid = c.relnamespace
cross join lateral pg_catalog.aclexplode(t.attacl) a
left join pg_catalog.pg_roles r on r.oid = a.grantee
where a.grantee <> c.relowner
union all
select format('%s.%s', n.nspname, c.relname), format('it is owned by %s', r.rolname)
from pg_catalog.pg_class c
join ours n on n.oid = c.relnamespace and n.nspname in ('purse', 'purse_cache')
join pg_catalog.pg_roles r on r.oid = c.relowner
where c.relkind in ('r', 'p', 'v', 'm', 'S') and r.rolname <> 'purse_owner'
union all
select format('function %s.%s', n.nspname, f.proname),
	case when f.proacl is null or exists (select from pg_catalog.aclexplode(f.proacl) x where x.grantee = 0)
			then 'it runs as its owner, and everybody may call it'
		else format('it runs as its owner in the search path "%s", and should in "pg_catalog, pg_temp"',
			coalesce((select substr(x.setting, 13) from unnest(f.proconfig) x (setting)
				where x.setting like 'search\_path=%'), 'of its caller')) end
from pg_catalog.pg_proc f join ours n on n.oid = f.pronamespace
where f.prosecdef and (f.proacl is null
	or exists (select from pg_catalog.aclexplode(f.proacl) x where x.grantee = 0)
	or not exists (select from unnest(f.proconfig) x (setting)
		where x.setting = 'search_path=pg_catalog, pg_temp'))
union all
select format('%s.%s', n.nspname, c.relname), format('the trigger %s is switched off', t.tgname)
from pg_catalog.pg_trigger t
join pg_catalog.pg_class c on c.oid = t.tgrelid
join ours n on n.oid = c.relnamespace
where t.tgenabled not in ('O', 'A')
	and (t.tgisinternal or t.tgname not in ('never_changed', 'never_deleted', 'counts_on'))
union all
select format('%s.%s', n.nspname, c.relname), format('the constraint %s is not proven', k.conname)
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join ours n on n.oid = c.relnamespace
where not k.convalidated
union all
select format('index purse.%s', w.name), 'it is not there, not unique or not in use'
from (values ('record_key'), ('record_supersedes_key'), ('lot_purchase_key'),
	('entry_key_key'), ('entry_reverses_key'), ('posting_pkey'), ('period_close_pkey'), ('stream_key_key'),
	('basis_sha256_key'), ('charge_reverses'), ('charge_step'), ('charge_once'), ('counter_pkey'),
	('document_issuer_series_number_key')) w (name)
left join pg_catalog.pg_class c on c.relname = w.name
	and c.relnamespace = (select n.oid from ours n where n.nspname = 'purse')
left join pg_catalog.pg_index i on i.indexrelid = c.oid
where i.indexrelid is null or not i.indisunique or not i.indisvalid or not i.indisready
