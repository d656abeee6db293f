-- Section 3 of the design: what is shared, drawn or lapses leaves the prepaid account 1500 of the school that
-- paid, penny for penny, and the own share of that school stands on its cost account; where no own share is
-- booked the cost may have stood on a cost account from the start.
select format('%s, school %s', purse.entry_words(u.entry), s.code) as place,
	format('its charges at cost add up to %s, its own share to %s; account 1500 has %s, its cost accounts %s',
		purse.pounds(u.charged), purse.pounds(u.own), purse.pounds(u.prepaid), purse.pounds(u.cost)) as what
from (
	select c.entry, c.provider, c.charged, c.own, coalesce(p.prepaid, 0) as prepaid,
		coalesce(p.cost, 0) as cost
	from (
		select x.entry, x.provider, sum(x.pence) as charged,
			coalesce(sum(x.pence) filter (where x.provider = x.customer), 0) as own
		from purse.charge x where x.kind in ('share', 'draw', 'lapse', 'residue')
			and x.source is distinct from (select k.record from purse.staff_cost k where k.record = x.source)
		group by x.entry, x.provider) c
	left join (
		select q.entry, q.school, sum(q.amount) filter (where q.account = '1500') as prepaid,
			sum(q.amount) filter (where a.class in ('expense', 'capital')) as cost
		from purse.posting q join purse.account a on a.code = q.account
		where q.entry in (select x.entry from purse.charge x) group by q.entry, q.school) p
		on p.entry = c.entry and p.school = c.provider) u
join purse.school s on s.id = u.provider and s.keeps_books
where (u.prepaid <> -u.charged and not (u.prepaid = 0 and u.own = 0))
	or (u.own <> 0 and u.cost not in (u.own, u.charged))
