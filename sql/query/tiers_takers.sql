-- Who takes what by those lists: parties of the agreement, who was charged, who is recorded for, and further
-- schools. A brokered activity is taken by the client. $1 to $4 as in tiers_lists.sql; $5 codes of further
-- schools. charged, recorded: quantities; pupils: the latest number on or before the last day.
with list as (
	select distinct t.agreement, t.item, t.unit, t.valid_from, greatest(t.valid_from, $2::date) as first,
		least(t.last_day, $3::date) as last
	from purse_view.tier_in_force t join purse_view.agreement a on a.id = t.agreement
	where t.valid_from <= $3::date and t.last_day >= $2::date and ($1::text is null or a.code = $1::text)
		and ($4::text is null or t.item = $4::text)),
taken as (
	select l.agreement, l.item, l.unit, l.valid_from, c.customer as school,
		case when c.reverses is null then c.quantity else -c.quantity end as charged, 0::numeric as recorded
	from list l join purse_view.charge c on c.agreement = l.agreement and c.kind in ('line', 'draw')
		and c.service_from between l.first and l.last
	join purse_view.basis b on b.id = c.basis and b.item = l.item and b.unit = l.unit
		and b.leg is distinct from 'home'
	union all
	select l.agreement, l.item, l.unit, l.valid_from, u.beneficiary, 0, u.quantity
	from list l join purse_view.uncharged_activity u on u.agreement = l.agreement and u.item = l.item
		and u.unit = l.unit and u.date between l.first and l.last and u.leg is distinct from 'home'
	union all
	select l.agreement, l.item, l.unit, l.valid_from, p.school, 0, 0
	from list l join purse_view.party p on p.agreement = l.agreement and p.valid_from <= l.last
		and p.valid_to >= l.first
	union all
	select l.agreement, l.item, l.unit, l.valid_from, s.id, 0, 0
	from list l cross join purse_view.school s where s.code = any ($5::text[]))
select a.code as agreement, t.item, t.unit, t.valid_from, s.code as school, s.name, t.charged, t.recorded,
	n.pupils, n.date as pupils_on
from (select x.agreement, x.item, x.unit, x.valid_from, x.school, sum(x.charged) as charged,
		sum(x.recorded) as recorded
	from taken x group by 1, 2, 3, 4, 5) t
join list l on l.agreement = t.agreement and l.item = t.item and l.unit = t.unit
	and l.valid_from = t.valid_from
join purse_view.agreement a on a.id = t.agreement join purse_view.school_now s on s.id = t.school
left join lateral (select y.position from purse_view.party y where y.agreement = t.agreement
	and y.school = t.school order by y.valid_from desc limit 1) p on true
left join lateral (select y.pupils, y.date from purse_view.pupil_number y where y.school = t.school
	and y.date <= l.last order by y.date desc limit 1) n on true
order by a.code, t.item, t.unit, t.valid_from, p.position, s.code
