-- Who stands behind each school for VAT, and what follows from it, with the dates for which both hold. No
-- parameters.
select g.school, greatest(g.valid_from, b.valid_from) as valid_from, least(g.valid_to, b.until) as valid_to,
	g.vat_body,
	b.eligible, (b.vat_scheme in ('registered', 'section 33B registered')
		or b.vat_scheme = 'section 33' and b.vat_number is not null) as registered,
	b.vat_scheme in ('registered', 'section 33B registered', 'section 33', 'section 33B') as recovers
from purse_view.school_body g
join (select d.*, coalesce(lead(d.valid_from) over (partition by d.body order by d.valid_from) - 1,
	'infinity') as until
	from purse_view.body_detail d) b on b.body = g.vat_body and b.valid_from <= g.valid_to
		and b.until >= g.valid_from
order by g.school, 2
