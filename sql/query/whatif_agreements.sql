-- Agreements with charges for service in some days. $1 a code, null for all; $2 a partnership, null for all;
-- $3 first and $4 last day. brokered: charged in two legs.
select a.id, a.code, v.name, v.kind, v.basis, s.code as lead, v.kind = 'brokered' as brokered
from purse_view.agreement a
join lateral (select x.* from purse_view.agreement_version x where x.agreement = a.id
	and x.valid_from <= $4::date order by x.valid_from desc limit 1) v on true
join purse_view.partnership p on p.id = v.partnership join purse_view.school s on s.id = v.lead
where ($1::text is null or a.code = $1::text) and ($2::text is null or p.code = $2::text)
	and exists (select from purse_view.charge c where c.agreement = a.id
		and c.service_from between $3::date and $4::date)
order by a.code
