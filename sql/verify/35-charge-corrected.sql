-- A corrected activity is not charged any more: its charge is reversed as soon as the correction is charged,
-- or as later charging of its provider under its agreement got to the date of the correction. Until then it
-- is work to do.
select format('%s, corrected by %s', purse.charge_words(c.id), purse.record_words(n.record)) as place,
	'the activity was corrected, and its charge is not reversed' as what
from purse.current_activity n
join purse.activity a on a.record = n.corrects
join purse.record f on f.id = n.record
join purse.charge c on c.source = a.record and c.reverses is null
left join purse.charge r on r.reverses = c.id
where r.id is null and (
	exists (select from purse.charge x where x.source = n.record and x.provider = c.provider
		and x.reverses is null)
	or exists (
		select from (
			select x.agreement, x.provider, x.batch, max(x.service_from) as last
			from purse.charge x join purse.batch b on b.id = x.batch and b.kind = 'charge'
			where x.kind in ('line', 'draw') and x.reverses is null
			group by x.agreement, x.provider, x.batch) w
		where w.batch > f.batch and w.agreement = a.agreement and w.provider = c.provider
			and w.last >= n.date))
