-- R2: an exact value is a reduced pair of whole numbers with a denominator above zero.
select u.place, format('%s/%s is not a reduced fraction', u.n, u.d) as what
from (
	select purse.charge_words(c.id) as place, x.n, x.d
	from purse.charge c cross join lateral (values (c.exact_numerator, c.exact_denominator),
		(c.carry_in_numerator, c.carry_in_denominator),
			(c.carry_out_numerator, c.carry_out_denominator)) x (n, d)
	union all
	select format('%s, school %s', purse.basis_words(w.basis), purse.code_of(w.school)), w.weight_numerator,
		w.weight_denominator
	from purse.basis_weight w
	union all
	select format('movement %s of %s', m.id, purse.lot_words(m.lot)), m.exact_numerator, m.exact_denominator
		from purse.lot_movement m) u
where (u.n is null) <> (u.d is null) or u.d <= 0 or u.n <> trunc(u.n) or u.d <> trunc(u.d)
	or gcd(u.n, u.d) <> 1
