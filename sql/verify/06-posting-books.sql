-- R10: nothing is posted in a school that keeps no books here; it is a counterparty only.
select format('school %s', s.code) as place,
	format('it keeps no books here, and %s lines stand in them, the first in %s',
		count(*), purse.entry_words(min(p.entry))) as what
from purse.posting p join purse.school s on s.id = p.school
where not s.keeps_books group by s.code
