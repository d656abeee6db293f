-- Agreements in their versions; own: the code is named by the agreement, and not the usual one of its supply.
-- $1 agreements, null for all.
select v.agreement, a.code, v.record, v.valid_from, v.valid_to, v.lead, v.name, v.kind, v.basis, v.supply,
	v.presentation,
	v.income_code, v.cost_code, r.content[11] is not null as own_income,
	r.content[12] is not null as own_cost, v.lapse_basis, v.payment_days,
	v.brokerage, v.brokerage_is
from purse_view.agreement_version v join purse_view.agreement a on a.id = v.agreement
join purse_view.record r on r.id = v.record
where $1::int[] is null or v.agreement = any ($1::int[])
order by v.agreement, v.valid_from
