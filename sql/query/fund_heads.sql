-- Funds with rules that the reader may see, by school and first day. $1 school's code, $2 fund's code, $3 and
-- $4 the first days among which theirs lies; null: any.
select d.fund, s.code as school, s.name as school_name, f.code, d.name, d.grant_code, d.valid_from,
	d.valid_to, d.pupils, r.amount, d.conditions,
	(select g.value from purse_view.known_grant_rule g where g.rule = 'name'
		and g.grant_code = d.grant_code and d.valid_from between g.valid_from and g.valid_to) as grant_name,
	(select g.value from purse_view.known_grant_rule g where g.rule = 'carry over'
		and g.grant_code = d.grant_code and d.valid_from between g.valid_from and g.valid_to) as carry_over,
	coalesce((select sum(p.amount) from purse_view.grant_payment p where p.fund = d.fund), 0)::bigint
		as received,
	coalesce((select sum(u.borne) from purse_view.fund_use u where u.fund = d.fund), 0)::bigint as spent,
	coalesce((select sum(u.general) from purse_view.fund_use u where u.fund = d.fund), 0)::bigint as general
from purse_view.fund_detail d join purse_view.ruled_fund r on r.fund = d.fund
join purse_view.fund f on f.id = d.fund join purse_view.school_now s on s.id = f.school
where ($1::text is null or s.code = $1::text) and ($2::text is null or f.code = $2::text)
	and ($3::date is null or d.valid_from between $3::date and $4::date)
order by s.code, d.valid_from, f.code
