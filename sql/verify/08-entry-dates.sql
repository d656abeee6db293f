-- R12: an entry is dated on or after the day of the service, never before it.
select purse.entry_words(e.id) as place,
	format('it is dated %s, before the service of %s', e.date, e.service_date) as what
from purse.entry e where e.date < e.service_date
