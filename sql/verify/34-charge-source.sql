-- R7: a charge says what its source says: of an activity the provider, school, agreement, day and quantity
-- (of a leg of a brokered one the home school or the client; rule 48 sees to the hub),
-- drawn from however many lots; of a purchase the buyer, agreement and cost, which is net + VAT - VAT
-- reclaimed; of a staff cost the school, agreement, days and amount. Its source has no later version.
select u.place, u.what from (
	select format('%s, %s', purse.charge_words(c.id), purse.record_words(a.record)) as place,
		case when c.kind not in ('line', 'arrears', 'draw')
			then format('an activity is charged by a %s', c.kind)
			when c.agreement <> a.agreement or (c.provider <> a.provider and b.leg is distinct from 'client')
				or (c.customer <> a.beneficiary and b.leg is distinct from 'home') then
				'it is between other schools, or under another agreement, than the activity'
			when c.service_from <> a.date
				then format('its service is of %s, and the activity of %s', c.service_from, a.date)
			when c.service_to <> coalesce(a.service_to, a.date) then format('its service ends on %s, and '
				'the activity on %s', c.service_to, coalesce(a.service_to, a.date))
			when c.kind in ('line', 'arrears') and c.quantity <> a.quantity then
				format('its quantity is %s, and the activity''s %s', c.quantity, a.quantity) end as what
	from purse.charge c join purse.activity a on a.record = c.source
	join purse.basis b on b.id = c.basis where c.reverses is null
	union all
	select purse.record_words(a.record),
		format('%s credits are drawn for it, and its quantity is %s', sum(c.quantity), a.quantity)
	from purse.charge c join purse.activity a on a.record = c.source
	where c.kind = 'draw' and c.reverses is null group by a.record, a.quantity
	having sum(c.quantity) <> a.quantity
	union all
	select format('%s, %s', purse.charge_words(c.id), purse.record_words(p.record)),
		case when c.kind <> 'share' then format('a purchase is charged by a %s', c.kind)
			when c.provider <> p.buyer or c.agreement <> p.agreement then
				'it is from another school, or under another agreement, than the purchase'
			when c.cost <> p.net + p.vat - p.vat_reclaimed then
				format('it shares %s, and the purchase cost %s', purse.pounds(c.cost),
					purse.pounds(p.net + p.vat - p.vat_reclaimed)) end
	from purse.charge c join purse.purchase p on p.record = c.source where c.reverses is null
	union all
	select format('%s, %s', purse.charge_words(c.id), purse.record_words(k.record)),
		case when c.kind <> 'share' then format('a staff cost is charged by a %s', c.kind)
			when c.provider <> k.school or c.agreement <> k.agreement then
				'it is from another school, or under another agreement, than the staff cost'
			when c.service_from <> k.service_from or c.service_to <> k.service_to then
				'its service is of other days than the staff cost'
			when c.cost <> k.amount then format('it shares %s, and the staff cost is %s',
				purse.pounds(c.cost), purse.pounds(k.amount)) end
	from purse.charge c join purse.staff_cost k on k.record = c.source where c.reverses is null
	union all
	select format('%s, %s', purse.charge_words(c.id), purse.record_words(u.record)),
		case when c.kind <> 'share' then format('what is shared by use is charged by a %s', c.kind)
			when (c.provider, c.agreement, c.service_from, c.service_to, c.cost)
				<> (u.school, u.agreement, u.valid_from, u.valid_to, u.amount)
				then 'it says another school, agreement, period or amount than its record' end
	from purse.charge c join purse.use_share u on u.record = c.source where c.reverses is null
	union all
	select format('%s, %s', purse.charge_words(c.id), purse.record_words(c.source)),
		format('a later version of its source was recorded on %s', n.recorded_at)
	from purse.charge c join purse.record n on n.supersedes = c.source where c.reverses is null
) u where u.what is not null
