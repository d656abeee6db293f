-- What each school drew from lots, bore of what lapsed (and by which charge), and has in fractions of a
-- penny. $1 lots.
select l.id as lot, s.code as school, sum(u.units) as units, sum(u.drawn) as drawn, sum(u.lapsed) as lapsed,
	sum(u.residue) as residue, max(u.lapse) as lapse_charge,
	min(y.carry_out_numerator) as carry_numerator, min(y.carry_out_denominator) as carry_denominator
from purse_view.lot l
join lateral (
	select m.school, -m.quantity as units, 0 as drawn, 0 as lapsed, 0 as residue, null::bigint as lapse
	from purse_view.lot_movement m where m.lot = l.id and m.kind in ('drawn', 'returned')
	union all
	select c.customer, 0, case when c.kind in ('draw', 'settle') then c.pence else 0 end,
		case when c.kind = 'lapse' then c.pence else 0 end,
		case when c.kind = 'residue' then c.pence else 0 end, case when c.kind = 'lapse' then c.id end
	from purse_view.charge c where c.stream = l.stream
	union all
	select m.school, 0, -m.pence, 0, 0, null
	from purse_view.lot_movement m join purse_view.charge c on c.id = m.charge and c.stream is null
	where m.lot = l.id and m.kind in ('drawn', 'returned')) u on true
join purse_view.school s on s.id = u.school
left join lateral (select c.carry_out_numerator, c.carry_out_denominator from purse_view.charge c
	where c.stream = l.stream and c.customer = u.school order by c.seq desc limit 1) y on true
where l.id = any ($1::bigint[])
group by l.id, s.code order by l.id, s.code
