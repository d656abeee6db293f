-- R8: a credit note credits one document of the same school to the same school, says why and how, takes only
-- charges off that stood on it, and all credit notes together never credit more than it says, for any VAT
-- treatment and rate.
select u.place, u.what from (
	select format('credit note %s', d.name) as place,
		case when o.id is null then 'the document that it credits is not there'
			when o.kind = 'credit note' then 'it credits a credit note'
			when o.issuer <> d.issuer or o.customer <> d.customer
				then 'it is between other schools than what it credits'
			when d.credit_kind is null or d.reason is null
				then 'it does not say why, and whether it cancels or re-bills'
			when d.net > 0 or d.id < o.id or d.issued < o.issued
				then 'it adds to, or is older than, what it credits' end as what
	from purse.document d left join purse.document o on o.id = d.credits
	where d.kind = 'credit note' or d.credits is not null
	union all
	select format('document %s', d.name), 'it is no credit note, and says how it credits'
	from purse.document d where d.kind <> 'credit note' and d.credit_kind is not null
	union all
	select format('document %s, %s at %s', o.name, u.treatment, u.vat_rate),
		format('%s net is credited of %s', purse.pounds(-u.credited), purse.pounds(coalesce(v.net, 0)))
	from (
		select d.credits, x.treatment, x.vat_rate, sum(x.net) as credited
		from purse.document_vat x join purse.document d on d.id = x.document where d.kind = 'credit note'
		group by 1, 2, 3) u
	join purse.document o on o.id = u.credits
	left join purse.document_vat v on v.document = o.id and v.treatment = u.treatment
		and v.vat_rate = u.vat_rate
	where abs(u.credited) > abs(coalesce(v.net, 0)) or u.credited * coalesce(v.net, 0) > 0
	union all
	select format('document %s, line %s, %s', d.name, c.line, purse.charge_words(c.charge)),
		case when d.kind <> 'credit note' then 'a document that is no credit note takes a charge off'
			when c.direction = 1 then 'a credit note puts a charge on'
			else 'the charge did not stand on the document that is credited' end
	from purse.line_charge c
	join purse.document d on d.id = c.document
	left join purse.line_charge o on o.document = d.credits and o.charge = c.charge and o.direction = 1
	where (d.kind = 'credit note') <> (c.direction = -1) or (c.direction = -1 and o.document is null)
) u where u.what is not null
