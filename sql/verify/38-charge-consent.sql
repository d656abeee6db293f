-- R11: a charge is made under an agreement that was in force on its day, by and to schools that then were its
-- lead or its parties. The day is that of the service; of a shared cost, the one whose share key counts.
select format('agreement %s, school %s, %s', coalesce(a.code, '?'), coalesce(s.code, '?'),
	u.day) as place,
	format('%s charges without an agreement in force that names the school, the first %s', u.charges,
		purse.charge_words(u.first)) as what
from (
	select x.agreement, x.school, x.day, count(*) as charges, min(x.id) as first
	from (
		select c.id, c.agreement, s.school, coalesce(b.key_date, c.service_from) as day
		from purse.charge c
		join purse.basis b on b.id = c.basis
		cross join lateral (select c.provider as school union select c.customer) s
		where c.reverses is null and c.kind in ('line', 'arrears', 'share', 'draw')) x
	group by 1, 2, 3) u
left join purse.agreement a on a.id = u.agreement
left join purse.school s on s.id = u.school
where not exists (
		select from purse.agreement_version v
		where v.agreement = u.agreement and u.day between v.valid_from and v.valid_to)
	or not exists (
		select from (
			select v.agreement, v.lead as school, v.valid_from, v.valid_to from purse.agreement_version v
			union all
			select y.agreement, y.school, y.valid_from, y.valid_to from purse.party y) n
		where n.agreement = u.agreement and n.school = u.school and u.day between n.valid_from and n.valid_to)
