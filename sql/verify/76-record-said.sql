-- What was imported stands: each value of a record's table is the one that its row in the file had, and the
-- record is that school's whose row it is.
select format('%s.csv, %s, column %s', replace(r.kind, '_', '-'), r.ref, u.heading) as place,
	format('%s stands there, and %s was imported by %s on %s', coalesce('"' || u.stands || '"', 'nothing'),
		coalesce('"' || u.said || '"', 'nothing'), r.recorded_by, to_char(r.recorded_at,
			'YYYY-MM-DD')) as what
from purse.record_said u join purse.record r on r.id = u.record
where u.stands is distinct from u.said
union all
select format('%s.csv, %s', replace(r.kind, '_', '-'), r.ref),
	format('it is recorded for %s, and its row names %s', coalesce(s.code, 'all schools'),
		coalesce(r.content[k.owner_column], 'nobody'))
from purse.record r join purse.import_kinds() k on k.kind = r.kind and k.owner_column > 0
left join purse.school s on s.id = r.owner
where s.code is distinct from r.content[k.owner_column]
