-- R4, R5: credits that lapse are shared by the weights frozen in the basis: the exact parts of one lapse
-- stand to each other as the weights do. What the lead takes so that a lot ends at nil (residue) and what a
-- close posts of a carry (settle) have an exact value of zero.
with part as (
	select c.id, c.stream, c.seq, c.exact_numerator as n, c.exact_denominator as d, w.weight_numerator as wn,
		w.weight_denominator as wd,
			row_number() over (partition by c.stream, c.seq order by w.weight_numerator = 0, c.id) as k
	from purse.charge c left join purse.basis_weight w on w.basis = c.basis and w.school = c.customer
	where c.kind = 'lapse' and c.reverses is null
)
select format('%s, %s', purse.charge_words(p.id), purse.step_words(p.stream, p.seq)) as place,
	case when p.wn is null then 'the school has no share'
		else format('%s/%s pence do not stand to %s/%s of %s as their shares do', p.n, p.d, f.n, f.d,
			purse.charge_words(f.id)) end as what
from part p join part f on f.stream = p.stream and f.seq = p.seq and f.k = 1
where p.wn is null or p.n * f.d * f.wn * p.wd <> f.n * p.d * p.wn * f.wd
union all
select format('%s, %s', purse.charge_words(c.id), purse.step_words(c.stream, c.seq)),
	format('the exact value of a %s is %s/%s, not 0', c.kind, c.exact_numerator, c.exact_denominator)
from purse.charge c where c.kind in ('residue', 'settle') and c.exact_numerator <> 0
