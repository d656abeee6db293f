-- R16: each right was given or taken by somebody who could: a manager of that school or of all schools at the
-- time. The first right of the books comes with them.
select format('right of %s as %s of %s, %s on %s', e.login, e.role, case e.school when 0 then 'all schools'
		else purse.code_of(e.school) end, case when e.granted then 'given' else 'taken' end,
		to_char(e.changed_at, 'YYYY-MM-DD HH24:MI')) as place,
	format('%s changed it, who had no right to', e.changed_by) as what
from purse.right_event e
where e.id > (select min(f.id) from purse.right_event f) and not exists (
	select from (
		select distinct on (r.school) r.granted from purse.right_event r
		where r.login = e.changed_by and r.role = 'manager' and r.school in (0, e.school) and r.id < e.id
		order by r.school, r.id desc) held
	where held.granted)
