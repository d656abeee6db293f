-- R4: in a stream of shares the carries sum to zero after each step: what the step adds to the carries of its
-- schools adds up to nothing. Fractions of one denominator are added first, then the sums, over their lowest
-- common denominator.
with recursive term as (
	select u.stream, u.seq, u.n, u.d, row_number() over (partition by u.stream, u.seq order by u.d) as k
	from (
		select v.stream, v.seq, v.d, sum(v.n) as n
		from (
			select c.stream, c.seq, c.carry_out_numerator as n, c.carry_out_denominator as d
			from purse.charge c
			union all
			select c.stream, c.seq, -c.carry_in_numerator, c.carry_in_denominator from purse.charge c) v
		join purse.stream t on t.id = v.stream and t.kind = 'share'
		group by v.stream, v.seq, v.d having sum(v.n) <> 0) u
), adding as (
	select t.stream, t.seq, t.k, t.n, t.d from term t where t.k = 1
	union all
	select a.stream, a.seq, t.k, a.n * div(m.d, a.d) + t.n * div(m.d, t.d), m.d
	from adding a join term t on t.stream = a.stream and t.seq = a.seq and t.k = a.k + 1
	cross join lateral (select lcm(a.d, t.d) as d) m
)
select purse.step_words(w.stream, w.seq) as place,
	format('its carries are out by %s/%s of a penny', w.n, w.d) as what
from (select distinct on (a.stream, a.seq) a.* from adding a order by a.stream, a.seq, a.k desc) w
where w.n <> 0
