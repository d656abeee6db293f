-- Lines of documents, with the codes that go beside CFR codes: those of academies, and on internal charges
-- those of the local authority's own ledger. $1 ids of documents.
select l.document, l.line, l.service_from, l.service_to, l.description, l.working, l.evidence,
	l.quantity, l.unit, l.price, l.net, l.treatment, l.vat_rate, l.vat_reason,
	l.provider_account, l.customer_account, l.fund_code,
	-- what a fund with rules does not bear of the charges of the line
	case when l.customer_fund <> 0 then coalesce((select sum(x.direction * u.general)
		from purse_view.line_charge x join purse_view.fund_use u on u.charge = x.charge
		where x.document = l.document and x.line = l.line), 0) else 0 end as general,
	purse_api.academy_code(d.customer, l.customer_account, d.issued) as customer_academy_code,
	case when i.internal then d.issuer_party ->> 'charge_income' end as provider_local_code,
	case when i.internal then d.customer_party ->> 'charge_payment' end as customer_local_code,
	purse_api.counterparty_sector(d.customer, d.issued) as customer_sector
from purse_view.document_coding l join purse_view.document d on d.id = l.document
left join purse_view.document o on o.id = d.credits
cross join lateral (select coalesce(o.kind, d.kind) = 'internal charge' as internal) i
where l.document = any ($1::bigint[])
order by array_position($1::bigint[], l.document), l.line
