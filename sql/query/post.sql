-- What a post of the reader's schools is and is paid, by dates, cut where its school gets another employer.
-- $1 the post's code; $2 the school's code, or null.
select s.code as school, p.code as post, t.role, t.kind, greatest(t.valid_from, g.valid_from) as valid_from,
	least(t.last_day, g.last_day) as valid_to, t.salary, t.allowances, t.part_numerator, t.part_denominator,
	t.week_hours, t.full_hours, t.weeks, t.leave_days, t.paid_weeks, t.days, t.hours, t.pension, t.levy,
	t.source, b.code as employer
from purse_view.post p join purse_view.school s on s.id = p.school
join (select d.*, least(d.valid_to, lead(d.valid_from, 1, date 'infinity')
		over (partition by d.post order by d.valid_from) - 1) as last_day from purse_view.post_detail d) t
	on t.post = p.id
left join (select x.school, x.employer, x.valid_from, least(x.valid_to, lead(x.valid_from, 1, date 'infinity')
		over (partition by x.school order by x.valid_from) - 1) as last_day from purse_view.school_body x) g
	on g.school = p.school and g.valid_from <= t.last_day and g.last_day >= t.valid_from
left join purse_view.body b on b.id = g.employer
where p.code = $1 and ($2::text is null or s.code = $2) order by s.code, valid_from
