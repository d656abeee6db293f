-- Movements of lots in the order in which they were posted, with the kind of their charge and the Ref of the
-- activity where the reader may see it. What settles carries and what fractions leave come of no activity;
-- a movement whose charge the reader may not see is taken to come of one. $1 lots.
select m.lot, m.kind, s.code as school, m.quantity, m.date, m.pence, m.exact_numerator, m.exact_denominator,
	m.charge,
	c.pence as charged, c.kind as charge_kind, r.ref,
	m.charge is not null and m.kind <> 'residue' and (c.id is null or c.source is not null) and r.id is null
		as is_hidden, sum(m.quantity) over w as units_left, sum(m.pence) over w as posted_left
from purse_view.lot l join purse_view.lot_movement m on m.lot = l.id
	join purse_view.school s on s.id = m.school
left join purse_view.charge c on c.id = m.charge left join purse_view.record r on r.id = c.source
where l.id = any ($1::bigint[])
window w as (partition by m.lot order by m.id)
order by m.lot, m.id
