-- Who stands behind each school for VAT, and what follows from it, with the days on which it holds. No
-- parameters.
select v.school, v.valid_from, v.last_day, v.body, v.eligible, v.registered, v.recovers,
	v.authority
from purse_view.vat_person v order by v.school, v.valid_from
