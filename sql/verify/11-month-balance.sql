-- The snapshot of each closed month (purse_cache.month_balance) holds, for each school, account, fund and
-- counterparty, the sum and the number of the postings of that month, and nothing else. It can be rebuilt
-- from the postings.
select format('school %s, %s, account %s%s, fund %s', purse.code_of(d.school), purse.month_words(d.month),
		d.account, case when d.counterparty <> 0 then ' with ' || purse.code_of(d.counterparty) end,
		purse.fund_words(d.fund)) as place,
	format('when the month was closed, %s in %s lines stood there; now it is %s in %s lines',
		purse.pounds(d.closed), d.lines_closed, purse.pounds(d.closed - d.pence),
		d.lines_closed - d.postings) as what
from (
	select u.school, u.month, u.account, u.fund, u.counterparty, sum(u.pence) as pence,
		sum(u.postings) as postings, sum(u.closed) as closed, sum(u.lines_closed) as lines_closed
	from (
		select b.school, b.month, b.account, b.fund, b.counterparty, b.amount as pence, b.postings,
			b.amount as closed, b.postings as lines_closed
		from purse_cache.month_balance b
		union all
		select p.school, p.month, p.account, p.fund, p.counterparty, -sum(p.amount), -count(*), 0, 0
		from purse.posting p join purse.period_close c on c.school = p.school and c.month = p.month
		group by 1, 2, 3, 4, 5) u
	group by 1, 2, 3, 4, 5 having sum(u.pence) <> 0 or sum(u.postings) <> 0) d
where exists (select from purse.period_close k where k.school = d.school and k.month = d.month)
union all
select format('school %s, %s', purse.code_of(b.school), purse.month_words(b.month)),
	format('the month was closed with %s lines in it, and stands open again', sum(b.postings))
from purse_cache.month_balance b
where not exists (select from purse.period_close k where k.school = b.school and k.month = b.month)
group by b.school, b.month
