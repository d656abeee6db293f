-- R16: who reads through the views sees the rows of the schools granted, and no other: on each table that is
-- a school's, row security is on, its one policy lets purse_viewer read and asks for the reader's schools or
-- agreements; pay and the names of people are closed to it; and purse_viewer has no way round.
with guarded (name, asks) as (values
	('record', 'my_schools'), ('bank_detail', 'my_schools'), ('fund', 'my_schools'), ('person', 'my_schools'),
	('opening_balance', 'my_schools'), ('activity', 'my_schools'), ('posting', 'my_schools'),
		('document', 'my_schools'),
	('agreement', 'my_agreements'), ('agreement_version', 'my_agreements'), ('party', 'my_agreements'),
	('approval', 'my_agreements'), ('price', 'my_agreements'), ('purchase', 'my_agreements'),
		('lot', 'my_agreements'),
	('price_working', 'my_schools'), ('post', 'my_schools'), ('post_detail', 'my_schools'),
	('shared_post', 'my_schools'), ('interest', 'my_schools'), ('proposal', 'my_agreements'),
	('recommendation', 'my_agreements'), ('meter_reading', 'my_agreements'), ('use_share', 'my_agreements'),
	('price_tier', 'my_agreements'), ('objective', 'my_partnerships'),
	('agreement_objective', 'my_agreements'),
		('impact_note', 'my_partnerships'),
	('payroll', 'my_schools'), ('staff_working', 'my_schools'), ('staff_cost', 'my_agreements'),
	('quote', 'my_agreements'), ('stream', 'my_agreements'), ('charge', 'my_agreements'),
	('cut_off', 'my_schools'), ('expected_purchase', 'my_agreements'), ('accrual', 'my_agreements')
), viewer as (
	select r.* from pg_catalog.pg_roles r where r.rolname = 'purse_viewer'
)
select format('table purse.%s', g.name) as place,
	case when c.oid is null then 'it is not there'
		when not c.relrowsecurity then 'row security is off'
		when p.oid is null then 'the policy "reads" is not there'
		when p.polcmd <> 'r' or not p.polpermissive or p.polroles <> array[v.oid] then
			'the policy "reads" is not one that lets purse_viewer read'
		else format('the policy "reads" does not ask for %s', g.asks) end as what
from guarded g
cross join viewer v
left join pg_catalog.pg_class c on c.relname = g.name
	and c.relnamespace = (select n.oid from pg_catalog.pg_namespace n where n.nspname = 'purse')
left join pg_catalog.pg_policy p on p.polrelid = c.oid and p.polname = 'reads'
where c.oid is null or not c.relrowsecurity or p.oid is null or p.polcmd <> 'r' or not p.polpermissive
	or p.polroles <> array[v.oid]
	or pg_catalog.pg_get_expr(p.polqual, p.polrelid) not like '%= ANY (( SELECT purse.' || g.asks || '(%'
	or pg_catalog.pg_get_expr(p.polqual, p.polrelid) ~* '\mtrue\M|\mis null\M|1 = 1'
union all
select format('table purse.%s', c.relname), format('the policy "%s" lets more be read or written', p.polname)
from pg_catalog.pg_policy p
join pg_catalog.pg_class c on c.oid = p.polrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'purse' and p.polname <> 'reads' and p.polpermissive
union all
select format('table %s.%s', n.nspname, c.relname), 'purse_viewer may read it'
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace cross join viewer v
where ((n.nspname = 'purse' and c.relname in ('person_name', 'basis_pay'))
		or (n.nspname = 'purse_cache' and c.relkind in ('r', 'p')))
	and pg_catalog.has_table_privilege(v.oid, c.oid, 'select')
union all
select 'role purse_viewer', 'it is a superuser, goes round row security, or is a member of the owner'
from viewer v where v.rolsuper or v.rolbypassrls or pg_catalog.pg_has_role(v.oid, 'purse_owner', 'member')
union all
select 'role purse_viewer',
	format('it owns %s.%s, which row security then does not bind', n.nspname, c.relname)
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join viewer v on v.oid = c.relowner
where c.relkind in ('r', 'p', 'm', 'f')
union all
select format('view purse_view.%s', c.relname),
	'it is not owned by purse_viewer, so row security does not bind it'
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace cross join viewer v
where n.nspname = 'purse_view' and c.relkind in ('v', 'm') and c.relowner <> v.oid
