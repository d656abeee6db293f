-- The shares of the same step of a stream as charges that share a cost or what lapsed, with the frozen
-- weights and the counts of pupils they came from, by position in the agreement. $1 charges.
select c.id, c.stream, c.seq, c.kind, k.code, c.pence, c.exact_numerator, c.exact_denominator,
	c.carry_in_numerator,
	c.carry_in_denominator, c.carry_out_numerator, c.carry_out_denominator, w.position, w.weight_numerator,
	w.weight_denominator, n.date as counted_on, n.source as counted_by, b.share_key, b.key_date
from (select distinct x.stream, x.seq from purse_view.charge x where x.id = any ($1::bigint[])
	and x.kind in ('share', 'lapse')
	and x.reverses is null) t
join purse_view.charge c on c.stream = t.stream and c.seq = t.seq
join purse_view.school k on k.id = c.customer
join purse_view.basis b on b.id = c.basis
left join purse_view.basis_weight w on w.basis = c.basis and w.school = c.customer
left join purse_view.pupil_record n on n.record = w.source
order by c.stream, c.seq, w.position, k.code
