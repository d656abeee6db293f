-- R14: the documents of an issuing school and series are numbered 1, 2, 3 … without gaps, up to where their
-- counter stands.
select format('issuer %s, series %s', coalesce(s.code, '?'), coalesce(d.series, c.series)) as place,
	format('%s documents, numbered from %s to %s, and the counter stands at %s%s', coalesce(d.documents, 0),
		d.first, d.last, coalesce(c.last::text, 'nothing'),
		(select '; missing: ' || string_agg(n.n::text, ', ' order by n.n)
		from generate_series(1, greatest(c.last, d.last)) n (n)
		where not exists (select from purse.document x where x.number = n.n
			and x.issuer = coalesce(d.issuer, c.issuer)
			and x.series = coalesce(d.series, c.series)))) as what
from (
	select x.issuer, x.series, count(*) as documents, min(x.number) as first, max(x.number) as last
	from purse.document x group by x.issuer, x.series) d
full join purse.counter c on c.issuer = d.issuer and c.series = d.series
left join purse.school s on s.id = coalesce(d.issuer, c.issuer)
where coalesce(d.documents, 0) <> coalesce(c.last, -1) or d.first <> 1 or d.last <> c.last
