-- Posts that are shared, and what of their cost: see 000-comments.sql.
select purse.describe($dictionary$
table shared_post: the part of a post that an agreement shares, for some dates; the employing school's alone
	record: its record
	agreement: under which it is shared; the school of the post leads it
	post: the post
	valid_from: first day on which it is shared
	valid_to: last day; an open end, or a later one, gives way to the next row of the post and agreement
	part_numerator: part of the post that is shared: numerator
	part_denominator: part of the post that is shared: denominator
	pro_rata: calendar days (a month is a twelfth of the year) or term weeks
	weeks: term weeks: how many weeks of the year count; null: calendar days
	role: what parties see instead of the post, such as site supervisor
table term_weeks: the days of a term, or of half of one; the weeks of a month are counted in them
	record: its record
	school: the school whose term it is
	valid_from: first day
	valid_to: last day
table payroll: what payroll paid for a post in a month; the employing school's alone
	record: its record
	post: the post
	month: first day of the month
	gross: pay, pence
	national_insurance: the employer's national insurance, pence
	pension: the employer's pension contribution, pence
	levy: apprenticeship levy on it, pence
	other: what else the employer bears, pence
table meter_reading: what a school used of something shared, from a meter, a log or a register
	record: its record
	school: the lead of the agreement, which keeps the readings
	agreement: the agreement
	user_school: the school that used it
	valid_from: first day
	valid_to: last day
	quantity: how much
	unit: hour, mile, session, item or another unit of prices
	evidence: log, register or meter that proves it
table use_share: one of the two steps by which what was shared of some days is shared anew by use
	record: its record
	school: the lead of the agreement
	agreement: the agreement
	valid_from: first day of the service
	valid_to: last day of the service; its shares count
	step: estimate taken back (by the shares that the purchases had) or shared by use (by what was read)
	amount: pence; negative where it is taken back of a cost
table staff_cost: what is shared of the cost of staff in a month; the parties of the agreement see it
	record: its record
	school: the school whose staff it is, lead of the agreement
	agreement: under which it is shared
	service_from: first day
	service_to: last day, in the same month
	role: what the staff is, in the words that parties see
	amount: the part of the cost that is shared, pence; of a true-up the difference
	kind: estimate, actual or true-up
	trues_up: the estimate or actual that a true-up corrects; null: it is one itself
	reason: why it was trued up; null: it is no true-up
table staff_working: what a staff cost was worked out from, a row for each post and each stretch of days at
		one rate: cost x time x part; the employing school's alone
	record: its record
	staff_cost: what was recorded with it
	post: the post
	valid_from: first day of the stretch
	valid_to: last day of the stretch
	made_from: payroll, rates (the computed cost of the post) or nothing (it is shared no more)
	payroll: the payroll of the month; null: it was not there
	shared_post: what was agreed to be shared; null: nothing any more
	post_detail: what the post was, of a cost by rates
	cost_numerator: cost of the month by payroll, or of a year by rates, exact pence: numerator
	cost_denominator: the same: denominator
	time_numerator: which part of that month or year the days are: numerator
	time_denominator: the same: denominator
	part_numerator: part of the post that is shared: numerator
	part_denominator: the same: denominator
	details: the parts of the cost and the rates used, in words
$dictionary$);
