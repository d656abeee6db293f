-- R12: months close in order: what is late moves forward, so no month before a closed one holds postings and
-- stands open.
select format('school %s, %s', purse.code_of(p.school), purse.month_words(p.month)) as place,
	format('the month is open again, or lines were put in: it has %s, and %s is closed', p.postings,
		purse.month_words(l.month)) as what
from (select c.school, max(c.month) as month from purse.period_close c group by c.school) l
join (select q.school, q.month, count(*) as postings from purse.posting q group by q.school, q.month) p
	on p.school = l.school and p.month < l.month
left join purse.period_close c on c.school = p.school and c.month = p.month
where c.school is null
