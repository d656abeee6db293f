-- What came in for funds. $1 funds.
select p.fund, r.ref, p.date, p.amount, p.description
from purse_view.grant_payment p left join purse_view.record r on r.id = p.record
where p.fund = any ($1::int[]) order by p.fund, p.date, p.record
