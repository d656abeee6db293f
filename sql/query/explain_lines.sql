-- Lines of a document, each with the exact amount of its charge and what credited it. $1 document.
select l.line, l.net, l.description, l.working, l.evidence, l.quantity, l.unit, l.price, l.treatment,
	l.vat_rate, l.service_from,
	x.charge, c.kind as charge_kind, c.exact_numerator, c.exact_denominator, r.name as credited_by
from purse_view.document_line l
join lateral (select min(y.charge) as charge, count(*) as charges from purse_view.line_charge y
	where y.document = l.document and y.line = l.line) x on true
left join purse_view.charge c on c.id = x.charge and x.charges = 1
left join lateral (select min(d.name) as name from purse_view.line_charge y
	join purse_view.document d on d.id = y.document
	where y.charge = x.charge and y.direction = -1 and d.credits = l.document) r on true
where l.document = $1::bigint
order by l.line
