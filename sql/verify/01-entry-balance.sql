-- R9: an entry balances for each school and each fund of that school: the pence of its postings add to
-- nothing.
select format('%s, school %s, fund %s', purse.entry_words(u.entry), purse.code_of(u.school),
		purse.fund_words(u.fund)) as place,
	format('its lines add up to %s, not to nothing', purse.pounds(u.pence)) as what
from (
	select p.entry, p.school, p.fund, sum(p.amount) as pence
	from purse.posting p group by p.entry, p.school, p.fund having sum(p.amount) <> 0) u
