-- What a staff cost was worked out from comes to what is recorded of it, to the penny: cost x time x part of
-- all its workings, added as fractions, is the sum of its estimate or actual and of the true-ups up to it. A
-- working by payroll has the total of the payroll, and its part is the part that the agreement shares.
with recursive working as (
	select w.staff_cost, w.cost_numerator * w.time_numerator * w.part_numerator as n,
		w.cost_denominator * w.time_denominator * w.part_denominator as d,
		row_number() over (partition by w.staff_cost order by w.record) as k
	from purse.staff_working w
), adding as (
	select w.staff_cost, w.k, w.n, w.d from working w where w.k = 1
	union all
	select a.staff_cost, w.k, a.n * div(m.d, a.d) + w.n * div(m.d, w.d), m.d
	from adding a join working w on w.staff_cost = a.staff_cost and w.k = a.k + 1
	cross join lateral (select lcm(a.d, w.d) as d) m
), whole as (
	select distinct on (a.staff_cost) a.staff_cost, a.n, a.d from adding a order by a.staff_cost, a.k desc
)
select u.place, u.what from (
	select purse.record_words(k.record) as place,
		case when k.record is null then 'what was worked out is not there'
			when sign(w.n) * div(2 * abs(w.n) + w.d, 2 * w.d) is distinct from (
				select sum(o.amount) from purse.staff_cost o where o.agreement = k.agreement
					and o.school = k.school and o.role = k.role and o.record <= k.record
					and date_trunc('month', o.service_from) = date_trunc('month', k.service_from)
					and not exists (select from purse.record x where x.supersedes = o.record
						and x.id <= k.record))
				then format('%s/%s pence were worked out, and the rows recorded up to it add to another sum',
					w.n, w.d) end as what
	from whole w left join purse.staff_cost k on k.record = w.staff_cost
	union all
	select purse.record_words(w.record),
		case when p.school <> k.school then 'its post is of another school than its staff cost'
			when w.made_from <> 'nothing' and h.record is null
				then 'the row that shares the post is not there'
			when h.post <> w.post or h.agreement <> k.agreement
				or h.part_numerator * w.part_denominator <> w.part_numerator * h.part_denominator
				then 'another part of the post was agreed'
			when w.valid_from < h.valid_from or w.valid_to > h.valid_to
				then 'it is of days on which the post is not shared'
			when w.made_from = 'rates' and w.post_detail is null then 'what the post was is not there'
			when w.made_from = 'payroll' and (y.post <> w.post
					or y.month <> date_trunc('month', w.valid_from)::date)
				then 'its payroll is of another post or month'
			when w.made_from = 'payroll' and w.cost_numerator <> w.cost_denominator
					* (y.gross + y.national_insurance + y.pension + y.levy + y.other)
				then 'its cost is not what the payroll says'
			when w.time_numerator < 0 or w.time_numerator > w.time_denominator
				then 'its days are no part of their time' end
	from purse.staff_working w left join purse.staff_cost k on k.record = w.staff_cost
	left join purse.post p on p.id = w.post left join purse.shared_post h on h.record = w.shared_post
	left join purse.payroll y on y.record = w.payroll
) u where u.what is not null
