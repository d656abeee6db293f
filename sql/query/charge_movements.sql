-- Movements of lots that belong to charges. $1 charges.
select m.charge, m.lot, m.quantity, m.pence, m.exact_numerator, m.exact_denominator
from purse_view.lot_movement m where m.charge = any ($1::bigint[]) order by m.charge, m.id
