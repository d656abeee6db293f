-- Costs that a batch shared anew by use. $1 the batch.
select u.record, u.ref, u.description, u.agreement, u.school, u.valid_from, u.valid_to, u.amount,
	b.share_key
from purse_view.use_share_told u
join (select distinct c.source, c.basis from purse_view.charge c where c.batch = $1::bigint
	and c.kind = 'share') c on c.source = u.record
join purse_view.basis b on b.id = c.basis
order by u.record
