-- Agreements and what was decided of them, a row for the lead and each party of those that hold on a day or
-- of which something is held. $1 the day, $2 an agreement's code or null.
-- decided: the latest decision of the school's board up to the day. held: what is charged to the school and
-- may not be invoiced, as no approval covers it or its limit is reached. charged: what stands under the
-- latest decision, on documents or not. review_due: a year after the
-- agreement began or was last decided on, recommended or reviewed.
with standing as (
	select c.agreement, c.customer, c.service_from, c.service_to, c.pence,
		c.live = 0 and c.held and c.pence <> 0 as held
	from purse_view.charge_standing c where c.reversed_by is null),
held as (
	select s.agreement, s.customer, count(*) as charges, sum(s.pence) as pence, min(s.service_from) as first,
		max(s.service_to) as last
	from standing s where s.held group by 1, 2),
version as (
	select distinct on (v.agreement) v.agreement, v.name, v.lead, v.valid_from, v.valid_to,
		min(v.valid_from) over (partition by v.agreement) as began
	from purse_view.agreement_version v
	order by v.agreement, v.valid_from <= $1::date desc,
		case when v.valid_from <= $1::date then v.valid_from end desc, v.valid_from),
taking_part as (
	select v.agreement, v.lead as school, 0 as position from version v
	union
	select p.agreement, p.school, min(p.position) from purse_view.party p
	join version v on v.agreement = p.agreement and p.school <> v.lead
	where p.valid_to >= least($1::date, v.valid_to)
		or exists (select from held h where h.agreement = p.agreement and h.customer = p.school)
	group by 1, 2)
select a.code as agreement, v.name as agreement_name, l.code as lead, l.name as lead_name, k.code as school,
	k.name as school_name, t.position = 0 as is_lead,
	o.date as raised_on, o.raised_by, o.what as proposal,
	c.date as recommended_on, c.committee, c.minute as recommended_minute, c.decision as advice,
	c.basis as recommended_basis,
	d.decision, d.board, d.minute, d.decided, d.valid_from, d.expires, d.limit_pence, d.conditions,
	d.authorised_by, coalesce(u.last_day, d.expires) as until, d.valid_from > $1::date as is_ahead,
	coalesce(u.last_day >= $1::date and d.valid_from <= $1::date, false) as is_live,
	coalesce(h.charges, 0) as held_charges, coalesce(h.pence, 0) as held_pence, h.first as held_first,
	h.last as held_last,
	case when d.record is not null then coalesce((select sum(s.pence) from standing s
		where s.agreement = t.agreement and s.customer = t.school
			and s.service_from between d.valid_from and coalesce(u.last_day, d.expires)), 0) end as charged,
	(greatest(v.began, w.date, g.decided) + interval '1 year')::date as review_due,
	v.valid_to >= $1::date and v.valid_from <= $1::date as in_force
from taking_part t
join version v on v.agreement = t.agreement
join purse_view.agreement a on a.id = t.agreement
join purse_view.school_now l on l.id = v.lead
join purse_view.school_now k on k.id = t.school
left join held h on h.agreement = t.agreement and h.customer = t.school
left join lateral (select x.* from purse_view.proposal x where x.agreement = t.agreement
	and x.date <= $1::date order by x.date desc, x.record desc limit 1) o on true
left join lateral (select x.* from purse_view.recommendation x where x.agreement = t.agreement
	and x.date <= $1::date and x.decision <> 'reviewed' order by x.date desc, x.record desc limit 1) c on true
left join lateral (select max(x.date) as date from purse_view.recommendation x
	where x.agreement = t.agreement and x.date <= $1::date) w on true
left join lateral (select x.* from purse_view.approval x where x.agreement = t.agreement
	and x.school = t.school and x.decided <= $1::date
	order by x.decided desc, x.record desc limit 1) d on true
left join lateral (select max(x.decided) as decided from purse_view.approval x
	where x.agreement = t.agreement and x.decided <= $1::date) g on true
left join purse_view.authority u on u.record = d.record
where ($2::text is null or a.code = $2::text)
	and (v.valid_to >= $1::date or $2::text is not null
		or exists (select from held x where x.agreement = t.agreement))
order by a.code, t.position, k.code
