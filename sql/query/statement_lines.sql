-- What moved between two schools, from the side of the first: positive is what the second owes it more. $1
-- and $2 their ids, $3 the first day or null, $4 the last day or null. One row for each entry and stage (not
-- yet invoiced, invoiced), with what each school's own books say; null where the reader may not read them.
select b.stage, b.entry, b.date, min(b.service_date) as service_date, min(b.kind) as kind,
	min(b.document_name) as document, min(b.document_kind) as document_kind,
	min(b.description) as description,
	sum(b.amount) filter (where b.school_id = $1::int) as first_books,
	-sum(b.amount) filter (where b.school_id = $2::int) as second_books
from (select x.*, case when x.account in ('1310', '2310') then 'uninvoiced' else 'invoiced' end as stage
	from purse_view.book_line x
	where x.account in ('1310', '1320', '1390', '2310', '2320', '2390')
		and (x.school_id, x.counterparty) in (($1::int, $2::int), ($2::int, $1::int))
		and ($3::date is null or x.date >= $3::date) and ($4::date is null or x.date <= $4::date)) b
group by b.stage, b.entry, b.date
having coalesce(sum(b.amount) filter (where b.school_id = $1::int), 0) <> 0
	or coalesce(sum(b.amount) filter (where b.school_id = $2::int), 0) <> 0
order by b.stage desc, b.date, b.entry
