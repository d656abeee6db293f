-- A VAT invoice bears a treatment with a rate and names the VAT person and its number (R14); an invoice
-- without VAT bears none; an internal charge is within one VAT person, so it bears no VAT and no treatment
-- but "no supply". What is outside VAT stands on a document of its own. Nothing is issued under review.
select format('document %s', d.name) as place,
	case when l.review then 'a line was issued whose VAT treatment needs a decision'
		when k.kind = 'internal charge' and (l.other or d.vat <> 0)
			then 'an internal charge bears VAT, or a treatment of a supply'
		when k.kind = 'invoice' and (l.rated or d.vat <> 0) then 'an invoice without VAT bears VAT'
		when l.mixed then 'lines outside VAT stand with others'
		when k.kind = 'vat invoice' and not l.rated then 'a VAT invoice has no line with VAT'
		else 'a VAT invoice does not name the VAT person and its number' end as what
from purse.document d
join purse.document k on k.id = coalesce(d.credits, d.id)
join (
	select x.document, bool_or(x.treatment = 'review') as review,
		bool_or(x.treatment <> 'no supply' or x.vat_rate <> 0) as other,
		bool_or(x.vat_rate <> 0 or x.treatment in ('standard', 'reduced', 'zero')) as rated,
		count(distinct x.treatment in ('no supply', 'outside scope', 'non-business')) > 1 as mixed
	from purse.document_line x group by x.document) l on l.document = d.id
where l.review or l.mixed or (k.kind = 'internal charge' and (l.other or d.vat <> 0))
	or (k.kind = 'invoice' and (l.rated or d.vat <> 0))
	or (k.kind = 'vat invoice' and (not l.rated or d.issuer_party ->> 'vat_number' is null
		or d.issuer_party ->> 'vat_person' is null))
