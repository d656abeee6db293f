-- Lots in the order of drawing. $1 agreements, null for all.
select l.id, l.purchase, l.agreement, l.lead, l.quantity, l.cost, l.valid_from, l.valid_to, l.stream_key,
	l.units_left,
	l.posted_left, l.lapses
from purse_view.lot_state l where $1::int[] is null or l.agreement = any ($1::int[])
order by l.agreement, l.valid_from, l.id
