-- R7, R10: what charges say in pence stands in the postings of their entry: on 1310 of the provider with the
-- customer, and on 2310 of the customer with the provider, as far as they keep books here; and nothing else
-- stands there.
select format('%s, %s charges %s', purse.entry_words(u.entry), purse.code_of(u.provider),
		purse.code_of(u.customer)) as place,
	format('its charges say %s, and account %s has %s', purse.pounds(u.charged), u.account,
		purse.pounds(u.posted)) as what
from (
	select x.entry, x.provider, x.customer, x.account, sum(x.charged) as charged, sum(x.posted) as posted
	from (
		select c.entry, c.provider, c.customer, a.account, c.pence as charged, 0::bigint as posted
		from purse.charge c cross join (values ('1310'), ('2310')) a (account) where c.provider <> c.customer
		union all
		select q.entry, case q.account when '1310' then q.school else q.counterparty end,
			case q.account when '1310' then q.counterparty else q.school end, q.account, 0,
			case q.account when '1310' then q.amount else -q.amount end
		from purse.posting q where q.account in ('1310', '2310')
			and q.entry in (select c.entry from purse.charge c)) x
	group by x.entry, x.provider, x.customer, x.account having sum(x.charged) <> sum(x.posted)) u
left join purse.school p on p.id = u.provider
left join purse.school c on c.id = u.customer
where case u.account when '1310' then p.keeps_books else c.keeps_books end is not false
