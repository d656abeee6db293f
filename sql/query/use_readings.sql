-- What each school used. $1 the agreement's code, $2 the first day, $3 the last.
select k.code as school, trim_scale(sum(m.quantity)) as quantity, min(m.unit) as unit
from purse_view.meter_reading m join purse_view.agreement a on a.id = m.agreement
join purse_view.counterparty k on k.id = m.user_school
where a.code = $1 and m.valid_from >= $2::date and m.valid_to <= $3::date
group by k.code order by k.code
