-- Section 3 of the design: the entry of a document moves its net sum from uninvoiced to invoiced (or to
-- internal control, where no VAT is), and books gross and VAT, in the books of issuer and customer; on a
-- credit note the same with its negative amounts.
with issued as (
	select d.entry, d.issuer, d.customer,
		case when coalesce(o.kind, d.kind) = 'internal charge' then '90' else '20' end as stage,
		sum(d.net) as net, sum(d.vat) as vat, sum(d.gross) as gross
	from purse.document d left join purse.document o on o.id = d.credits group by 1, 2, 3, 4
), expected as (
	select i.entry, i.issuer as school, '13' || i.stage as account, i.customer as counterparty,
		i.gross as pence from issued i
	union all select i.entry, i.issuer, '1310', i.customer, -i.net from issued i
	union all select i.entry, i.issuer, '2400', 0, -i.vat from issued i
	union all select i.entry, i.customer, '23' || i.stage, i.issuer, -i.gross from issued i
	union all select i.entry, i.customer, '2310', i.issuer, i.net from issued i
)
select format('%s, school %s, account %s%s', purse.entry_words(u.entry), s.code, u.account,
		case when u.counterparty <> 0 then ' with ' || purse.code_of(u.counterparty) end) as place,
	format('%s should stand there, and %s does', purse.pounds(u.expected), purse.pounds(u.posted)) as what
from (
	select x.entry, x.school, x.account, x.counterparty, sum(x.expected) as expected, sum(x.posted) as posted
	from (
		select y.entry, y.school, y.account, y.counterparty, y.pence as expected, 0 as posted from expected y
		union all
		select p.entry, p.school, p.account, case p.account when '2400' then 0 else p.counterparty
			end, 0, p.amount
		from purse.posting p where p.account in ('1310', '1320', '1390', '2310', '2320', '2390', '2400')
			and p.entry in (select i.entry from issued i)) x
	group by 1, 2, 3, 4 having sum(x.expected) <> sum(x.posted)) u
join purse.school s on s.id = u.school and s.keeps_books
