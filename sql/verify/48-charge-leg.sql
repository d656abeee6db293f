-- R7, R11: a charge of a brokered activity is one of two legs: the home school charges the hub that led the
-- agreement, or that hub charges its client, with the brokerage that was agreed for the day. A charge under
-- an agreement without a broker has no leg. The version of the agreement is any that covers the day: the next
-- may have been recorded since.
select purse.charge_words(c.id) as place,
	case when b.leg is null then 'its agreement has a broker, and it is no leg'
		else format('it is the %s leg at %s %% %s, and no agreement with that broker and brokerage covers %s',
			b.leg, b.brokerage, b.brokerage_is, c.service_from) end as what
from purse.charge c
join purse.basis b on b.id = c.basis
join purse.activity a on a.record = c.source
where c.reverses is null
	and (b.leg is not null or c.agreement in (select v.agreement from purse.agreement_version v
		where v.kind = 'brokered'))
	and not exists (
		select from purse.agreement_version v
		where v.agreement = c.agreement and c.service_from between v.valid_from and v.valid_to
			and case when b.leg is null then v.kind <> 'brokered'
				else v.kind = 'brokered' and v.brokerage = b.brokerage and v.brokerage_is = b.brokerage_is
					and v.lead = case b.leg when 'home' then c.customer else c.provider end
					and v.lead not in (a.provider, a.beneficiary) end)
