-- R13: records and postings are never changed or deleted: every table of schema purse has its trigger that
-- refuses update, delete and truncate, in force and calling the function that refuses. Statutory tables
-- and counters may be changed, never deleted from; a counter only counts on. The list of migrations and the
-- note of what is installed are the installer's.
with wanted as (
	select c.oid, c.relname, case when k.may_change then 'never_deleted' else 'never_changed' end as name,
		case when k.may_change then 42 else 58 end as events, 'refuse_change' as function
	from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
	cross join lateral (select c.relname = 'counter'
		or c.relname in (select r.name from purse.reference_tables() r) as may_change) k
	where n.nspname = 'purse' and c.relkind in ('r', 'p') and c.relname not in ('migration', 'installation')
	union all
	select c.oid, c.relname, 'counts_on', 19, 'counter_counts_on'
	from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
	where n.nspname = 'purse' and c.relname = 'counter'
)
select format('table purse.%s', w.relname) as place,
	case when t.oid is null then format('the trigger %s is not there', w.name)
		when t.tgenabled not in ('O', 'A') then format('the trigger %s is switched off', w.name)
		when t.tgtype <> w.events or t.tgqual is not null or cardinality(t.tgattr::int2[]) <> 0 then
			format('the trigger %s does not see every change', w.name)
		else format('the trigger %s does not call purse.%s', w.name, w.function) end as what
from wanted w
left join pg_catalog.pg_trigger t on t.tgrelid = w.oid and t.tgname = w.name and not t.tgisinternal
left join pg_catalog.pg_proc f on f.oid = t.tgfoid
left join pg_catalog.pg_namespace n on n.oid = f.pronamespace
where t.oid is null or t.tgenabled not in ('O', 'A') or t.tgtype <> w.events or t.tgqual is not null
	or cardinality(t.tgattr::int2[]) <> 0 or n.nspname <> 'purse' or f.proname <> w.function
union all
select 'function purse.' || f.proname, 'it does not refuse'
from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
where n.nspname = 'purse' and ((f.proname = 'refuse_change'
	and (f.prosrc not like '%raise exception using errcode = ''LG311''%' or f.prosrc ilike '%return%'))
	or (f.proname = 'counter_counts_on' and f.prosrc not like '%raise exception using errcode = ''LG311''%'))
