-- Lots with how they stand. $1 lots.
select l.id, l.purchase, g.code as agreement, s.code as lead, s.name as lead_name, l.quantity, l.cost,
	l.list_price, l.valid_from,
	l.valid_to, r.ref, l.units_left, l.posted_left, l.is_booked
from purse_view.lot_state l join purse_view.agreement g on g.id = l.agreement
	join purse_view.school_now s on s.id = l.lead
left join purse_view.record r on r.id = l.purchase
where l.id = any ($1::bigint[]) order by l.id
