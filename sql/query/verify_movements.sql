-- Movements of lots, summed by lot: what is left. No parameters.
select m.lot, sum(m.quantity) as units, sum(m.pence) as pence from purse_view.lot_movement m group by m.lot
	order by m.lot
