-- What funds bore, by use; uses of the grant that nothing was spent on too. $1 funds.
select f.fund, x.use, g.value as words, g.rule = 'forbidden' as forbidden, x.borne
from purse_view.ruled_fund f
join lateral (
	select u.use, sum(u.borne)::bigint as borne from purse_view.fund_use u
	where u.fund = f.fund group by u.use
	union all
	select k.subject, 0 from purse_view.known_grant_rule k where k.rule = 'use'
		and k.grant_code = f.grant_code and f.valid_from between k.valid_from and k.valid_to
		and not exists (select from purse_view.fund_use u where u.fund = f.fund and u.use = k.subject)) x
	on true
left join purse_view.known_grant_rule g on g.rule in ('use', 'forbidden') and g.subject = x.use
	and g.grant_code = f.grant_code and f.valid_from between g.valid_from and g.valid_to
where f.fund = any ($1::int[]) and (x.borne <> 0 or g.rule = 'use')
order by f.fund, x.use is null, x.use
