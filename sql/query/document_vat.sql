-- VAT of documents by treatment and rate, with the reasons that their lines give, in the order of the lines.
-- $1 ids of documents.
select v.document, v.treatment, v.vat_rate, v.net, v.vat, r.reasons
from purse_view.document_vat v
left join lateral (select string_agg(u.vat_reason, '; ' order by u.first) as reasons
	from (select l.vat_reason, min(l.line) as first from purse_view.document_line l
		where l.document = v.document and l.treatment = v.treatment and l.vat_rate = v.vat_rate
		group by l.vat_reason) u) r on true
where v.document = any ($1::bigint[])
order by array_position($1::bigint[], v.document), v.vat_rate, v.treatment
