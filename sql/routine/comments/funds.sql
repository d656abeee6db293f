-- Funds with rules: see 000-comments.sql.
select purse.describe($dictionary$
table grant_rule: rules of grants that come with purse, dated, with their source
	grant_code: code of the grant, as funds name it
	valid_from: first day of the year of the grant
	valid_to: last day of that year
	rule: name; per pupil; per pupil up to, base beyond, per pupil beyond; carry over; later services;
		capital; use; forbidden
	subject: short code of a use, number of pupils of per pupil up to; empty: the rule has none
	value: the name, pounds, yes or no, or the use in words
	room: whether a named person may decide otherwise and give a reason
	source: where that is published
	confidence: verified, secondary or derived; review: from memory, listed and never applied
	checked: day on which the source was looked at
table stated_grant_rule: rules of grants that people added
	record: its record
	grant_code: code of the grant
	valid_from: first day of the year of the grant
	valid_to: last day of that year
	rule: as in grant_rule
	subject: as in grant_rule
	value: as in grant_rule
	room: as in grant_rule
	source: where that is written
table grant_payment: what came in for a fund, booked when it was recorded
	record: its record
	school: the school that was paid
	fund: the fund that it was paid for
	date: day on which the bank shows it
	amount: pence; below 0: paid back
	description: what it is
	entry: the entry that books it
table fund_decision: a named person lets a fund bear what a rule keeps from it, where the rule leaves room
	record: its record
	school: the school whose fund it is
	fund: the fund
	rule: the rule that gives way: later services, capital or forbidden
	agreement: for the cost of this agreement alone; null: of any
	valid_from: first day of service that it covers
	valid_to: last such day
	decided_by: who decided
	reason: why
table fund_use: what a fund with rules bears of a charge, step by step of the fund
	charge: the charge
	fund: the fund that was asked
	seq: step of the fund, from 1 on without gaps
	school: the school whose fund it is
	before: what the fund bore until then
	borne: what it bears of the charge
	general: what the general fund bears instead
	rule: why, a rule or amount for what is beyond the fund; null: the fund bears all of it
	use: what it was spent on, as the party said; null: it did not say
	decision: the decision that a rule gave way to; null: none was needed
$dictionary$);
