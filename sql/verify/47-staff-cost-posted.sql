-- Section 3 of the design: a share of staff is income of the school whose post it is, and a cost of who pays
-- it. The own share of that school books nothing: its payroll is in its accounts package. So the lead has
-- what the others owe on 1310 and the same as income, and neither prepaid costs nor costs.
select purse.entry_words(u.entry) as place,
	format('its charges to other schools add up to %s; the lead has %s of income, and %s on other accounts',
		purse.pounds(u.charged), purse.pounds(u.income), purse.pounds(u.other)) as what
from (
	select c.entry, c.charged, -coalesce(sum(p.amount) filter (where a.class = 'income'), 0) as income,
		coalesce(sum(abs(p.amount)) filter (where a.class <> 'income' and p.account <> '1310'), 0) as other
	from (
		select x.entry, x.provider,
			coalesce(sum(x.pence) filter (where x.provider <> x.customer), 0) as charged
		from purse.charge x join purse.staff_cost k on k.record = x.source
		where x.kind = 'share' group by x.entry, x.provider) c
	join purse.school s on s.id = c.provider and s.keeps_books
	join purse.posting p on p.entry = c.entry and p.school = c.provider
	left join purse.account a on a.code = p.account
	group by c.entry, c.charged) u
where u.charged <> u.income or u.other <> 0
