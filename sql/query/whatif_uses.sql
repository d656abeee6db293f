-- What was used at a price or drawn, by agreement, item, unit, provider and customer, for service in some
-- days; what is left of fractions and carries beside it. $1 agreements; $2 first and $3 last day. A row for
-- each denominator of the exact pence. Reversed charges cancel out; arrears are of a quantity counted before.
select c.agreement, b.item, b.unit, c.provider, c.customer, c.kind in ('draw', 'settle', 'residue') as drawn,
	sum(case when c.kind not in ('line', 'draw') then 0 when c.reverses is null then c.quantity
		else -c.quantity end) as quantity,
	sum(c.pence)::bigint as pence, sum(c.exact_numerator) as exact_numerator, c.exact_denominator
from purse_view.charge c join purse_view.basis b on b.id = c.basis
where c.agreement = any ($1::int[]) and c.kind in ('line', 'arrears', 'draw', 'settle', 'residue')
	and c.service_from between $2::date and $3::date
group by c.agreement, b.item, b.unit, c.provider, c.customer, 6, c.exact_denominator
order by c.agreement, b.item, b.unit, c.provider, c.customer, 6, c.exact_denominator
