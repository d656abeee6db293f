-- Activities to charge, in the order of charging; of a brokered one the legs, home first.
-- $1 the last day, $2 agreements.
declare activities no scroll cursor for
select a.record, a.ref, a.item, a.unit, a.quantity, a.agreement, a.provider, a.beneficiary, a.date,
	a.service_to
from purse_view.uncharged_activity a
where a.date <= $1::date and a.agreement = any ($2::int[])
	and a.provider = any ((select purse_api.my_schools_to_write())::int[])
order by a.date, a.ref, a.record, a.leg desc
