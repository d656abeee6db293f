-- What came in for a fund is booked as it was recorded: bank against the income code of the fund, both in the
-- fund. And the costs that stand in a fund with rules are those that it bears, entry by entry.
select u.place, u.what from (
	select format('%s, %s', purse.record_words(g.record), purse.entry_words(g.entry)) as place,
		format('%s came in for fund %s, and account %s of it has %s', purse.pounds(g.amount),
			purse.fund_words(g.fund), x.account, purse.pounds(coalesce(x.sign * p.amount, 0))) as what
	from purse.grant_payment g
	left join purse.current_fund_detail d on d.fund = g.fund
	cross join lateral (values ('1000', 1), (d.income_code, -1)) x (account, sign)
	left join (select q.entry, q.school, q.fund, q.account, sum(q.amount) as amount from purse.posting q
		where q.entry in (select y.entry from purse.grant_payment y) group by 1, 2, 3, 4) p
		on p.entry = g.entry and p.school = g.school and p.fund = g.fund and p.account = x.account
	where coalesce(x.sign * p.amount, 0) <> g.amount
	union all
	select format('fund %s, %s', purse.fund_words(u.fund), purse.entry_words(u.entry)),
		format('the fund bears %s of its charges, and its cost accounts have %s', purse.pounds(u.borne),
			purse.pounds(u.posted))
	from (
		select x.fund, x.entry, sum(x.borne) as borne, sum(x.posted) as posted from (
			select f.fund, c.entry, f.borne, 0::bigint as posted
			from purse.fund_use f join purse.charge c on c.id = f.charge
			union all
			select p.fund, p.entry, 0, p.amount from purse.posting p
			join purse.account a on a.code = p.account and a.class in ('expense', 'capital')
			where p.fund in (select r.fund from purse.ruled_fund r)) x
		group by 1, 2 having sum(x.borne) <> sum(x.posted)) u
) u
