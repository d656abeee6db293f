-- What each school that the reader may read is owed by other schools and owes them, by its own books, and
-- what of the difference is on no document yet. No parameters. owed and owes are positive.
select s.code as school, coalesce(sum(b.amount) filter (where b.account like '13%'), 0) as owed,
	coalesce(-sum(b.amount) filter (where b.account like '23%'), 0) as owes,
	coalesce(sum(b.amount) filter (where b.account in ('1310', '2310')), 0) as uninvoiced
from purse_api.balances() b join purse_view.school s on s.id = b.school
where b.account in ('1310', '1320', '1390', '2310', '2320', '2390')
group by s.code order by s.code
