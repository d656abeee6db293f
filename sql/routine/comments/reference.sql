-- Statutory tables, and what is stated beside them: see 000-comments.sql.
select purse.describe($dictionary$
table default_code: the usual codes of each supply, used where an agreement names none
	supply: a word of agreement_version.supply
	valid_from: first day of an agreement for which they are usual
	valid_to: last such day
	income_code: income of the school that provides
	cost_code: cost of the schools that pay
	source: where that is published, or what it follows from
	confidence: verified, secondary or derived
	checked: day on which the source was looked at
table academy_code: the code of the academies' accounts return for a CFR code
	code: CFR code
	valid_from: first day
	valid_to: last day
	academy_code: code of the accounts return
	source: where that is published
	checked: day on which the source was looked at
table local_code: codes that a local authority wants its schools to use: CFR codes for a supply, which go
		before the usual ones and behind those of an agreement; or its own codes for internal charges
	record: its record
	body: the local authority
	supply: a word of agreement_version.supply; null: the row is for internal charges, whatever is supplied
	valid_from: first day of service on which it holds
	valid_to: last day; infinity: until further notice, or until the next row begins
	income_code: CFR code of the school that provides; null: as usual
	cost_code: CFR code of the school that pays; null: as usual
	charge_income: the authority's ledger code of what a school gets by internal charge; null with a supply
	charge_payment: the same of what a school pays by internal charge; null with a supply
	source: where the authority says so
	reason: why it was added
table vat_rule: which VAT treatment a supply between schools has; the first rule that fits, by position,
		decides
	rule: name of the rule
	version: its version; a rule that was used is not changed, a new version is added
	position: place in the order in which rules are tried
	supply: what is supplied, as in agreement_version.supply, several with | between; any: whatever it is
	treatment: a word of vat_rate.treatment, or review: a person has to decide first
	document_kind: kind of document that results; none: none may be issued
	reason: the reason in words, as it stands on documents
	source: where the rule is laid down
	confidence: how sure it is: verified, secondary or derived; memory and review: it only suggests, and a
		person decides
	checked: day on which the source was checked
	stage: rule, or gate: asked after the rules, of what they decided
	valid_from: first day of service for which this version holds
	valid_to: last day of service; infinity: until further notice; of several versions the latest counts
	conditions: facts of vat_fact with the answer that each must have, with ; between; empty: none
table vat_fact: questions, answered by yes or no, that VAT rules may ask about a supply
	fact: its name in the conditions of vat_rule
	question: in words for people
	stated: whether it may be stated for an agreement (supply_fact)
	when_silent: what holds where nothing is stated: derived from what is recorded of the schools, no, or ask:
		a rule that hangs on it ends in review
	source: where the question comes from
	checked: day on which the source was checked
table vat_threshold: taxable turnover of twelve months above which a supplier has to register for VAT
	valid_from: first day
	valid_to: last day; infinity: until further notice
	amount: the turnover, pence
	warn_from: from which part of it on to warn: 0.8 is 80 %
	source: where it is laid down
	checked: day on which the source was checked
table vat_rate: VAT rates by treatment and date
	treatment: VAT treatment
	rate: rate as a fraction of one: 0.2 is 20 %
	valid_from: first tax point
	valid_to: last tax point; infinity: until further notice
	source: where the rate is laid down
	checked: day on which the source was checked
table statutory_rate: what employers pay on top of pay, by law, by name and date; came with purse
	name: employer national insurance, teachers pension, teachers pension administration or apprenticeship
		levy
	valid_from: first day
	valid_to: last day; infinity: until further notice
	threshold: pay a year up to which nothing is due, in pence; null: it is due on all of the pay
	rate: rate as a fraction of one: 0.15 is 15 %
	earlier: why there is nothing before the first row; null: nothing to say
	source: where the rate is laid down
	confidence: verified in an official source, secondary (from others that publish it) or derived
	checked: day on which the source was checked
table working_time: days, hours and weeks that costs are divided by, by name and date; came with purse
	name: teacher days, teacher hours, weeks of a year or days of a week
	valid_from: first day
	valid_to: last day; infinity: until further notice
	value: how many
	source: where it is laid down
	confidence: verified in an official source, secondary (from others that publish it) or derived
	checked: day on which the source was checked
table stated_rate: rates that people added; on its days such a row goes before one of statutory_rate
	record: the record that says so
	name: as in statutory_rate, or local government pension, which each employer has its own rate of
	employer: body whose rate it is; 0: it is the same for all employers
	valid_from: first day
	valid_to: last day; infinity: until further notice, or until the next row begins
	threshold: pay a year up to which nothing is due, in pence; null: it is due on all of the pay
	percent: rate in per cent: 22 is 22 %
	source: where the rate is laid down
	reason: why it was added
$dictionary$);
