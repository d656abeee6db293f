-- VAT persons that are not registered and have supplied, in the twelve months up to a day, as much as the
-- level from which to warn, or more: with the schools of theirs that keep books here and that the reader may
-- read. $1 the day, $2 codes of schools; null: all.
with person as (
	select v.body, array_agg(s.id) as schools, string_agg(s.code, ', ' order by s.code) as codes
	from purse_view.vat_person v join purse_view.school s on s.id = v.school and s.keeps_books
	where $1::date between v.valid_from and v.last_day and not v.registered
		and s.id = any ((select purse_api.my_schools_to_read())::int[])
	group by v.body
	having $2::text[] is null or bool_or(s.code = any ($2::text[]))
)
select b.code as body, p.codes as schools, u.turnover, t.amount as threshold
from person p join purse_view.body b on b.id = p.body
join purse_view.vat_threshold t on $1::date between t.valid_from and t.valid_to
cross join lateral (select coalesce(sum(l.net), 0)::bigint as turnover
	from purse_view.document d join purse_view.document_line l on l.document = d.id
	where l.treatment = 'not registered' and d.issued <= $1::date
		and d.issued > $1::date - interval '1 year' and d.issuer in (select v.school
			from purse_view.vat_person v where v.body = p.body)) u
where u.turnover >= trunc(t.amount * t.warn_from)
order by b.code
