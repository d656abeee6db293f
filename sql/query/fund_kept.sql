-- What went to the general fund instead, with the rule. $1 funds, null for all; $2 first day of
-- the month in which it is booked, null for any; $3 the earliest last day of the funds, null for any.
select u.fund, s.code as school, f.code, u.charge, u.ref, u.what, a.code as agreement, k.code as provider,
	u.service_from, u.service_to, u.pence, u.general, u.rule
from purse_view.fund_use_standing u join purse_view.ruled_fund r on r.fund = u.fund
join purse_view.fund f on f.id = u.fund join purse_view.school s on s.id = u.school
join purse_view.agreement a on a.id = u.agreement join purse_view.counterparty k on k.id = u.provider
left join purse_view.entry e on e.id = u.entry
where u.general <> 0 and ($1::int[] is null or u.fund = any ($1::int[]))
	and ($2::date is null or (e.date >= $2::date and e.date < $2::date + interval '1 month'))
	and ($3::date is null or r.valid_to >= $3::date)
order by s.code, f.code, u.seq
