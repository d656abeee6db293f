-- The postings of the entries of a batch that come from charges and purchases. $1 the batch.
select e.key, e.kind, e.description, format('entry %s of %s (%s)', e.id, e.date, e.description) as place,
	e.service_date, e.date, e.lines, p.line, p.school, p.account, p.fund, p.counterparty,
	p.agreement, p.amount,
	p.month
from purse_view.entry e join purse_view.posting p on p.entry = e.id
where e.batch = $1::bigint and e.kind in ('purchase', 'charge', 'reversal') order by e.key, p.line
