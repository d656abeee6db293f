-- What of entries waits for later months, in the books of each school that the reader may read and on 1500 or
-- 2500: what the first month took out, how often it was released since, and what waits after the last. $1
-- entries.
with moved as (
	select k.source, k.school, p.account, k.month, sum(p.amount) as amount
	from purse_view.cut_off k join purse_view.posting p on p.entry = k.entry and p.account in ('1500', '2500')
	where k.source = any ($1::bigint[]) group by 1, 2, 3, 4)
select m.source as entry, s.code as school, m.account, min(m.month) as first_month,
	(array_agg(m.amount order by m.month))[1] as first_pence, count(*) - 1 as releases,
	max(m.month) as last_month, sum(m.amount) as waits
from moved m join purse_view.school s on s.id = m.school
group by m.source, s.code, m.account order by m.source, s.code, m.account
