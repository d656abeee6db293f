-- How an agreement rounds prices that are worked out, and who leads it, on a day. $1 its code, $2 the day.
select a.id as agreement, v.price_rounding, v.basis, s.code as lead
from purse_view.agreement a
left join lateral (select x.* from purse_view.agreement_version x where x.agreement = a.id
	and x.valid_from <= $2::date and x.valid_to >= $2::date order by x.valid_from desc limit 1) v on true
left join purse_view.school s on s.id = v.lead
where a.code = $1
