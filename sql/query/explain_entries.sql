-- The lines of entries that stand in the books the reader may read. $1 entries.
select e.id, e.date, e.service_date, e.kind, e.key, e.description, e.lines, e.reverses, b.recorded_by,
	to_char(b.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded_at, b.recorded_at::date as recorded_on,
	p.line, s.code as school, p.account, n.name as account_name, k.code as counterparty, f.code as fund,
	g.code as agreement,
	p.amount, p.document, d.name as document_name
from purse_view.entry e join purse_view.posting p on p.entry = e.id join purse_view.batch b on b.id = e.batch
join purse_view.school s on s.id = p.school
left join purse_view.account n on n.code = p.account
left join purse_view.counterparty k on k.id = p.counterparty
left join purse_view.fund f on f.id = p.fund
left join purse_view.agreement g on g.id = p.agreement
left join purse_view.document d on d.id = p.document
where e.id = any ($1::bigint[])
order by e.id, p.line
