-- What each school that the reader may read is owed by other schools and owes them, by its own books, with what of it is not on
-- a document yet. No parameters. Amounts are positive.
select s.code as school, sum(b.amount) filter (where b.account like '13%') as owed,
	-sum(b.amount) filter (where b.account like '23%') as owes,
	sum(b.amount) filter (where b.account = '1310') as owed_uninvoiced,
	-sum(b.amount) filter (where b.account = '2310') as owes_uninvoiced
from purse_api.balances() b join purse_view.school s on s.id = b.school
where b.account in ('1310', '1320', '1390', '2310', '2320', '2390')
group by s.code order by s.code
