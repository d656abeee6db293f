-- R5: the exact value of credits drawn is the lot's cost of that quantity: cost x quantity / all credits of
-- the lot; the lead of the lot is who charges, and the lot was valid on the day.
select format('%s, %s', purse.charge_words(c.id), purse.lot_words(c.lot)) as place,
	case when c.lot is null then 'credits are drawn from no lot'
		when c.quantity is null then 'the number of credits is not stated'
		when c.provider <> l.lead then 'another school than the lot''s lead charges'
		when c.stream <> l.stream then 'it runs in another stream than that of the lot'
		when c.service_from not between l.valid_from and l.valid_to then
			format('%s is not between %s and %s', c.service_from, l.valid_from, l.valid_to)
		else format('its exact part is %s/%s pence, which is not the cost of %s of %s credits for %s',
			c.exact_numerator, c.exact_denominator, c.quantity, l.quantity, purse.pounds(l.cost))
	end as what
from purse.charge c left join purse.lot l on l.id = c.lot
where c.kind = 'draw' and c.reverses is null and (c.lot is null or c.quantity is null or c.provider <> l.lead
	or c.stream <> l.stream or c.service_from not between l.valid_from and l.valid_to
	or c.exact_numerator * l.quantity <> l.cost * c.quantity * c.exact_denominator)
