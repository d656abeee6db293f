-- How people decided the VAT of agreements. $1 agreements, null for all.
select d.agreement, d.record, d.customer, d.valid_from, d.valid_to, d.treatment,
	d.reason, d.decided_by
from purse_view.vat_decision d where $1::int[] is null or d.agreement = any ($1::int[])
order by d.agreement, d.valid_from, d.record
