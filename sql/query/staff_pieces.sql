-- What is shared of the posts of the caller's schools, cut by months and where an agreement has another
-- version: a row for each stretch of days of a month on which the same holds, with the payroll of that month
-- if it is there. $1 the last day, $2 the code of an agreement or null.
with held as (
	select d.*, least(d.valid_to, lead(d.valid_from, 1, date 'infinity')
		over (partition by d.agreement, d.post order by d.valid_from) - 1) as last_day
	from purse_view.shared_post d),
agreed as (
	select v.agreement, v.lead, v.valid_from, least(v.valid_to, lead(v.valid_from, 1, date 'infinity')
		over (partition by v.agreement order by v.valid_from) - 1) as last_day
	from purse_view.agreement_version v)
select a.id as agreement, a.code, s.id as school_id, s.code as school, p.code as post, h.role,
	m.first as month, m.valid_from, m.valid_to, h.part_numerator, h.part_denominator, h.weeks,
	y.gross + y.national_insurance + y.pension + y.levy + y.other as payroll, y.gross,
	y.national_insurance, y.pension, y.levy, y.other, r.ref as payroll_ref
from held h join purse_view.post p on p.id = h.post join purse_view.school s on s.id = p.school
join purse_view.agreement a on a.id = h.agreement
join agreed v on v.agreement = h.agreement and v.lead = p.school
	and v.valid_from <= h.last_day and v.last_day >= h.valid_from
cross join lateral (
	select g.first, greatest(h.valid_from, v.valid_from, g.first) as valid_from,
		least(h.last_day, v.last_day, (g.first + interval '1 month')::date - 1) as valid_to
	from (select t::date as first from generate_series(
		date_trunc('month', greatest(h.valid_from, v.valid_from)::timestamp),
		least(h.last_day, v.last_day, $1::date)::timestamp, interval '1 month') t) g) m
left join purse_view.payroll y on y.post = h.post and y.month = m.first
left join purse_view.record r on r.id = y.record
where p.school = any ((select purse_api.my_schools_to_write())::int[]) and ($2::text is null or a.code = $2)
order by m.first, a.code, s.id, h.role, p.code, m.valid_from
