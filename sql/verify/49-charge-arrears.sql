-- R7: arrears adjust one charge of the same activity that stands, by an award for the price that it was made
-- from: pence = the quantity at the new price, to the penny, less the quantity at the old one, to the penny;
-- the exact value is the difference of the two. Each charge is adjusted once.
select purse.charge_words(c.id) as place,
	case when o.id is null then format('it adjusts charge %s, which is not there', c.adjusts)
		when o.kind not in ('line', 'arrears') or o.reverses is not null
			then format('it adjusts %s, which is no charge at a price', purse.charge_words(o.id))
		when (o.source, o.agreement, o.provider, o.customer, o.quantity, o.service_from)
			is distinct from (c.source, c.agreement, c.provider, c.customer, c.quantity, c.service_from)
			then format('it does not say what %s says', purse.charge_words(o.id))
		when p.award is null then format('%s is no award', purse.record_words(b.price_record))
		when (p.item, p.unit, p.agreement) is distinct from (f.item, f.unit, o.agreement)
			then 'its award is for another item than the charge that it adjusts'
		when c.exact_numerator <> c.quantity * (l.price - l.before) * 100 * c.exact_denominator
			then format('%s x (%s - %s) is not %s/%s pence', c.quantity, l.price, l.before, c.exact_numerator,
				c.exact_denominator)
		when v.id is not null and w.id is null
			then format('%s is reversed, and what adjusts it is not', purse.charge_words(o.id))
		when c.pence <> sign(l.price) * trunc(abs(c.quantity * l.price * 100) + 0.5)
				- sign(l.before) * trunc(abs(c.quantity * l.before * 100) + 0.5)
			then format('%s is not the difference of the two lines', purse.pounds(c.pence)) end as what
from purse.charge c
join purse.basis b on b.id = c.basis
left join purse.price p on p.record = b.price_record
left join purse.charge o on o.id = c.adjusts
left join purse.basis f on f.id = o.basis
cross join lateral (select case when b.leg = 'home' and b.brokerage_is = 'deducted'
			then b.price - b.price * b.brokerage * 0.01
		when b.leg = 'client' and b.brokerage_is = 'added' then b.price + b.price * b.brokerage * 0.01
		else b.price end as price,
	case when f.leg = 'home' and f.brokerage_is = 'deducted' then f.price - f.price * f.brokerage * 0.01
		when f.leg = 'client' and f.brokerage_is = 'added' then f.price + f.price * f.brokerage * 0.01
		else f.price end as before) l
left join purse.charge v on v.reverses = o.id
left join purse.charge w on w.reverses = c.id
where c.adjusts is not null and (o.id is null or o.kind not in ('line', 'arrears') or o.reverses is not null
	or (o.source, o.agreement, o.provider, o.customer, o.quantity, o.service_from)
		is distinct from (c.source, c.agreement, c.provider, c.customer, c.quantity, c.service_from)
	or p.award is null or (p.item, p.unit, p.agreement) is distinct from (f.item, f.unit, o.agreement)
	or c.exact_numerator <> c.quantity * (l.price - l.before) * 100 * c.exact_denominator
	or (v.id is not null and w.id is null)
	or c.pence <> sign(l.price) * trunc(abs(c.quantity * l.price * 100) + 0.5)
		- sign(l.before) * trunc(abs(c.quantity * l.before * 100) + 0.5))
union all
select purse.charge_words(c.adjusts), format('it is adjusted %s times', count(*))
from purse.charge c where c.adjusts is not null group by c.adjusts having count(*) > 1
