-- Two schools of one VAT person make each other internal charges, and any others make invoices. Judged for
-- each line by what was recorded when the document was raised, on the day of the service and on the tax
-- point; where the schools moved in between, either is accepted. What a person decided may be an invoice
-- within one VAT person, where a governing body acts on its own account.
with who as (
	select s.school, s.valid_from, s.valid_to, s.vat_body, r.recorded_at,
		coalesce(n.recorded_at, 'infinity') as replaced_at
	from purse.school_body s
	join purse.record r on r.id = s.record
	left join purse.record n on n.supersedes = s.record
), asked as (
	select d.id, d.name, d.kind, d.raised_at, d.issuer, d.customer, l.line, y.day
	from purse.document d
	join purse.document_line l on l.document = d.id
	cross join lateral (select l.service_from as day union select d.tax_point) y
	where d.credits is null and l.vat_rule not like 'decision %'
), judged as (
	select distinct on (a.id, a.line, a.day) a.id, a.line, a.name, a.kind,
		i.vat_body = c.vat_body as one_person
	from asked a
	join who i on i.school = a.issuer and a.day between i.valid_from and i.valid_to
		and a.raised_at >= i.recorded_at and a.raised_at < i.replaced_at
	join who c on c.school = a.customer and a.day between c.valid_from and c.valid_to
		and a.raised_at >= c.recorded_at and a.raised_at < c.replaced_at
	order by a.id, a.line, a.day, i.valid_from desc, c.valid_from desc
)
select format('document %s, line %s', j.name, j.line) as place,
	case when j.kind = 'internal charge' then 'an internal charge is made between two VAT persons'
		else format('a %s is made within one VAT person', j.kind) end as what
from judged j
group by j.id, j.line, j.name, j.kind
having bool_and(j.one_person is distinct from (j.kind = 'internal charge'))
