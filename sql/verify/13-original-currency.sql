-- R1: a posting keeps the original currency and amount together, and only where the currency is not that of
-- the school's books.
select format('%s, line %s, school %s', purse.entry_words(p.entry), p.line, purse.code_of(p.school))
		as place,
	case when p.original_currency is null or p.original_amount is null
		then 'original amount and currency do not both stand there'
		else format('the original currency %s is that of the books', p.original_currency) end as what
from purse.posting p left join purse.school s on s.id = p.school
where (p.original_currency is null) <> (p.original_amount is null) or p.original_currency = s.currency
