-- Costs of staff that a batch shared. $1 the batch.
select k.record, k.ref, k.description, k.agreement, k.school, k.service_from, k.service_to, k.amount
from purse_view.staff_cost_told k
where k.record in (select c.source from purse_view.charge c where c.batch = $1::bigint and c.kind = 'share')
order by k.record
