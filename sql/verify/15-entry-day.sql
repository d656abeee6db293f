-- R12: what happened is booked on its day, or, where the month was closed already in a school that it
-- touches, on the first of the first month that was open in all of them. What was closed then is what batches
-- before the entry's had closed.
select purse.entry_words(u.entry) as place,
	format('it is booked on %s, and its service was on %s: it should be booked on %s', u.date, u.service_date,
		u.wanted) as what
from (
	select e.id as entry, e.date, e.service_date,
		case when coalesce(max(c.month) >= purse.month_of(e.service_date), false)
			then (purse.last_day_of(max(c.month)) + 1)::date else e.service_date end as wanted
	from purse.entry e
	join purse.posting p on p.entry = e.id
	left join purse.period_close c on c.school = p.school and c.batch < e.batch
	where e.kind in ('charge', 'purchase', 'reversal')
	group by e.id, e.date, e.service_date) u
where u.date <> u.wanted
