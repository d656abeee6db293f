-- Income of academies by who paid it, gross. $1 last day (null: all there is), $2 school's code (null: all),
-- $3 whether by fund, $4 today. Debit is positive, as in balances.
select s.code as school, case when $3::boolean then case when b.fund = 0 then 'GENERAL' else f.code end end
	as fund, b.account, b.sector, sum(b.amount)::bigint as amount
from purse_api.income_by_sector($1::date) b
join purse_view.school s on s.id = b.school and ($2::text is null or s.code = $2::text)
left join purse_view.fund f on f.id = b.fund
where purse_api.is_academy(b.school, coalesce($1::date, $4::date))
group by 1, 2, 3, 4 order by 1, 2, 3, 4
