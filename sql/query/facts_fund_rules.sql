-- The rules of their grants, of the year in which each begins. $1 agreements, null for all.
select f.fund, g.rule, g.subject, g.value, g.room
from purse_api.fund_states($1::int[]) f join purse_view.known_grant_rule g on g.grant_code = f.grant_code
	and f.valid_from between g.valid_from and g.valid_to
order by f.fund, g.rule, g.subject
