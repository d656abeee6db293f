-- Rows of price lists that hold on some of the days, with those days, list by list, each by band and minimum.
-- $1 the code of an agreement, null for all; $2 first and $3 last day; $4 an item, null for all.
select t.agreement, a.code, v.name, t.item, t.unit, t.valid_from, greatest(t.valid_from, $2::date) as first,
	least(t.last_day, $3::date) as last, t.minimum, t.roll_from, t.roll_to, t.price, t.fee,
	t.fee_for = 'the order' as fee_for_order, t.school_minimum, t.evidence
from purse_view.tier_in_force t join purse_view.agreement a on a.id = t.agreement
left join lateral (select x.name from purse_view.agreement_version x where x.agreement = a.id
	and x.valid_from <= $3::date order by x.valid_from desc limit 1) v on true
where t.valid_from <= $3::date and t.last_day >= $2::date and ($1::text is null or a.code = $1::text)
	and ($4::text is null or t.item = $4::text)
order by a.code, t.item, t.unit, t.valid_from, t.roll_from, t.roll_to, t.minimum
