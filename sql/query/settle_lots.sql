-- Agreements with a lot, led by one of the schools, in whose stream another school carries a penny or more.
-- What the lead carries is what it took so that a lot ended at nil, and stays. $1 schools.
select distinct l.agreement
from purse_view.lot l
join (select distinct on (c.stream, c.customer) c.stream, c.customer, c.carry_out_numerator as n,
	c.carry_out_denominator as d
	from purse_view.charge c where c.lot is not null order by c.stream, c.customer, c.seq desc) last
		on last.stream = l.stream and last.customer <> l.lead
where l.lead = any ($1::int[]) and abs(last.n) >= last.d
order by l.agreement
