-- What is recorded of the cost of staff of the caller's schools, by month, agreement and role: the sum, and
-- the row that a true-up would name. worked: a post for which it was worked out here; null where all rows
-- were given by hand, which then stay as they are unless the post is shared here too. $1 the last day, $2 the
-- code of an agreement or null.
select date_trunc('month', k.service_from)::date as month, a.code, k.school as school_id, s.code as school,
	k.role, sum(k.amount) as amount, a.id as agreement,
	(array_agg(k.ref order by k.record) filter (where k.kind <> 'true-up'))[1] as ref,
	(array_agg(k.kind order by k.record) filter (where k.kind <> 'true-up'))[1] as kind,
	min(k.service_from) filter (where k.kind <> 'true-up') as service_from,
	min(k.service_to) filter (where k.kind <> 'true-up') as service_to,
	(array_agg(w.post order by k.record desc) filter (where w.post is not null))[1] as worked,
	coalesce(bool_or(w.by_rates) filter (where w.latest), false) as by_rates
from purse_view.staff_cost_told k join purse_view.agreement a on a.id = k.agreement
join purse_view.school s on s.id = k.school
left join lateral (select min(p.code) as post, bool_or(x.made_from = 'rates') as by_rates,
		not exists (select from purse_view.staff_cost_told n join purse_view.staff_working u
			on u.staff_cost = n.record where n.agreement = k.agreement and n.role = k.role
			and n.record > k.record and date_trunc('month', n.service_from)
				= date_trunc('month', k.service_from)) as latest
	from purse_view.staff_working x join purse_view.post p on p.id = x.post
	where x.staff_cost = k.record having count(*) > 0) w on true
where k.service_from <= $1::date and ($2::text is null or a.code = $2)
	and k.school = any ((select purse_api.my_schools_to_write())::int[])
group by 1, 2, 3, 4, 5, a.id
order by 1, 2, 3, 5
