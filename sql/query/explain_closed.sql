-- Months that were closed for schools of an entry when it was posted, from that of the service on: why it is
-- booked later (R12). $1 entries.
select e.id as entry, s.code as school, c.month, c.closed_by, c.closed_at::date as closed_on
from purse_view.entry e join purse_view.batch b on b.id = e.batch
cross join lateral (
	select p.school from purse_view.posting p where p.entry = e.id
	union select p.counterparty from purse_view.posting p where p.entry = e.id
	union select u.school from purse_view.charge x cross join lateral (values (x.provider),
		(x.customer)) u (school)
		where x.entry = e.id) t
join purse_view.period_close c on c.school = t.school and c.closed_at <= b.recorded_at
	and c.month >= extract(year from e.service_date)::int * 12 + extract(month
	from e.service_date)::int - 1 - 1970 * 12
	and c.month < extract(year from e.date)::int * 12 + extract(month from e.date)::int - 1 - 1970 * 12
join purse_view.school s on s.id = c.school
where e.id = any ($1::bigint[]) and e.date > e.service_date
order by e.id, c.month, s.code
