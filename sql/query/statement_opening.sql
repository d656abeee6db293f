-- What stood between two schools at the end of a day, from the side of the first: positive is what the second
-- owes it. $1 and $2 their ids, $3 the day. Each school's own books apart; null where the reader may not read
-- them.
select b.stage, sum(b.amount) filter (where b.school = $1::int) as first_books,
	-sum(b.amount) filter (where b.school = $2::int) as second_books
from (select x.school, x.counterparty, x.amount,
		case when x.account in ('1310', '2310') then 'uninvoiced' else 'invoiced' end as stage
	from purse_api.balances($3::date) x
	where x.account in ('1310', '1320', '1390', '2310', '2320', '2390')) b
where (b.school, b.counterparty) in (($1::int, $2::int), ($2::int, $1::int))
group by b.stage
