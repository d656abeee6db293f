-- Lines of documents that charges stand on, or are credited by. $1 charges.
select x.charge, x.direction, d.id as document, d.name, d.kind, x.line, d.issued, d.due, d.reason,
	d.credit_kind,
	o.name as credits, l.net, l.quantity, l.unit, l.price, l.treatment, l.vat_rate, l.vat_rule, l.vat_reason
from purse_view.line_charge x join purse_view.document d on d.id = x.document
join purse_view.document_line l on l.document = x.document and l.line = x.line
left join purse_view.document o on o.id = d.credits
where x.charge = any ($1::bigint[])
order by x.charge, d.id, x.line
