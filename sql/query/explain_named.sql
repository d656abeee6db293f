-- What may be meant by a name. $1 the name, as given and in capitals; $2 the code of the school whose it is,
-- or null.
select 'document' as what, d.id, d.name, s.code as owner
from purse_view.document d join purse_view.school s on s.id = d.issuer
where d.name = any ($1::text[]) and ($2::text is null or s.code = $2::text)
union all
select r.kind, r.id, r.ref, s.code
from purse_view.school s join purse_view.record r on r.owner = s.id
	and r.kind in ('activities', 'purchases', 'staff_costs', 'opening_balances') and r.ref = any ($1::text[])
where ($2::text is null or s.code = $2::text)
	and (r.kind = 'opening_balances' or exists (select from purse_view.activity a where a.record = r.id)
		or exists (select from purse_view.purchase p where p.record = r.id)
		or exists (select from purse_view.staff_cost k where k.record = r.id))
order by 4, 1, 2
