-- R12: the month of a posting is the month of its entry's date, counted from January 1970 = 0.
select format('entry %s (%s) of %s', e.id, e.key, e.date) as place,
	format('%s postings stand in month %s, and the date is in month %s', count(*), p.month, e.month) as what
from purse.posting p
join (
	select x.id, x.key, x.date,
		(extract(year from x.date)::int - 1970) * 12 + extract(month from x.date)::int - 1 as month
	from purse.entry x) e on e.id = p.entry
where p.month <> e.month group by e.id, e.key, e.date, e.month, p.month
