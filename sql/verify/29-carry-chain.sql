-- R4: a charge starts from the carry that the school's charge before it in the stream left; the first from
-- none.
select format('%s, %s', purse.charge_words(u.id), purse.step_words(u.stream, u.seq)) as place,
	format('it starts from a carry of %s/%s, and the step before it left %s/%s', u.n, u.d,
		coalesce(u.before_n, 0),
		coalesce(u.before_d, 1)) as what
from (
	select c.id, c.stream, c.seq, c.carry_in_numerator as n, c.carry_in_denominator as d,
		lag(c.carry_out_numerator) over w as before_n, lag(c.carry_out_denominator) over w as before_d
	from purse.charge c where c.stream is not null
	window w as (partition by c.stream, c.customer order by c.seq, c.id)) u
where (u.n * coalesce(u.before_d, 1) = coalesce(u.before_n, 0) * u.d) is not true
