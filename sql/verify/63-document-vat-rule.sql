-- Each line of a document says which rule of the VAT table decided it, one that decides and with that
-- treatment; or which decision of a person, made for that agreement, customer and day of service, recorded
-- before the document was raised and not replaced before.
select format('document %s, line %s', d.name, l.line) as place,
	format('it is "%s" by %s, and no such rule or decision says so', l.treatment, l.vat_rule) as what
from purse.document_line l join purse.document d on d.id = l.document and d.credits is null
where not exists (
		select from purse.vat_rule r where l.vat_rule = format('%s version %s', r.rule, r.version)
			and r.treatment = l.treatment and r.confidence not in ('memory', 'review')
			and l.service_from between r.valid_from and r.valid_to)
	and not exists (
		select from purse.vat_decision v join purse.record r on r.id = v.record
		left join purse.record n on n.supersedes = v.record
		where l.vat_rule = 'decision ' || v.record and v.treatment = l.treatment
			and v.agreement = l.agreement and v.customer in (0, d.customer)
			and l.service_from between v.valid_from and v.valid_to and r.recorded_at <= d.raised_at
			and coalesce(n.recorded_at, 'infinity') > d.raised_at)
