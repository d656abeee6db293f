-- Purchases to book and share, in the order of charging. $1 the last day, $2 agreements.
select p.record, p.ref, p.description, p.agreement, p.buyer, p.supplier, p.fund, p.date, p.service_from,
	p.service_to, p.net,
	p.vat, p.vat_reclaimed, p.cost_code, p.lot
from purse_view.uncharged_purchase p
where p.date <= $1::date and p.agreement = any ($2::int[])
	and p.buyer = any ((select purse_api.my_schools_to_write())::int[])
order by p.date, p.ref, p.record
