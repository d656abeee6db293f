-- The snapshot of each closed month (purse_cache.month_balance) holds, for each school, account, fund and
-- counterparty, the sum and the number of the postings of that month, and nothing else. It can be rebuilt
-- from the postings.
select format('school %s, month %s, account %s, fund %s, counterparty %s', coalesce(s.code, '?'), d.month,
	d.account, d.fund,
		d.counterparty) as place,
	format('the snapshot is out by %s pence and %s postings', d.pence, d.postings) as what
from (
	select u.school, u.month, u.account, u.fund, u.counterparty, sum(u.pence) as pence,
		sum(u.postings) as postings
	from (
		select b.school, b.month, b.account, b.fund, b.counterparty, b.amount as pence, b.postings
		from purse_cache.month_balance b
		union all
		select p.school, p.month, p.account, p.fund, p.counterparty, -sum(p.amount), -count(*)
		from purse.posting p join purse.period_close c on c.school = p.school and c.month = p.month
		group by 1, 2, 3, 4, 5) u
	group by 1, 2, 3, 4, 5 having sum(u.pence) <> 0 or sum(u.postings) <> 0) d
left join purse.school s on s.id = d.school
