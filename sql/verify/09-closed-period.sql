-- R12, R15: a closed month accepts nothing: no posting in it comes from a batch that was opened after the
-- month was closed.
select format('%s, school %s', purse.entry_words(e.id), s.code) as place,
	format('it was recorded on %s in %s, which had been closed on %s', b.recorded_at,
		purse.month_words(c.month), c.closed_at) as what
from purse.period_close c
join purse.posting p on p.school = c.school and p.month = c.month
join purse.entry e on e.id = p.entry
join purse.batch b on b.id = e.batch
left join purse.school s on s.id = c.school
where b.recorded_at > c.closed_at
group by e.id, e.key, s.code, b.recorded_at, c.month, c.closed_at
