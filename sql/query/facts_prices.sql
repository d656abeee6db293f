-- Prices, and the awards that changed them. $1 agreements, null for all.
select p.agreement, p.record, p.item, p.unit, p.price, p.valid_from, p.last_day, p.award, p.changes
from purse_view.agreed_price p where $1::int[] is null or p.agreement = any ($1::int[])
order by p.agreement, p.item, p.unit, p.valid_from, p.record
