-- Lines of documents to credit. $1 documents and $2 lines of them (all when null), or, with both null, the
-- charges that stand on a document though they were reversed. Of the caller's schools alone.
select c.id as charge, l.document, o.kind as document_kind, o.name as document_name, l.line, l.agreement,
	c.provider, c.customer,
	l.customer_fund, l.service_from, l.service_to, c.pence, l.description, l.working, l.evidence,
		l.quantity, l.unit, l.price,
	l.treatment, l.vat_rate, l.vat_rule, l.vat_reason, l.provider_account, l.customer_account,
		c.kind as charge_kind,
	s.reversed_by
from purse_view.charge_standing s join purse_view.charge c on c.id = s.id
join purse_view.document_line l on l.document = s.document
join purse_view.line_charge x on x.document = l.document and x.line = l.line and x.charge = c.id
	and x.direction = 1
join purse_view.document o on o.id = l.document
where s.live = 1 and c.provider = any (purse_api.my_schools_to_write())
	and case when $1::text is null then s.reversed_by is not null
		else o.name = $1::text and ($2::int[] is null or l.line = any ($2::int[])) end
order by l.document, l.line
