-- R4: a stream of shares has one set of parties: each has a charge in every step that shares a cost, and the
-- steps of any stream are numbered without gaps. A new set of parties is a new stream.
select format('stream %s of agreement %s', u.stream, coalesce(a.code, '?')) as place,
	case when u.last - u.first + 1 <> u.steps
		then format('its steps run from %s to %s, and there are %s', u.first, u.last, u.steps)
		else format('%s schools were charged in %s steps, and there are %s parts', u.schools, u.share_steps,
			u.parts)
	end as what
from (
	select c.stream, min(c.seq) as first, max(c.seq) as last, count(distinct c.seq) as steps,
		count(distinct c.seq) filter (where c.kind = 'share') as share_steps,
		count(distinct c.customer) filter (where c.kind = 'share') as schools,
		count(*) filter (where c.kind = 'share') as parts
	from purse.charge c where c.stream is not null group by c.stream) u
left join purse.stream t on t.id = u.stream
left join purse.agreement a on a.id = t.agreement
where u.last - u.first + 1 <> u.steps or u.parts <> u.share_steps * u.schools
