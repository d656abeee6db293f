-- R5: a lot is what its purchase says: agreement, lead and cost are those of the purchase, and its stream is
-- its own. What was bought comes in once, with the quantity and the cost of the lot, before anything else.
select purse.lot_words(l.id) as place,
	case when p.record is null then 'its purchase is not there'
		when p.agreement <> l.agreement or p.buyer <> l.lead
			then 'it is of another agreement or school than its purchase'
		when p.net + p.vat - p.vat_reclaimed <> l.cost then
			format('its cost is %s, and the purchase cost %s', purse.pounds(l.cost),
				purse.pounds(p.net + p.vat - p.vat_reclaimed))
		when t.id is null or t.kind <> 'lot' or t.agreement <> l.agreement
			then 'its stream is not one of a lot of its agreement'
		when m.bought <> 1 then format('it was bought %s times', m.bought)
		when m.first_bought <> m.first then 'something moved before it was bought'
		else 'what was bought is not the quantity and the cost of the lot, of its lead' end as what
from purse.lot l
left join purse.purchase p on p.record = l.purchase
left join purse.stream t on t.id = l.stream
left join (
	select x.lot, count(*) filter (where x.kind = 'bought') as bought, min(x.id) as first,
		min(x.id) filter (where x.kind = 'bought') as first_bought,
		sum(x.quantity) filter (where x.kind = 'bought') as quantity,
		sum(x.pence) filter (where x.kind = 'bought') as pence,
		min(x.school) filter (where x.kind = 'bought') as school,
		bool_and(x.exact_numerator = x.pence * x.exact_denominator) filter (where x.kind = 'bought') as exact
	from purse.lot_movement x group by x.lot) m on m.lot = l.id
where p.record is null or p.agreement <> l.agreement or p.buyer <> l.lead
	or p.net + p.vat - p.vat_reclaimed <> l.cost
	or t.id is null or t.kind <> 'lot' or t.agreement <> l.agreement
	or (m.lot is not null and (m.bought <> 1 or m.first_bought <> m.first or m.quantity <> l.quantity
		or m.pence <> l.cost or m.school <> l.lead or not m.exact))
