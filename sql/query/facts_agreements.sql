-- Agreements in their versions. $1 agreements, null for all.
select v.agreement, a.code, v.record, v.valid_from, v.valid_to, v.lead, v.name, v.kind, v.basis, v.supply,
	v.presentation,
	v.income_code, v.cost_code, v.lapse_basis, v.payment_days, v.brokerage,
	v.brokerage_is
from purse_view.agreement_version v join purse_view.agreement a on a.id = v.agreement
where $1::int[] is null or v.agreement = any ($1::int[])
order by v.agreement, v.valid_from
