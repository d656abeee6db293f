-- What is recorded and not charged, up to a day and after it. $1 the day. kind: activity, purchase,
-- staff cost, use share (a cost shared anew by use),
-- correction (an activity that was corrected after it was charged),
-- arrears (a charge whose price an award has changed), lapse (a lot of credits past its last
-- day). mine: the caller may charge it.
select u.kind, u.school = any ((select purse_api.my_schools_to_write())::int[]) as mine,
	u.day > $1::date as is_later,
	k.code as school, count(*) as rows, min(u.day) as first, max(u.day) as last
from (
	select 'activity' as kind, a.provider as school, a.date as day from purse_view.uncharged_activity a
	union all
	select 'purchase', p.buyer, p.date from purse_view.uncharged_purchase p
	union all
	select 'staff cost', k.school, k.service_from from purse_view.uncharged_staff_cost k
	union all
	select 'use share', u.school, u.valid_to from purse_view.uncharged_use_share u
	union all
	select 'correction', c.provider, c.corrected_on from purse_view.corrected_charge c
	union all
	select 'arrears', d.provider, d.service_from from purse_view.arrears_due d
	union all
	select 'lapse', l.lead, l.valid_to from purse_view.lot_state l
	where l.is_booked and l.units_left > 0 and l.valid_to <= $1::date) u
join purse_view.counterparty k on k.id = u.school
where u.kind <> 'lapse' or u.school = any ((select purse_api.my_schools_to_read())::int[])
group by 1, 2, 3, 4 order by 3, 2 desc, 1, 4
