-- Documents. $1 ids.
select d.id, d.name, d.kind, d.issued, d.due, d.service_from, d.service_to, d.net, d.vat, d.gross, d.reason,
	d.credit_kind, d.raised_by,
	to_char(d.raised_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as raised_at, d.raised_at::date as raised_on,
	o.name as credits, s.code as issuer, k.code as customer,
	d.issuer_party ->> 'name' as issuer_name, d.customer_party ->> 'name' as customer_name,
	d.issuer_party ->> 'vat_person' as issuer_vat_person,
	d.customer_party ->> 'vat_person' as customer_vat_person, d.entry
from purse_view.document d join purse_view.school s on s.id = d.issuer
	join purse_view.school k on k.id = d.customer
left join purse_view.document o on o.id = d.credits
where d.id = any ($1::bigint[]) order by d.id
