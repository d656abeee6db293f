-- What a charge run up to a day will touch: agreements, and the months of service dates, up to the day itself
-- where what is charged for later months is released. $1 the day; $2 agreements or null. Only what the caller
-- provides or pays is charged by the caller.
with wanted as (
	select a.agreement, a.date, a.provider from purse_view.uncharged_activity a where a.date <= $1::date
	union select p.agreement, p.date, p.buyer from purse_view.uncharged_purchase p where p.date <= $1::date
	union select k.agreement, k.service_from, k.school from purse_view.uncharged_staff_cost k
		where k.service_from <= $1::date
	union select u.agreement, u.valid_to, u.school from purse_view.uncharged_use_share u
		where u.valid_to <= $1::date
	union select c.agreement, c.service_from, c.provider from purse_view.corrected_charge c
		where c.corrected_on <= $1::date
	union select d.agreement, d.service_from, d.provider from purse_view.arrears_due d
		where d.service_from <= $1::date
	union select l.agreement, l.valid_to, l.lead from purse_view.lot_state l where l.valid_to <= $1::date
		and l.units_left > 0),
touched as (
	select w.agreement, w.date from wanted w
	where w.provider = any ((select purse_api.my_schools_to_write())::int[]) and ($2::int[] is null
		or w.agreement = any ($2::int[]))
	union all select c.agreement, c.first from purse_api.cut_off_scope($1::date, $2::int[]) c)
select t.agreement, min(t.date) as first, case when exists (select from purse_view.agreement_version v
		where v.agreement = t.agreement and v.cut_off = 'month') then greatest(max(t.date), $1::date)
	else max(t.date) end as last
from touched t group by t.agreement order by t.agreement
