-- R5: what the lead's prepaid account 1500 holds for the lots of an agreement is what was posted into them
-- less what was posted out: the entries of their purchases and of the charges made from them.
with lots as (
	select l.agreement, l.lead, sum(m.pence) as pence
	from purse.lot l join purse.lot_movement m on m.lot = l.id group by l.agreement, l.lead
), entries as (
	select l.agreement, l.lead, e.id from purse.lot l join purse.entry e on e.key = 'purchase ' || l.purchase
	union
	select l.agreement, l.lead, c.entry from purse.lot l join purse.charge c on c.lot = l.id
	union
	select l.agreement, l.lead, c.entry from purse.lot l join purse.lot_movement m on m.lot = l.id
	join purse.charge c on c.id = m.charge
)
select format('lots of agreement %s, lead %s', coalesce(a.code, '?'), coalesce(s.code, '?')) as place,
	format('%s is left in them, and account 1500 holds %s for them', purse.pounds(u.pence),
		purse.pounds(u.prepaid)) as what
from (
	select l.agreement, l.lead, l.pence, coalesce(sum(p.amount), 0) as prepaid
	from lots l
	left join entries e on e.agreement = l.agreement and e.lead = l.lead
	left join purse.posting p on p.entry = e.id and p.school = l.lead and p.agreement = l.agreement
		and p.account = '1500'
	group by l.agreement, l.lead, l.pence having coalesce(sum(p.amount), 0) <> l.pence) u
left join purse.agreement a on a.id = u.agreement
left join purse.school s on s.id = u.lead
