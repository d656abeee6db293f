-- Documents the reader may see, in the order of issue. $1 issuer's code, $2 customer's code, $3 kind, $4 and
-- $5 first and last day of issue, $6 and $7 first and last day on which the latest service on it began, $8
-- numbers; null: any. A charge for a whole year stands on the documents of the term in which its service
-- began, and so a document belongs to one term.
select d.id, d.name, d.kind, d.issuer, d.customer, d.issued, d.due, d.service_from, d.service_to,
	d.net, d.vat, d.gross, d.credits, d.credited
from purse_view.document_list d
join lateral (select max(l.service_from) as began from purse_view.document_line l
	where l.document = d.id) w on true
where ($1::text is null or d.issuer = $1::text) and ($2::text is null or d.customer = $2::text)
	and ($3::text is null or d.kind = $3::text)
	and ($4::date is null or d.issued >= $4::date) and ($5::date is null or d.issued <= $5::date)
	and ($6::date is null or w.began >= $6::date) and ($7::date is null or w.began <= $7::date)
	and ($8::text[] is null or d.name = any ($8::text[]))
order by d.issued, d.id
