-- Costs of staff to share, in the order of charging. $1 the last day, $2 agreements.
select k.record, k.ref, k.description, k.agreement, k.school, k.service_from, k.service_to, k.amount
from purse_view.uncharged_staff_cost k
where k.service_from <= $1::date and k.agreement = any ($2::int[])
	and k.school = any ((select purse_api.my_schools_to_write())::int[])
order by k.service_from, k.record
