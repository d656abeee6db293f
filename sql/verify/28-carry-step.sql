-- R4: what a charge does not post is carried: carry out = carry in + exact - pence.
select format('%s, %s', purse.charge_words(c.id), purse.step_words(c.stream, c.seq)) as place,
	format('carried in %s/%s + exact %s/%s - charged %s pence is not what it carries out, %s/%s',
		c.carry_in_numerator, c.carry_in_denominator, c.exact_numerator, c.exact_denominator, c.pence,
		c.carry_out_numerator, c.carry_out_denominator) as what
from purse.charge c
where c.stream is not null
	and ((c.carry_in_numerator * c.exact_denominator + c.exact_numerator * c.carry_in_denominator
	- c.pence * c.carry_in_denominator * c.exact_denominator) * c.carry_out_denominator
	= c.carry_out_numerator * c.carry_in_denominator * c.exact_denominator) is not true
