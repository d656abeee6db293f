-- What is stated of agreements for VAT. $1 agreements, null for all.
select s.agreement, s.record, s.fact, s.valid_from, s.valid_to, s.answer, s.evidence
from purse_view.supply_fact s where $1::int[] is null or s.agreement = any ($1::int[])
order by s.agreement, s.valid_from, s.record
