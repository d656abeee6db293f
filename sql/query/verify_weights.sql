-- Frozen shares of the charges of a batch, by basis and position. $1 the batch.
select w.basis, w.school, w.position, w.weight_numerator, w.weight_denominator, w.source
from purse_view.basis_weight w
where w.basis in (select c.basis from purse_view.charge c where c.batch = $1::bigint and c.reverses is null)
order by w.basis, w.position, w.school
