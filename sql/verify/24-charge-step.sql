-- R4: the parts of one step of a stream add up to the cost that is shared, and are the parts of one cost: one
-- source, basis and entry, one part for every school whose share is not zero.
select format('%s, from %s on', purse.step_words(u.stream, u.seq), purse.charge_words(u.first)) as place,
	case when u.mixed then 'its charges are not parts of one cost'
		when u.pence <> u.cost
			then format('its parts add up to %s, and the cost is %s', purse.pounds(u.pence),
				purse.pounds(u.cost))
		else format('it has %s parts, and %s schools have a share', u.parts, coalesce(w.schools, 0))
			end as what
from (
	select c.stream, c.seq, min(c.basis) as basis, min(c.id) as first, sum(c.pence) as pence,
		min(c.cost) as cost,
		count(*) filter (where c.exact_numerator <> 0 or c.cost = 0) as parts,
		min(c.cost) <> max(c.cost) or min(c.basis) <> max(c.basis) or min(c.source) <> max(c.source)
			or min(c.entry) <> max(c.entry) or min(c.provider) <> max(c.provider) or count(c.cost) <> count(*)
			or count(c.source) <> count(*) as mixed
	from purse.charge c where c.kind = 'share' and c.reverses is null group by c.stream, c.seq) u
left join (
	select b.basis, count(*) as schools from purse.basis_weight b where b.weight_numerator <> 0
	group by b.basis) w
	on w.basis = u.basis
where u.mixed or u.pence <> u.cost or u.parts is distinct from w.schools
