-- R4: what is shared anew by use comes to nothing over all schools: what is taken back is shared again, of
-- the same agreement and days, and each time as much as the purchases of these days cost by then.
select format('agreement %s, %s to %s', a.code, purse.day_words(u.valid_from), purse.day_words(u.valid_to))
		as place,
	case when u.both <> 0 then format('%s was taken back or shared without the other', purse.pounds(u.both))
		else format('%s was shared by use, and the purchases of these days cost %s',
			purse.pounds(u.by_use), purse.pounds(u.cost)) end as what
from (
	select x.agreement, x.valid_from, x.valid_to, sum(x.amount)::bigint as both,
		sum(x.amount) filter (where x.step = 'shared by use')::bigint as by_use,
		(select coalesce(sum(p.cost), 0)::bigint from purse.pooled_purchase p
			where p.agreement = x.agreement and p.service_from >= x.valid_from and p.service_to <= x.valid_to
				and p.record < max(x.record)) as cost
	from purse.use_share x group by x.agreement, x.valid_from, x.valid_to) u
join purse.agreement a on a.id = u.agreement
where u.both <> 0 or u.by_use is distinct from u.cost
