-- What is shared of a post's cost is of one month, under an agreement that the school led; a true-up names an
-- estimate or actual of the same school, agreement, role and days, which stands once for those days.
select u.place, u.what from (
	select purse.record_words(k.record) as place,
		case when date_trunc('month', k.service_from) <> date_trunc('month', k.service_to)
				then 'it is of more than one month'
			when (k.kind = 'true-up') <> (k.trues_up is not null)
				then format('it is of kind %s, which does not go with what it trues up', k.kind)
			when k.trues_up is not null and o.record is null then 'what it trues up is not there'
			when o.kind = 'true-up' then 'it trues up a true-up'
			when o.school <> k.school or o.agreement <> k.agreement or o.role <> k.role
				or o.service_from <> k.service_from or o.service_to <> k.service_to
				then format('it is of another agreement, role or time than %s, which it trues up',
					purse.record_words(o.record))
			when k.kind = 'true-up' and k.reason is null then 'it says no reason'
			when not exists (select from purse.agreement_version v where v.agreement = k.agreement
				and v.lead = k.school) then 'its school never led the agreement' end as what
	from purse.staff_cost k left join purse.staff_cost o on o.record = k.trues_up
	union all
	select purse.record_words(k.record), format('%s is of the same days', purse.record_words(o.record))
	from purse.staff_cost k join purse.staff_cost o on o.agreement = k.agreement and o.school = k.school
		and o.role = k.role and o.record < k.record and o.service_from <= k.service_to
		and o.service_to >= k.service_from
	where k.kind <> 'true-up' and o.kind <> 'true-up'
		and not exists (select from purse.record n where n.supersedes in (k.record, o.record))
) u where u.what is not null
