-- VAT of documents by treatment and rate, with the rules that decided and what was credited before (R3, R8).
-- $1 documents.
select v.document, v.treatment, v.vat_rate, v.net, v.vat, coalesce(e.net, 0) as net_before, coalesce(e.vat,
	0) as vat_before,
	u.vat_rule, u.vat_reason, coalesce(r.source, 'decision of ' || w.decided_by
		|| coalesce(', recorded by ' || w.recorded_by, '')) as source,
	coalesce(r.confidence, case when w.record is not null then 'decided by a person' end) as confidence,
	coalesce(r.checked, w.recorded_at::date) as checked
from purse_view.document_vat v join purse_view.document d on d.id = v.document
left join lateral (select distinct l.vat_rule, l.vat_reason from purse_view.document_line l
	where l.document = v.document and l.treatment = v.treatment and l.vat_rate = v.vat_rate) u on true
left join purse_view.vat_rule r on u.vat_rule = r.rule || ' version ' || r.version
left join purse_view.vat_decision_made w on u.vat_rule = 'decision ' || w.record
left join lateral (select sum(y.net) as net, sum(y.vat) as vat from purse_view.document c
	join purse_view.document_vat y on y.document = c.id and y.treatment = v.treatment
		and y.vat_rate = v.vat_rate
	where c.credits = d.credits and c.id < d.id) e on d.credits is not null
where v.document = any ($1::bigint[])
order by v.document, v.vat_rate, v.treatment, u.vat_rule
