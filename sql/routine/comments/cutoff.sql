-- Cut-off and accruals: see 000-comments.sql.
select purse.describe($dictionary$
table cut_off: entries that take out of a month what is charged for later months, and release it in them
	entry: the entry, on accounts of income or cost and on 1500 or 2500
	source: entry that books the charge, or its reversal
	school: in whose books
	month: the month, counted as in period_close: that of the source takes out, later ones release
table accrual: entries at a year-end for what has not been charged yet, with those of the next day that take
		them back
	entry: the entry of the year-end
	reversal: the entry of the next day
	source: record that is not charged yet: activity, purchase, staff cost or expected purchase
	agreement: under which agreement
	provider: school that will charge it
	accrued_on: last day of the year
	pence: what it comes to up to that day, all schools together
	working: how it was worked out, in words
	withdraws: entry of an accrual that is taken back because the real charge came in time; null: none
table expected_purchase: what has been had from a supplier and not been billed yet, for accruals; a purchase
		of the same buyer with the same Ref takes its place
	record: the record
	buyer: the school that will get the invoice
	agreement: its agreement
	supplier: the supplier, a counterparty
	service_from: first day of what is bought
	service_to: its last day
	cost: what it will cost, with the VAT that can't be got back, in pence
	description: what is bought
	evidence: where the estimate comes from
$dictionary$);
