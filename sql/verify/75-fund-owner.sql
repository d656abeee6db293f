-- A fund is money of one school: what names a fund of a party, buyer, customer or opening balance names one
-- of that school.
select u.place, format('fund %s is none of school %s', purse.fund_words(u.fund), coalesce(s.code,
	'?')) as what
from (
	select purse.record_words(p.record) as place, p.fund, p.school from purse.party p
	union all select purse.record_words(p.record), p.fund, p.buyer from purse.purchase p
	union all select purse.record_words(o.record), o.fund, o.school from purse.opening_balance o
	union all select purse.record_words(g.record), g.fund, g.school from purse.grant_payment g
	union all select purse.record_words(d.record), d.fund, d.school from purse.fund_decision d
	union all select purse.charge_words(u.charge), u.fund, u.school from purse.fund_use u
	union all select format('document %s, line %s', d.name, l.line), l.customer_fund, d.customer
	from purse.document_line l join purse.document d on d.id = l.document) u
left join purse.fund f on f.id = u.fund and f.school = u.school
left join purse.school s on s.id = u.school
where u.fund <> 0 and f.id is null
