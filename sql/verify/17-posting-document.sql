-- A line of the books belongs to the document that its entry books, and to no other.
select format('%s, line %s, school %s', purse.entry_words(p.entry), p.line, purse.code_of(p.school)) as place,
	format('it belongs to %s, and should to %s',
		coalesce((select 'document ' || x.name from purse.document x where x.id = p.document),
			'document no. ' || p.document, 'no document'), coalesce('document ' || d.name, 'none')) as what
from purse.posting p left join purse.document d on d.entry = p.entry
where p.document is distinct from d.id
