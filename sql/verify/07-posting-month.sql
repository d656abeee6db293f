-- R12: the month of a posting is the month of its entry's date, counted from January 1970 = 0.
select purse.entry_words(e.id) as place,
	format('%s of its lines stand in %s, and its date is in %s', count(*), purse.month_words(p.month),
		purse.month_words(e.month)) as what
from purse.posting p
join (
	select x.id, x.key, x.date,
		(extract(year from x.date)::int - 1970) * 12 + extract(month from x.date)::int - 1 as month
	from purse.entry x) e on e.id = p.entry
where p.month <> e.month group by e.id, e.key, e.date, e.month, p.month
