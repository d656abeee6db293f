-- Charges whose activity or purchase is another school's record, by the Ref that a document or an entry which
-- the reader may see gives for it. $1 the name, as given and in capitals; $2 the code of the school whose it
-- is, or null.
select distinct r.id, s.code as owner
from unnest($1::text[]) n (name)
cross join lateral (
	select x.charge from purse_view.document_line l
	join purse_view.line_charge x on x.document = l.document and x.line = l.line and x.direction = 1
	where l.evidence = n.name or starts_with(l.evidence, n.name || ', ')
	union
	select y.id from purse_view.entry e join purse_view.charge y on y.entry = e.id
	where e.kind = 'charge' and starts_with(e.description, n.name || ': ')) u
join purse_view.charge c on c.id = u.charge join purse_view.school s on s.id = c.provider
join purse_view.charge r on r.id = c.id or r.reverses = c.id
where $2::text is null or s.code = $2::text
order by r.id
