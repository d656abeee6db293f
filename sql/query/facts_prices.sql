-- Prices. $1 agreements, null for all.
select p.agreement, p.record, p.item, p.unit, p.price, p.valid_from, p.valid_to
from purse_view.price p where $1::int[] is null or p.agreement = any ($1::int[])
order by p.agreement, p.item, p.unit, p.valid_from
