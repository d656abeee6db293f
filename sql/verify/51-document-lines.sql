-- R8, R3: printed lines add up: lines are numbered from 1 on, each is its quantity x price to the penny, half
-- away from zero, and together they are the net sum of the document; gross is net and VAT.
select u.place, u.what from (
	select format('document %s', coalesce(d.name, '?')) as place,
		case when d.id is null then 'lines stand on a document that is not there'
			when l.document is null then 'it has no lines'
			when l.first <> 1 or l.last <> l.lines
				then format('it has %s lines, numbered from %s to %s', l.lines, l.first, l.last)
			when l.net <> d.net
				then format('its lines add up to %s, and its net sum is %s', purse.pounds(l.net),
					purse.pounds(d.net))
			when d.gross <> d.net + d.vat then format('%s + %s is not %s', purse.pounds(d.net),
				purse.pounds(d.vat), purse.pounds(d.gross))
				end as what
	from purse.document d
	full join (
		select x.document, count(*) as lines, min(x.line) as first, max(x.line) as last, sum(x.net) as net
		from purse.document_line x group by x.document) l on l.document = d.id
	union all
	select format('document %s, line %s', d.name, l.line),
		format('%s x £%s is not %s', l.quantity, l.price, purse.pounds(l.net))
	from purse.document_line l join purse.document d on d.id = l.document
	where l.net * l.quantity * l.price < 0
		or 2 * abs(l.quantity * l.price * 100) < 2 * abs(l.net::numeric) - 1
		or 2 * abs(l.quantity * l.price * 100) >= 2 * abs(l.net::numeric) + 1
) u where u.what is not null
