-- Credits that lapse soon. $1 today, $2 how many days ahead.
select a.code as agreement, k.code as lead, trim_scale(l.units_left) as units_left,
	trim_scale(l.quantity) as quantity, l.posted_left, l.valid_to
from purse_view.lot_state l join purse_view.agreement a on a.id = l.agreement
join purse_view.counterparty k on k.id = l.lead
where l.is_booked and l.units_left > 0 and l.valid_to > $1::date and l.valid_to <= $1::date + $2::int
order by l.valid_to, a.code, l.id
