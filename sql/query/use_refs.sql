-- The number of the last step that was recorded under a beginning of refs. $1 the lead's code, $2 the
-- beginning, such as USE-SITE-2025-09-.
select coalesce(max(substr(r.ref, length($2) + 1)::int), 0) as last
from purse_view.record r join purse_view.school s on s.id = r.owner and s.code = $1
where r.kind = 'use_shares' and left(r.ref, length($2)) = $2
	and substr(r.ref, length($2) + 1) ~ '^[1-9][0-9]{0,5}$'
