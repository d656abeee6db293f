-- What a VAT person that is not registered supplied in the twelve months up to a day, and the threshold of
-- that day in pence. $1 the school that supplies, $2 the day.
select coalesce((select sum(l.net) from purse_view.document d
		join purse_view.document_line l on l.document = d.id
		where l.treatment = 'not registered' and d.issued <= $2::date
			and d.issued > $2::date - interval '1 year'
			and d.issuer in (select v.school from purse_view.vat_person v
				join purse_view.vat_person i on i.body = v.body and i.school = $1::int
					and $2::date between i.valid_from and i.last_day)), 0) as turnover,
	coalesce(t.amount, 0) as threshold, coalesce(trunc(t.amount * t.warn_from), 0)::bigint as warn
from (select) one left join purse_view.vat_threshold t on $2::date between t.valid_from and t.valid_to
