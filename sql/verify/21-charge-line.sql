-- R3: a line is quantity x price, or x what a leg of a brokered activity costs of it: exact pence =
-- quantity x price x 100, and the pence are those nearest to
-- it, half away from zero. Compared by multiplying out, never by dividing.
select purse.charge_words(c.id) as place,
	case when c.quantity is null or b.price is null then 'a line lacks its quantity or its price'
		when c.exact_numerator <> c.quantity * l.price * 100 * c.exact_denominator then
			format('%s x %s is not %s/%s pence', c.quantity, l.price, c.exact_numerator, c.exact_denominator)
		else format('%s is not the penny nearest %s/%s pence', purse.pounds(c.pence), c.exact_numerator,
			c.exact_denominator) end as what
from purse.charge c join purse.basis b on b.id = c.basis
cross join lateral (select case when b.leg = 'home' and b.brokerage_is = 'deducted'
			then b.price - b.price * b.brokerage * 0.01
		when b.leg = 'client' and b.brokerage_is = 'added' then b.price + b.price * b.brokerage * 0.01
		else b.price end as price) l
where c.kind = 'line' and c.reverses is null and (c.quantity is null or b.price is null
	or c.exact_numerator <> c.quantity * l.price * 100 * c.exact_denominator
	or c.pence * c.exact_numerator < 0
	or 2 * abs(c.exact_numerator) < (2 * abs(c.pence::numeric) - 1) * c.exact_denominator
	or 2 * abs(c.exact_numerator) >= (2 * abs(c.pence::numeric) + 1) * c.exact_denominator)
