-- How many refs of staff costs of a school begin so: the number of the last of them. $1 the school, $2 the
-- beginning, such as SITE-2025-09-.
select coalesce(max(substr(r.ref, length($2) + 1)::int), 0) as last
from purse_view.record r where r.kind = 'staff_costs' and r.owner = $1::int and left(r.ref, length($2)) = $2
	and substr(r.ref, length($2) + 1) ~ '^[1-9][0-9]{0,5}$'
