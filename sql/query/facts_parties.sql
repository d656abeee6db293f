-- Parties with the dates of their funds. $1 agreements, null for all.
select p.agreement, p.school, p.position, p.valid_from, p.valid_to, p.share_numerator, p.share_denominator,
	p.cost_code, p.fund,
	f.valid_from as fund_from, f.valid_to as fund_to, p.cost_centre, p.purchase_order,
	p.use
from purse_view.party p left join purse_view.party_fund f on f.fund = p.fund
where $1::int[] is null or p.agreement = any ($1::int[])
order by p.agreement, p.position, p.valid_from, p.school
