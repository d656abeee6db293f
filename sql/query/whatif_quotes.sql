-- What schools would pay alone for one unit: of each agreement, school and thing the latest quote. $1
-- agreements.
select distinct on (q.agreement, q.school, q.item, q.unit, q.purchase) q.agreement, q.school, q.item, q.unit,
	q.purchase, q.price
from purse_view.quote q where q.agreement = any ($1::int[])
order by q.agreement, q.school, q.item, q.unit, q.purchase, q.date desc, q.record desc
