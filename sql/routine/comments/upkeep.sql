-- What the database keeps for itself: see 000-comments.sql.
select purse.describe($dictionary$
schema purse: the tables; closed to everybody, written by functions of purse_api alone
schema purse_api: the functions that write, and those that read what no view may show; the one door
schema purse_view: the views that reports and tools read; row-level security binds their owner
schema purse_cache: what can be rebuilt from the tables
table laid_down: what the database is built of, as installations laid it down; purse verify compares it with
		the server's catalogue
	recording: the highest is the one that holds
	kind: table, view, function, sequence, type, schema, role, VAT rate, VAT rule, statutory rate,
		working time, account or server
	name: of the table, view, function and so on, with its schema
	label: which property of it
	value: what the property was then
table purse_cache.month_balance: sums of the postings of each closed month, from which balances start; can be
		rebuilt
	school: whose books
	month: the closed month, counted as in period_close
	account: account
	fund: fund of the school; 0: the general fund
	counterparty: the other side; 0: none
	amount: sum of the postings of this month alone, pence, debit positive
	postings: how many they are
table purse_cache.batch_total: sums of what each batch booked in months that are open, from which balances
		start there; closing a month takes its rows away; can be rebuilt
	batch: which batch
	amount: sum of its postings, pence, debit positive; what adds to nothing has no row
	school: whose books
	month: the open month, counted as in period_close
	fund: fund of the school; 0: the general fund
	counterparty: the other side; 0: none
	account: account
$dictionary$);
