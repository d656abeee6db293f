-- R10: inside each entry, for each two schools that keep books here and each stage (uninvoiced, invoiced,
-- internal), what one books as due from the other is what the other books as due to it. Each direction counts
-- by itself.
select format('%s, due to %s from %s', purse.entry_words(u.entry), c.code, d.code) as place,
	format('account 13%s of %s and account 23%s of %s differ by %s', u.stage, c.code, u.stage, d.code,
		purse.pounds(u.pence)) as what
from (
	select p.entry, right(p.account, 2) as stage,
		case when p.account like '1%' then p.school else p.counterparty end as creditor,
		case when p.account like '1%' then p.counterparty else p.school end as debtor,
		sum(p.amount) as pence
	from purse.posting p where p.account in ('1310', '1320', '1390', '2310', '2320', '2390')
	group by 1, 2, 3, 4 having sum(p.amount) <> 0) u
join purse.school c on c.id = u.creditor and c.keeps_books
join purse.school d on d.id = u.debtor and d.keeps_books
