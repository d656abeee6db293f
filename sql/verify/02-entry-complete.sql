-- R9: an entry is posted whole: it has as many postings as it says, numbered from 1 on, and every posting has
-- an entry.
select purse.entry_words(coalesce(e.id, l.entry)) as place,
	case when e.id is null then format('it is gone, and %s lines stand without it', l.postings)
		when l.entry is null then format('it has no lines, and should have %s', e.lines)
		else format('it should have %s lines, and has %s, numbered from %s to %s', e.lines, l.postings,
			l.first, l.last)
	end as what
from purse.entry e
full join (
	select p.entry, count(*) as postings, min(p.line) as first, max(p.line) as last
	from purse.posting p group by p.entry) l on l.entry = e.id
where e.id is null or l.entry is null or l.postings <> e.lines or l.first <> 1 or l.last <> e.lines
