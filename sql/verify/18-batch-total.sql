-- What each batch booked in months that are open (purse_cache.batch_total), from which balances are made, is
-- the sum of its postings there, and nothing else stands there; of a closed month nothing does. It can be
-- rebuilt from the postings.
select format('batch %s, school %s, %s, account %s%s, fund %s', d.batch, purse.code_of(d.school),
		purse.month_words(d.month), d.account,
		case when d.counterparty <> 0 then ' with ' || purse.code_of(d.counterparty) end,
		purse.fund_words(d.fund)) as place,
	case when exists (select from purse.period_close k where k.school = d.school and k.month = d.month)
			then format('the month is closed, and %s still stands there as of an open one',
				purse.pounds(d.told))
		else format('the balance counts %s there, and the postings add up to %s', purse.pounds(d.told),
			purse.pounds(d.told - d.pence)) end as what
from (
	select u.batch, u.school, u.month, u.account, u.fund, u.counterparty, sum(u.pence) as pence,
		sum(u.told) as told
	from (
		select t.batch, t.school, t.month, t.account, t.fund, t.counterparty, t.amount as pence,
			t.amount as told
		from purse_cache.batch_total t
		union all
		select e.batch, p.school, p.month, p.account, p.fund, p.counterparty, -sum(p.amount), 0
		from purse.posting p join purse.entry e on e.id = p.entry
		where not exists (select from purse.period_close c where c.school = p.school and c.month = p.month)
		group by 1, 2, 3, 4, 5, 6) u
	group by 1, 2, 3, 4, 5, 6 having sum(u.pence) <> 0) d
