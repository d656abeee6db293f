-- R5: what leaves a lot is what is charged: each movement but the purchase belongs to charges of the lot, of
-- the fitting kind, with the same pence and credits; and the exact values charged make up the exact cost of
-- the credits that are gone. Fractions of one denominator are added first, then the sums, over their lowest
-- common denominator.
with recursive moved as (
	select m.lot, sum(m.pence) filter (where m.kind <> 'bought') as pence, sum(m.quantity) as left
	from purse.lot_movement m group by m.lot
), charged as (
	select c.lot, sum(c.pence) as pence from purse.charge c
	where c.lot is not null and c.kind <> 'line' group by c.lot
), priced as (
	select m.lot from purse.lot_movement m join purse.charge c on c.id = m.charge where c.kind = 'line'
), term as (
	select u.lot, u.n, u.d, row_number() over (partition by u.lot order by u.d) as k
	from (
		select c.lot, c.exact_denominator as d, sum(c.exact_numerator) as n
		from purse.charge c where c.lot is not null and c.kind <> 'line' group by 1, 2) u
), adding as (
	select t.lot, t.k, t.n, t.d from term t where t.k = 1
	union all
	select a.lot, t.k, a.n * div(m.d, a.d) + t.n * div(m.d, t.d), m.d
	from adding a join term t on t.lot = a.lot and t.k = a.k + 1
	cross join lateral (select lcm(a.d, t.d) as d) m
), whole as (
	select distinct on (a.lot) a.lot, a.n, a.d from adding a order by a.lot, a.k desc
)
select format('movement %s of %s, %s', m.id, purse.lot_words(m.lot), purse.charge_words(m.charge)) as place,
	case when c.id is null then 'its charge is not there'
		when c.kind <> 'line' and c.lot is distinct from m.lot then 'its charge is of another lot'
		when m.kind <> f.fitting then format('it is %s by a %s, which fits %s', m.kind, c.kind, f.fitting)
		when c.kind <> 'line' and m.pence <> -c.pence
			then format('it moves %s, and %s is charged', purse.pounds(m.pence), purse.pounds(c.pence))
		else format('it moves %s credits, and %s are charged', m.quantity, c.quantity) end as what
from purse.lot_movement m
left join purse.charge c on c.id = m.charge
cross join lateral (
	select case when c.reverses is not null then 'returned' when c.kind = 'lapse' then 'lapsed'
		when c.kind = 'residue' then 'residue' else 'drawn' end as fitting) f
where m.charge is not null and (c.id is null or m.kind <> f.fitting
	or (c.kind <> 'line' and (c.lot is distinct from m.lot or m.pence <> -c.pence
		or abs(m.quantity) <> coalesce(abs(c.quantity), 0))))
union all
select purse.charge_words(c.id),
	format('%s credits left the lots, and %s are charged', -m.quantity, c.quantity)
from purse.charge c
join (select x.charge, sum(x.quantity) as quantity from purse.lot_movement x group by x.charge) m
	on m.charge = c.id
where c.kind = 'line' and abs(m.quantity) <> c.quantity
union all
select format('movement %s of %s', m.id, purse.lot_words(m.lot)),
	format('%s/%s pence are not the cost of %s credits', m.exact_numerator, m.exact_denominator, m.quantity)
from purse.lot_movement m join purse.lot l on l.id = m.lot
where abs(m.exact_numerator) * l.quantity <> abs(m.quantity) * abs(l.cost) * m.exact_denominator
union all
select purse.lot_words(l.id),
	format('its movements took %s out of it, and %s was charged', purse.pounds(-coalesce(m.pence, 0)),
		purse.pounds(coalesce(c.pence, 0)))
from purse.lot l left join moved m on m.lot = l.id left join charged c on c.lot = l.id
where coalesce(m.pence, 0) <> -coalesce(c.pence, 0) and l.id not in (select p.lot from priced p)
union all
select purse.lot_words(l.id),
	format('%s of %s credits are left, and %s/%s of %s pence are charged', m.left, l.quantity, w.n, w.d,
		l.cost)
from purse.lot l join moved m on m.lot = l.id join whole w on w.lot = l.id
where w.n * l.quantity <> l.cost * (l.quantity - m.left) * w.d and l.id not in (select p.lot from priced p)
