-- R3, R8: for each treatment and rate a document states the net sum of its lines, once, and the VAT on it to
-- the penny, half away from zero; on a credit note the VAT on all that is credited of the document so far,
-- less what was credited before. A rate is one in force on the day of the service or on the tax point.
select u.place, u.what from (
	select format('document %s, %s at %s', coalesce(d.name, '?'), coalesce(v.treatment, l.treatment),
			coalesce(v.vat_rate, l.vat_rate)) as place,
		case when v.document is null then 'no VAT line is stated for its lines'
			when l.document is null then 'a VAT line is stated for no lines'
			else format('the net sum is stated as %s, and its lines add up to %s', purse.pounds(v.net),
				purse.pounds(l.net))
				end as what
	from purse.document_vat v
	full join (
		select x.document, x.treatment, x.vat_rate, sum(x.net) as net from purse.document_line x
		group by 1, 2, 3) l
		on l.document = v.document and l.treatment = v.treatment and l.vat_rate = v.vat_rate
	left join purse.document d on d.id = coalesce(v.document, l.document)
	where v.document is null or l.document is null or v.net <> l.net
	union all
	select format('document %s', d.name),
		format('its VAT lines add up to %s, and its VAT is %s', purse.pounds(coalesce(v.vat, 0)),
			purse.pounds(d.vat))
	from purse.document d
	left join (select x.document, sum(x.vat) as vat from purse.document_vat x group by x.document) v
		on v.document = d.id
	where coalesce(v.vat, 0) <> d.vat
	union all
	select format('document %s, %s at %s', x.name, x.treatment, x.vat_rate),
		format('%s of VAT is not the rate on %s', purse.pounds(x.vat), purse.pounds(x.net))
	from (
		select d.name, v.treatment, v.vat_rate, sum(v.net) over w as net, sum(v.vat) over w as vat
		from purse.document_vat v join purse.document d on d.id = v.document
		window w as (partition by coalesce(d.credits, d.id), d.kind = 'credit note', v.treatment, v.vat_rate
			order by d.id)) x
	where x.vat * x.net * x.vat_rate < 0
		or 2 * abs(x.net * x.vat_rate) < 2 * abs(x.vat) - 1
		or 2 * abs(x.net * x.vat_rate) >= 2 * abs(x.vat) + 1
	union all
	select format('document %s, line %s', d.name, l.line),
		format('%s is no rate of "%s" in force on %s or %s', l.vat_rate, l.treatment, l.service_from,
			d.tax_point)
	from purse.document_line l
	join purse.document d on d.id = l.document
	left join purse.vat_rate r on r.treatment = l.treatment and r.rate = l.vat_rate
		and (l.service_from between r.valid_from and r.valid_to or d.tax_point between r.valid_from
			and r.valid_to)
	where r.treatment is null
) u
