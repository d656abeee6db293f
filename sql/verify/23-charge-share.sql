-- R4: the exact part of a shared cost is cost x weight / sum of the weights frozen in its basis. The weights
-- are added as fractions, over their lowest common denominator, one school after the other.
with recursive weight as (
	select w.basis, w.school, w.weight_numerator as n, w.weight_denominator as d,
		row_number() over (partition by w.basis order by w.school) as k
	from purse.basis_weight w
), adding as (
	select w.basis, w.k, w.n, w.d from weight w where w.k = 1
	union all
	select a.basis, w.k, a.n * div(m.d, a.d) + w.n * div(m.d, w.d), m.d
	from adding a join weight w on w.basis = a.basis and w.k = a.k + 1
	cross join lateral (select lcm(a.d, w.d) as d) m
), whole as (
	select distinct on (a.basis) a.basis, a.n, a.d from adding a order by a.basis, a.k desc
)
select purse.charge_words(c.id) as place,
	case when w.basis is null then 'the school has no share'
		when c.cost is null then 'the cost that it is a share of is not stated'
		else format('its exact part is %s/%s pence, which is not the share %s/%s in %s/%s of %s',
			c.exact_numerator, c.exact_denominator, w.n, w.d, t.n, t.d, purse.pounds(c.cost)) end as what
from purse.charge c
left join weight w on w.basis = c.basis and w.school = c.customer
left join whole t on t.basis = c.basis
where c.kind = 'share' and c.reverses is null and (w.basis is null or c.cost is null
	or c.exact_numerator * t.n * w.d <> c.cost * w.n * c.exact_denominator * t.d)
