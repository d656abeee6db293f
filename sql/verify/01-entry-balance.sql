-- R9: an entry balances for each school and each fund of that school: the pence of its postings add to
-- nothing.
select format('entry %s (%s), school %s, fund %s', u.entry, e.key, coalesce(s.code, '?'),
		case u.fund when 0 then 'GENERAL' else coalesce(f.code, '?') end) as place,
	format('the postings add to %s pence, not to 0', u.pence) as what
from (
	select p.entry, p.school, p.fund, sum(p.amount) as pence
	from purse.posting p group by p.entry, p.school, p.fund having sum(p.amount) <> 0) u
left join purse.entry e on e.id = u.entry
left join purse.school s on s.id = u.school
left join purse.fund f on f.id = u.fund
