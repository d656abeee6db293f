-- Lines of documents. $1 ids of documents.
select l.document, l.line, l.service_from, l.service_to, l.description, l.working, l.evidence,
	l.quantity, l.unit, l.price, l.net, l.treatment, l.vat_rate, l.vat_reason,
	l.provider_account, l.customer_account, l.fund_code
from purse_view.document_coding l
where l.document = any ($1::bigint[])
order by array_position($1::bigint[], l.document), l.line
