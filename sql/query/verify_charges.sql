-- The charges of a batch in the order in which they were made, with their frozen basis and their source. $1
-- the batch.
select d.id, d.kind, d.source, d.source_kind, d.ref, d.lot, d.stream_key, d.seq, d.reverses, d.adjusts,
	d.pence,
	d.cost, d.agreement, d.provider,
	d.customer, d.service_from, d.service_to, d.quantity, d.exact_numerator, d.exact_denominator,
		d.carry_in_numerator,
	d.carry_in_denominator, d.carry_out_numerator, d.carry_out_denominator, d.basis, d.price_record, d.item,
		d.unit, d.entry, d.leg, d.brokerage, d.brokerage_is,
	a.date as activity_date, a.quantity as activity_quantity, a.item as activity_item,
		a.unit as activity_unit, a.service_to as activity_service_to,
	format('charge %s%s (%s to %s, %s, %s)', d.id, ' of ' || d.ref, p.code, k.code, g.code,
		d.service_from) as place
from purse_view.charge_detail d left join purse_view.activity a on a.record = d.source
left join purse_view.counterparty p on p.id = d.provider
left join purse_view.counterparty k on k.id = d.customer
left join purse_view.agreement g on g.id = d.agreement
where d.batch = $1::bigint order by d.id
