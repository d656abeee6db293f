-- Trial balance of the schools the reader may read. $1 last day (null: all there is), $2 school's code (null:
-- all), $3 whether by fund, $4 whether net, $5 today. school null: all schools
-- together. Those of a school add to
-- nothing, and so do those of each of its funds.
-- Net: income that one school with books here has from another is set against the cost that the other bears
-- (purse_api.recharges), and what two schools here owe each other is one figure, in 13xx or 23xx; for all
-- schools together such figures vanish.
with raw as (
	select b.school, b.account, b.fund, b.counterparty, b.amount from purse_api.balances($1::date) b
	union all
	select r.school, r.account, r.fund, r.counterparty, r.amount from purse_api.recharges($1::date) r
	where $4::boolean),
line as (
	select s.id as school, case when $3::boolean then r.fund else 0 end as fund,
		coalesce(o.account, r.account) as account, case when o.account is null then 0 else k.id end as other,
		sum(r.amount) as amount
	from raw r join purse_view.school s on s.id = r.school and ($2::text is null or s.code = $2::text)
	left join purse_view.school k on k.id = r.counterparty and k.keeps_books
	left join lateral (select 'pair' as account where $4::boolean and k.id is not null
		and r.account in ('1310', '1320', '1390', '2310', '2320', '2390')) o on true
	group by 1, 2, 3, 4),
part as (
	select l.school, l.fund, l.account, l.amount from line l
	union all
	select null, 0, l.account, sum(l.amount) from line l
	group by l.account, case when l.other <> 0 then least(l.school, l.other) end,
		case when l.other <> 0 then greatest(l.school, l.other) end),
shown as (
	select p.school, p.fund, case when p.account <> 'pair' then p.account when p.amount > 0 then '13xx'
		else '23xx' end as account, sum(p.amount) as amount
	from part p group by 1, 2, 3 having sum(p.amount) <> 0),
named as (
	select n.code as school, n.name as school_name,
		case when b.school is null then null when b.fund = 0 then 'GENERAL' else f.code end as fund,
		b.fund <> 0 as restricted, b.account,
		case b.account when '13xx' then 'Due from schools here, net'
			when '23xx' then 'Due to schools here, net' else a.name end as name,
		case b.account when '13xx' then 'asset' when '23xx' then 'liability' else a.class end as class,
		greatest(b.amount, 0) as debit, greatest(-b.amount, 0) as credit,
		purse_api.is_academy(b.school, coalesce($1::date, $5::date)) as is_academy,
		purse_api.academy_code(b.school, b.account, coalesce($1::date, $5::date)) as academy_code
	from shown b left join purse_view.school_now n on n.id = b.school
	left join purse_view.fund f on f.id = b.fund left join purse_view.account a on a.code = b.account)
select x.school, x.school_name, case when $3::boolean then x.fund end as fund, x.account, x.name, x.class,
	x.debit, x.credit, x.is_academy, x.academy_code
from named x
order by x.school nulls last, x.restricted, x.fund,
	array_position(array['asset', 'liability', 'equity', 'income', 'expense', 'capital'], x.class), x.account
