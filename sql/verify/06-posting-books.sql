-- R10: nothing is posted in a school that keeps no books here; it is a counterparty only.
select format('school %s', s.code) as place, format('%s postings stand in its books, the first in entry %s',
		count(*), min(p.entry)) as what
from purse.posting p join purse.school s on s.id = p.school
where not s.keeps_books group by s.code
