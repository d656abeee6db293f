-- R13: an activity or a purchase is charged once to a school (from each lot), not counting charges that were
-- reversed.
select format('source %s, school %s', c.source, coalesce(s.code, '?')) as place,
	format('it is charged %s times, the last time by charge %s', count(*), max(c.id)) as what
from purse.charge c
left join purse.charge r on r.reverses = c.id
left join purse.school s on s.id = c.customer
where c.source is not null and c.reverses is null and r.id is null
group by c.source, c.customer, s.code, coalesce(c.lot, 0) having count(*) > 1
