-- Costs that were shared, each part: purchases, costs of staff, credits that lapsed, for service in some
-- days, in the order in which they were charged. $1 agreements; $2 first and $3 last day. Reversed charges
-- cancel out.
select c.agreement, c.kind = 'lapse' as lapsed, c.source, c.lot, c.customer, b.share_key,
	w.weight_numerator, w.weight_denominator, sum(c.pence)::bigint as pence,
	p.record as purchase, coalesce(p.description, k.role, 'unused credits') as item,
	case when p.record is not null then 'purchase' when k.record is not null then 'month' else 'share' end
		as unit,
	coalesce(p.added_cost, c.kind = 'lapse') as added, coalesce(k.kind <> 'true-up', true) as counts_once
from purse_view.charge c join purse_view.basis b on b.id = c.basis
left join purse_view.basis_weight w on w.basis = c.basis and w.school = c.customer
left join purse_view.purchase p on p.record = c.source and c.kind = 'share'
left join purse_view.staff_cost k on k.record = c.source and c.kind = 'share'
where c.agreement = any ($1::int[]) and c.kind in ('share', 'lapse')
	and c.service_from between $2::date and $3::date
group by 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, w.position
order by c.agreement, min(min(c.id)) over (partition by c.agreement, c.kind = 'lapse', c.source, c.lot),
	c.source, c.lot, w.position, c.customer
