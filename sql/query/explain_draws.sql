-- What charges moved in lots, and how the lot stood after it. $1 charges.
select m.charge, m.lot, m.kind, m.quantity, m.pence, m.exact_numerator, m.exact_denominator,
	l.quantity as lot_quantity,
	l.cost as lot_cost, l.valid_from, l.valid_to, r.ref as lot_ref, p.description as lot_description,
	t.units_left,
	t.posted_left
from purse_view.charge c join purse_view.lot l on l.agreement = c.agreement
join purse_view.lot_movement m on m.lot = l.id and m.charge = c.id
left join purse_view.purchase p on p.record = l.purchase left join purse_view.record r on r.id = l.purchase
cross join lateral (select sum(x.quantity) as units_left, sum(x.pence) as posted_left
	from purse_view.lot_movement x
	where x.lot = m.lot and x.id <= m.id) t
where c.id = any ($1::bigint[])
order by m.charge, m.id
