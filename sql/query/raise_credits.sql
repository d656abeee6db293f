-- Lines of documents to credit, of the caller's schools alone. $1 a document's number and $2 lines of it
-- (null: all); with $1 null, the charges that stand on a document though they were reversed. $3 provider's
-- and $4 customer's code, or null. $5 agreements: documents with others on them are left out.
select c.id as charge, l.document, o.kind as document_kind, o.name as document_name, l.line, l.agreement,
	c.provider, c.customer, l.customer_fund, l.service_from, l.service_to, c.pence, l.description, l.working,
	l.evidence, l.quantity, l.unit, l.price, l.treatment, l.vat_rate, l.vat_rule, l.vat_reason,
	l.provider_account, l.customer_account, c.kind as charge_kind, s.reversed_by, x.reason,
	h.fund as ruled_fund, h.general as general_pence
from purse_view.charge_standing s join purse_view.charge c on c.id = s.id
join purse_view.document_line l on l.document = s.document
join purse_view.line_charge y on y.document = l.document and y.line = l.line and y.charge = c.id
	and y.direction = 1
join purse_view.document o on o.id = l.document
join purse_view.counterparty p on p.id = c.provider join purse_view.counterparty k on k.id = c.customer
left join purse_view.fund_use h on h.charge = c.id
left join purse_view.activity x on x.corrects = c.source
where s.live = 1 and c.provider = any ((select purse_api.my_schools_to_write())::int[])
	and ($3::text is null or p.code = $3::text) and ($4::text is null or k.code = $4::text)
	and not exists (select from purse_view.document_line z where z.document = l.document
		and z.agreement <> all ($5::int[]))
	and case when $1::text is null then s.reversed_by is not null
		else o.name = $1::text and ($2::int[] is null or l.line = any ($2::int[])) end
order by l.document, l.line
