-- For each school with books here that the reader may read: the last month that is closed, the first that is
-- not and is over (null when no entry stands in such a month), and the last of these in which entries stand.
-- mine: the caller may close it. $1 the month under way, which can't be closed yet; months count from January
-- 1970 = 0.
select s.code as school, s.id = any ((select purse_api.my_schools_to_write())::int[]) as mine, c.last_closed,
	case when p.last_used > coalesce(c.last_closed, -1)
		then coalesce(c.last_closed + 1, p.first_used) end as first_open, p.last_used
from purse_view.school s
left join (select x.school, max(x.month) as last_closed from purse_view.period_close x group by x.school) c
	on c.school = s.id
left join (select q.school, min(q.month) as first_used, max(q.month) as last_used from purse_view.posting q
	where q.month < $1::int group by q.school) p on p.school = s.id
where s.keeps_books and s.id = any ((select purse_api.my_schools_to_read())::int[])
order by s.code
