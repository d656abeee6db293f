-- Charges that an award has made too small or too large. $1 the last day of service, $2 agreements.
select c.id, c.source, c.lot, c.entry, c.kind, null as stream_key, c.quantity, b.price as basis_price, c.ref,
	b.price_record, b.item, b.unit, c.agreement, c.provider, c.customer, c.service_from, c.service_to,
	c.pence, c.exact_numerator, c.exact_denominator, null as reason, b.leg, b.brokerage, b.brokerage_is,
	null as fund, null as fund_borne, null as fund_rule, null as fund_use, null as fund_decision
from purse_view.arrears_due c join purse_view.basis b on b.id = c.basis
where c.service_from <= $1::date and c.agreement = any ($2::int[])
	and c.provider = any ((select purse_api.my_schools_to_write())::int[])
order by c.service_from, c.id
