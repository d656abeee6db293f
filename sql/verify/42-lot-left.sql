-- R5: never more is taken from a lot than it holds, at any step; and a lot that is used up ends at exactly
-- nil, in credits and in pence. Movements are signed: what comes in is positive, what goes out negative.
select format('%s, movement %s', purse.lot_words(u.lot), u.id) as place,
	case when u.units < 0 then format('%s credits are left', u.units)
		else format('no credits are left, and %s', purse.pounds(u.pence)) end as what
from (
	select m.lot, m.id, sum(m.quantity) over w as units, sum(m.pence) over w as pence,
		row_number() over (partition by m.lot order by m.id desc) as from_last
	from purse.lot_movement m window w as (partition by m.lot order by m.id)) u
where u.units < 0 or (u.from_last = 1 and u.units = 0 and u.pence <> 0)
