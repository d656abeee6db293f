-- Costs to share anew by use, a row for each school's weight, in the order of charging. $1 the last day, $2
-- agreements.
select u.record, u.ref, u.description, u.agreement, u.school, u.valid_from, u.valid_to, u.amount,
	w.school as user_school, w.position, w.numerator, w.denominator, w.source, w.share_key
from purse_view.uncharged_use_share u join purse_view.use_weight w on w.record = u.record
where u.valid_to <= $1::date and u.agreement = any ($2::int[])
	and u.school = any ((select purse_api.my_schools_to_write())::int[])
order by u.valid_to, u.record, w.position, w.school
