-- What funds bear by a decision. $1 funds.
select d.fund, r.ref, d.rule, d.decided_by, d.reason, sum(u.borne)::bigint as borne
from purse_view.fund_decision d join purse_view.fund_use_standing u on u.decision = d.record
left join purse_view.record r on r.id = d.record
where d.fund = any ($1::int[]) group by d.fund, d.record, r.ref, d.rule, d.decided_by, d.reason
order by d.fund, d.record
