-- R7: charges are booked on the codes that were agreed for their day: those of the agreement or the party,
-- else those that the school's local authority has chosen, else the usual ones. And the authority's own codes
-- on a document are some that were recorded of it.
select format('%s, school %s', purse.charge_words(m.charge), purse.code_of(m.school)) as place,
	format('it is booked on %s, and for %s %s is agreed', m.booked, purse.day_words(m.day), m.agreed) as what
from purse.miscoded_charge m
union all
select format('document %s', d.name), format('it says code "%s" of %s, which was never recorded', p.code,
	purse.code_of(p.school))
from purse.document d
cross join lateral (values (d.issuer, d.issuer_party ->> 'charge_income'),
	(d.issuer, d.issuer_party ->> 'charge_payment'), (d.customer, d.customer_party ->> 'charge_income'),
	(d.customer, d.customer_party ->> 'charge_payment')) p (school, code)
where p.code is not null and not exists (select from purse.school_body g
	join purse.local_code l on l.body in (g.vat_body, g.legal_body, g.employer)
	where g.school = p.school and p.code in (l.charge_income, l.charge_payment))
