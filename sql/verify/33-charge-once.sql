-- R13: an activity or a purchase is charged once to a school (from each lot), not counting charges that were
-- reversed.
select format('%s, school %s', purse.record_words(c.source), purse.code_of(c.customer)) as place,
	format('it is charged %s times, the last time by %s', count(*), purse.charge_words(max(c.id))) as what
from purse.charge c
left join purse.charge r on r.reverses = c.id
where c.source is not null and c.reverses is null and c.adjusts is null and r.id is null
group by c.source, c.customer, coalesce(c.lot, 0) having count(*) > 1
