-- Movements of lots, summed by lot: what is left. No parameters.
select m.lot, sum(m.quantity) as units, sum(m.pence) as pence,
	format('lot %s (%s, %s)', m.lot, r.ref, a.code) as place
from purse_view.lot_movement m left join purse_view.lot l on l.id = m.lot
left join purse_view.record r on r.id = l.purchase left join purse_view.agreement a on a.id = l.agreement
group by m.lot, r.ref, a.code order by m.lot
