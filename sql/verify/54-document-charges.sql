-- R7, R8: a line of a document is the sum of its charges, which are the issuer's on the customer under the
-- agreement of the line.
select u.place, u.what from (
	select format('document %s, line %s', d.name, l.line) as place,
		case when x.document is null then 'it stands for no charge'
			else format('its charges add up to %s, and it says %s', purse.pounds(x.pence),
				purse.pounds(l.net)) end as what
	from purse.document_line l
	join purse.document d on d.id = l.document
	left join (
		select y.document, y.line, sum(y.direction * c.pence) as pence
		from purse.line_charge y join purse.charge c on c.id = y.charge group by y.document, y.line) x
		on x.document = l.document and x.line = l.line
	where x.document is null or x.pence <> l.net
	union all
	select format('document %s, line %s, %s', coalesce(d.name, '?'), y.line, purse.charge_words(y.charge)),
		case when l.document is null then 'the line is not there'
			when c.id is null then 'the charge is not there'
			when c.provider <> d.issuer or c.customer <> d.customer then 'the charge is between other schools'
			else 'the charge is under another agreement than the line' end
	from purse.line_charge y
	left join purse.document d on d.id = y.document
	left join purse.document_line l on l.document = y.document and l.line = y.line
	left join purse.charge c on c.id = y.charge
	where l.document is null or c.id is null or c.provider <> d.issuer or c.customer <> d.customer
		or c.agreement <> l.agreement
) u
