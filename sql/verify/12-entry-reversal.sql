-- R9: a reversal takes back what the entry it points at booked: the same schools, accounts, funds,
-- counterparties, agreements and currencies with the amounts negated; it is not dated before that entry and
-- is not reversed itself.
with pair as (
	select e.id, e.key, e.reverses from purse.entry e where e.reverses is not null)
select format('%s, reversal of %s', purse.entry_words(r.id), purse.entry_words(r.reverses)) as place,
	case when o.id is null then 'the entry that it reverses is not there'
		when o.reverses is not null then 'it reverses a reversal'
		else format('it is dated %s, before what it reverses, of %s', e.date, o.date) end as what
from pair r join purse.entry e on e.id = r.id left join purse.entry o on o.id = r.reverses
where o.id is null or o.reverses is not null or e.date < o.date
union all
select format('%s, reversal of %s', purse.entry_words(u.id), purse.entry_words(u.reverses)),
	format('school %s, account %s: together they leave %s in %s lines', purse.code_of(u.school),
		u.account, purse.pounds(u.pence), u.postings)
from (
	select x.id, x.key, x.reverses, x.school, x.account, sum(x.amount) as pence, sum(x.one) as postings
	from (
		select r.*, p.school, p.account, p.fund, p.counterparty, p.agreement, p.original_currency, p.amount,
			coalesce(p.original_amount, 0) as original_amount, 1 as one
		from pair r join purse.posting p on p.entry = r.id
		union all
		select r.*, p.school, p.account, p.fund, p.counterparty, p.agreement, p.original_currency, p.amount,
			coalesce(p.original_amount, 0), -1
		from pair r join purse.posting p on p.entry = r.reverses) x
	group by x.id, x.key, x.reverses, x.school, x.account, x.fund, x.counterparty, x.agreement,
		x.original_currency
	having sum(x.amount) <> 0 or sum(x.original_amount) <> 0 or sum(x.one) <> 0) u
