-- An opening balance is booked as it was recorded: its entry holds the amount on the account, fund and
-- counterparty it names.
select format('%s, school %s, %s', purse.record_words(o.record), purse.code_of(o.school),
		purse.entry_words(o.entry)) as place,
	format('%s was recorded on account %s, and %s is booked', purse.pounds(o.amount), o.account,
		purse.pounds(coalesce(p.amount, 0))) as what
from purse.opening_balance o
left join (
	select q.entry, q.school, q.account, q.fund, q.counterparty, sum(q.amount) as amount
	from purse.posting q join purse.entry e on e.id = q.entry
	where q.entry in (select x.entry from purse.opening_balance x) group by 1, 2, 3, 4, 5) p
	on p.entry = o.entry and p.school = o.school and p.account = o.account and p.fund = o.fund
		and p.counterparty = coalesce(o.counterparty, 0)
where coalesce(p.amount, 0) <> o.amount
