-- R13: the accounts, schools, counterparties, agreements, documents and funds of postings exist, and a fund
-- is the school's. The big table has no foreign keys, so this is their proof.
select format('%s, the first of %s lines', purse.entry_words(u.entry), u.postings) as place, u.what
from (
	select count(*) as postings, min(p.entry) as entry,
		format('account "%s" is not in the chart of accounts', p.account) as what
	from purse.posting p where not exists (select from purse.account a where a.code = p.account)
	group by p.account
	union all
	select count(*), min(p.entry), format('school %s is not there', p.school)
	from purse.posting p where not exists (select from purse.school s where s.id = p.school) group by p.school
	union all
	select count(*), min(p.entry), format('counterparty %s is not there', p.counterparty)
	from purse.posting p where p.counterparty <> 0
		and not exists (select from purse.counterparty c where c.id = p.counterparty) group by p.counterparty
	union all
	select count(*), min(p.entry), format('agreement %s is not there', p.agreement)
	from purse.posting p where p.agreement <> 0
		and not exists (select from purse.agreement a where a.id = p.agreement) group by p.agreement
	union all
	select count(*), min(p.entry), format('document %s is not there', p.document)
	from purse.posting p where p.document is not null
		and not exists (select from purse.document d where d.id = p.document) group by p.document
	union all
	select count(*), min(p.entry), format('fund %s is none of school %s', p.fund, p.school)
	from purse.posting p where p.fund <> 0
		and not exists (select from purse.fund f where f.id = p.fund and f.school = p.school)
		group by p.fund, p.school) u
