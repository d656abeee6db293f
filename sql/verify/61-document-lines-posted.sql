-- Section 3 of the design: the entry of a document books its lines by agreement, fund and account: in the
-- customer's books also the VAT, on 1400 where its VAT person gets it back, else on the cost accounts of the
-- lines; VAT on what a fund with rules bears is a cost of the general fund. Lines of one agreement, fund,
-- account and treatment are booked together, what is charged apart from what corrects it; each group bears
-- what the VAT on the sum so far grows by. purse.expect_documents in sql/routine/316-post-expected.sql says
-- the same of what is staged. It is said twice on purpose: what checks the books must not trust the function
-- that let them in, which an owner of the database can replace. Change both together; tests/store/tamper and
-- tests/scenario/door.sh hold each for itself.
with used as (   -- lines of charges on a fund with rules: what the fund bears of each
	select x.document, x.line, sum(x.direction * u.borne) as borne
	from purse.line_charge x join purse.fund_use u on u.charge = x.charge group by 1, 2
), part as (
	select l.document, l.agreement, s.fund, l.customer_account as account, l.treatment,
		l.vat_rate, coalesce(v.recovers, false) as recovers, s.vat_fund,
		min(2 * l.line + s.nth) as first, sum(s.net) as net
	from purse.document_line l join purse.document d on d.id = l.document
	left join purse.vat_person v on v.school = d.customer
		and l.service_from between v.valid_from and v.last_day
	left join used u on u.document = l.document and u.line = l.line
	cross join lateral (
		select l.customer_fund as fund, l.customer_fund as vat_fund, l.net, 0 as nth where u.line is null
		union all select l.customer_fund, 0, u.borne, 0 where u.borne <> 0
		union all select 0, 0, l.net - u.borne, 1 where u.borne <> l.net) s
	group by 1, 2, 3, 4, 5, 6, 7, 8, l.net < 0
), grown as (
	select p.*, coalesce(b.net, 0) + sum(p.net) over w as net_now,
		coalesce(b.net, 0) + sum(p.net) over w - p.net as net_before, row_number() over w as nth,
		coalesce(b.vat, 0) as vat_before
	from part p join purse.document d on d.id = p.document
	left join lateral (select sum(x.net) as net, sum(x.vat) as vat
		from purse.document c join purse.document_vat x on x.document = c.id
		where c.credits = d.credits and c.id < d.id and x.treatment = p.treatment and x.vat_rate = p.vat_rate
		) b on true
	window w as (partition by p.document, p.treatment, p.vat_rate order by p.first)
), told as (
	select d.entry, d.issuer, d.customer, g.agreement, g.fund, g.vat_fund, g.account, g.recovers, g.net,
		case when coalesce(o.kind, d.kind) = 'internal charge' then '90' else '20' end as stage,
		purse.nearest_penny(g.net_now * g.vat_rate, 1) - case g.nth when 1 then g.vat_before
			else purse.nearest_penny(g.net_before * g.vat_rate, 1) end as vat
	from grown g join purse.document d on d.id = g.document left join purse.document o on o.id = d.credits
), expected as (
	select t.entry, x.school, x.fund, x.counterparty, t.agreement, x.account, x.amount
	from told t cross join lateral (values
		(t.issuer, 0, t.customer, '13' || t.stage, t.net),
		(t.issuer, 0, t.customer, '1310', -t.net),
		(t.customer, t.fund, t.issuer, '2310', t.net),
		(t.customer, t.fund, t.issuer, '23' || t.stage, -t.net),
		(t.issuer, 0, t.customer, '1320', t.vat),
		(t.issuer, 0, t.customer, '2400', -t.vat),
		(t.customer, case when t.recovers then 0 else t.vat_fund end, t.issuer,
			case when t.recovers then '1400' else t.account end, t.vat),
		(t.customer, case when t.recovers then 0 else t.vat_fund end, t.issuer, '2320', -t.vat)
	) x (school, fund, counterparty, account, amount)
	join purse.school s on s.id = x.school and s.keeps_books
)
select format('document %s, %s, school %s, account %s, fund %s, %s', d.name, purse.entry_words(u.entry),
		purse.code_of(u.school), u.account, purse.fund_words(u.fund),
		purse.agreement_code(u.agreement)) as place,
	format('%s should stand there, and %s does', purse.pounds(u.expected), purse.pounds(u.posted)) as what
from (
	select x.entry, x.school, x.fund, x.counterparty, x.agreement, x.account, sum(x.expected) as expected,
		sum(x.posted) as posted
	from (
		select e.entry, e.school, e.fund, e.counterparty, e.agreement, e.account, e.amount as expected,
			0 as posted from expected e
		union all
		select p.entry, p.school, p.fund, p.counterparty, p.agreement, p.account, 0, p.amount
		from purse.posting p where p.entry in (select d.entry from purse.document d)) x
	group by 1, 2, 3, 4, 5, 6 having sum(x.expected) <> sum(x.posted)) u
join purse.document d on d.entry = u.entry
