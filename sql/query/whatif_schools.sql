-- Schools of agreements: parties in the days, who charged or was charged, and further schools. $1 agreements;
-- $2 first and $3 last day; $4 codes of further schools. within: it is in the agreement. pupils: the latest
-- number on or before the last day.
with within as (
	select p.agreement, p.school from purse_view.party p
	where p.agreement = any ($1::int[]) and p.valid_from <= $3::date and p.valid_to >= $2::date
	union select c.agreement, x.school from purse_view.charge c
	cross join lateral (values (c.provider), (c.customer)) x (school)
	where c.agreement = any ($1::int[]) and c.service_from between $2::date and $3::date
	union select v.agreement, v.lead from purse_view.agreement_version v
	where v.agreement = any ($1::int[]) and v.valid_from <= $3::date and v.valid_to >= $2::date),
listed as (
	select w.agreement, w.school, true as within from within w
	union all
	select g.id, s.id, false from unnest($1::int[]) g (id) cross join purse_view.school s
	where s.code = any ($4::text[])
		and not exists (select from within w where w.agreement = g.id and w.school = s.id))
select l.agreement, l.school, s.code, s.name, l.within, n.pupils, n.date as pupils_on
from listed l join purse_view.school_now s on s.id = l.school
left join lateral (select y.position from purse_view.party y where y.agreement = l.agreement
	and y.school = l.school order by y.valid_from desc limit 1) p on true
left join lateral (select y.pupils, y.date from purse_view.pupil_number y where y.school = l.school
	and y.date <= $3::date order by y.date desc limit 1) n on true
order by l.agreement, l.within desc, p.position, s.code
