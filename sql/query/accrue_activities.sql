-- Activities at a price that are not charged, nor accrued at a day yet; of a brokered one the legs. $1 the
-- day, $2 agreements. in_place: it corrects a charge that still stands, so that charging takes that back too.
select a.record, a.ref, a.item, a.unit, a.quantity, a.agreement, a.provider, a.beneficiary, a.date,
	coalesce(a.service_to, a.date) as last, v.kind = 'credits' as of_credits,
	exists (select from purse_view.charge c where c.source = a.corrects and c.reverses is null
		and not exists (select from purse_view.charge r where r.reverses = c.id)) as in_place,
	a.provider = any ((select purse_api.my_schools_to_write())::int[]) as mine
from purse_view.uncharged_activity a
join lateral (select x.kind from purse_view.agreement_version x where x.agreement = a.agreement
	and x.valid_from <= a.date order by x.valid_from desc limit 1) v on true
where a.date <= $1::date and a.agreement = any ($2::int[])
	and not exists (select from purse_view.accrual k where k.source = a.record and k.provider = a.provider
		and k.accrued_on = $1::date)
order by a.date, a.ref, a.record, a.leg desc
