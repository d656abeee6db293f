-- Charges to reverse because their activity was corrected. $1 the last day of the correction, $2 agreements,
-- $3 charges (null: those corrected). With $3 the charges named, corrected or not.
select c.id, c.source, c.lot, c.entry, c.kind, s.key as stream_key, c.quantity, b.price as basis_price,
	r.ref, b.price_record,
	b.item, b.unit, c.agreement, c.provider, c.customer, c.service_from, c.service_to, c.pence,
		c.exact_numerator,
	c.exact_denominator, x.reason, b.leg, b.brokerage, b.brokerage_is,
	h.fund as fund, h.borne as fund_borne, h.rule as fund_rule, h.use as fund_use, h.decision as fund_decision
from purse_view.charge c join purse_view.basis b on b.id = c.basis left join purse_view.stream s
	on s.id = c.stream
left join purse_view.fund_use h on h.charge = c.id
left join purse_view.record r on r.id = c.source left join purse_view.corrected_charge x on x.id = c.id
where case when $3::bigint[] is null then x.corrected_on <= $1::date and c.agreement = any ($2::int[])
		and c.provider = any ((select purse_api.my_schools_to_write())::int[])
	else c.id = any ($3::bigint[]) end
order by c.id
