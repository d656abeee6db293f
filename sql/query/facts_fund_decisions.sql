-- What persons decided about them. $1 agreements, null for all.
select d.fund, d.rule, d.agreement, d.valid_from, d.valid_to, d.record, d.batch
from purse_api.fund_decisions(array(select f.fund from purse_api.fund_states($1::int[]) f)) d
order by d.fund, d.record
