-- Purchases whose invoice a batch booked. $1 the batch.
select p.record, r.ref, p.description, p.agreement, p.buyer, p.supplier, p.fund, p.date, p.service_from,
	p.service_to, p.net, p.vat,
	p.vat_reclaimed, p.cost_code, l.id as lot
from purse_view.purchase p join purse_view.record r on r.id = p.record left join purse_view.lot l
	on l.purchase = p.record
join purse_view.entry e on e.key = 'purchase ' || p.record and e.batch = $1::bigint
order by e.id
