-- The data dictionary: what every schema, table and column holds, kept in the database as COMMENT ON.
-- Shape of the text below: `schema NAME: text`, `table NAME: text` and, under its table, `COLUMN: text`; a
-- line that is indented further goes on. Money is whole pence unless said otherwise; what null means stands
-- after "null:".
do $run$
declare
	dictionary constant text := $dictionary$
schema purse: the tables; closed to everybody, written by functions of purse_api alone
schema purse_api: the functions that write, and those that read what no view may show; the one door
schema purse_view: the views that reports and tools read; row-level security binds their owner
schema purse_cache: what can be rebuilt from the tables

table person_login: people who work with the books, by the name they log in with
	login: the database role, as session_user gives it
	name: what the person is called in lists and logs
	added_by: login of who added the person
	added_at: when that was
table batch: one piece of work that was recorded together, in one transaction
	id: number of the batch; later batches have greater numbers
	kind: import, charge, raise (documents issued), credit (credit notes), close (a period) or confirm (bank
		details)
	recorded_by: login of who did it
	recorded_at: when the batch was opened, by the clock of the server
table batch_file: the files that an import read
	batch: the import
	file: number of the file within the import, from 1 on
	name: name of the file as it was given
	sha256: hash of its bytes, 32 bytes
table record: one imported row; rows are never changed, a new version supersedes
	id: number of the record; the row in the table of its kind has the same number in its column record
	kind: which of the lists it came from, as in import_kinds(): bodies, schools, belongs, bank_details …
	owner: school whose record it is; 0: common to all
	ref: natural key within kind and owner; parts are joined by " / "
	content: the cells of the row after reading, in the order of the columns of its kind; null cells were
		empty
	content_sha256: hash of the text of content in UTF-8, 32 bytes
	batch: the import that brought it
	supersedes: earlier version of the same kind, owner and ref; null: a first version
	recorded_by: login of who imported it
	recorded_at: when
table counterparty: everybody who can stand in the books, schools and bodies, under one code
	id: number that postings use; a school or body has the same number
	code: short code, 2 to 12 of A-Z, 0-9 and -
	is_school: whether it is a school; otherwise it is a body
table school: an establishment that takes part
	id: its number as counterparty
	code: its code as counterparty
	keeps_books: whether its books are kept here; without, it is a counterparty only
	currency: the one currency of its books, ISO 4217, such as GBP
table school_detail: what is said of a school, from a day on
	record: its record
	school: the school
	valid_from: first day on which it holds, until the next row of the school; -infinity: always
	name: full name
	urn: unique reference number; null: none, as for a school abroad
	kind: community, voluntary controlled, voluntary aided, foundation, academy, independent or abroad
	phase: primary, secondary, all-through or other
	address: address in one line, parts divided by commas; null: not known
	postcode: postcode; null: not known
	cost_centre: what the school's own accounts call its cost centre; null: none
	email: where documents are sent; null: not known
table body: a legal person: local authority, academy trust, governing body, diocesan board, supplier
	id: its number as counterparty
	code: its code as counterparty
table body_detail: what is said of a body, from a day on
	record: its record
	body: the body
	valid_from: first day on which it holds, until the next row of the body; -infinity: always
	name: full name, as it stands on VAT invoices
	kind: local authority, academy trust, governing body, diocesan board, supplier or other
	vat_scheme: section 33, section 33B, section 33B registered, registered or not registered
	vat_number: VAT registration number; null: none
	eligible: whether it is an eligible body in the sense of VATA 1994 Schedule 9 Group 6
	address: address in one line; null: not known
	postcode: postcode; null: not known
table school_body: the legal persons behind a school, for a time
	record: its record
	school: the school
	valid_from: first day
	valid_to: last day; infinity: until further notice or until a later row begins
	legal_body: who owns and governs the school
	vat_body: the VAT person; schools of one VAT person make each other internal charges
	employer: who employs the staff
table bank_detail: where a school is paid
	record: its record
	school: the school
	valid_from: first day on which it is to be used
	account_name: name of the account
	sort_code: sort code
	account_number: account number
table bank_confirmation: changed bank details that a second person has confirmed
	record: the bank details
	batch: the piece of work in which they were confirmed
	confirmed_by: login of the second person
	confirmed_at: when
table right_event: the history of who may do what; what holds is the last row for a login, school and role
	id: number; later events have greater numbers
	login: whose right
	school: at which school; 0: at all schools there are and will be
	role: manager (writes), governor (reads reports) or auditor (reads everything and the log)
	granted: true: given; false: taken away
	changed_by: login of who gave or took it
	changed_at: when
table person: a member of staff by reference; names and pay stand in tables of their own
	id: number of the person
	school: the employing school
	ref: how timesheets call the person, unique within the school
	salt: 16 random bytes for hashes about the person, so that references can't be guessed back
table person_name: names of staff, seen by the employing school alone
	person: whose
	name: full name
	batch: the piece of work that recorded it
table basis_pay: pay that computed costs are made from, seen by the employing school alone
	id: number
	person: whose
	valid_from: first day on which it holds
	content: salary, allowances, hours, weeks and scheme, as the cost was computed from
	batch: the piece of work that recorded it

table partnership: a group of schools: cluster, soft federation, joint committee, trust
	id: number
	code: short code
table partnership_detail: what is said of a partnership
	record: its record
	partnership: the partnership
	name: full name
	kind: cluster, soft federation, joint committee, trust or other
	valid_from: first day
	valid_to: last day; infinity: until further notice
table member: a school's membership of a partnership
	record: its record
	partnership: the partnership
	school: the school
	valid_from: first day
	valid_to: last day; infinity: until further notice or until a later row begins
table pupil_number: pupils of a school at a date; holds until the next date
	record: its record
	school: the school
	date: day of the count
	pupils: number of pupils
	source: where the number comes from, such as the January census
table fund: dated, restricted money of one school; fund 0, which has no row, is the general fund of every
		school
	id: number that postings use
	school: whose money it is
	code: short code, unique within the school, such as PESP-2526
table fund_detail: what is said of a fund
	record: its record
	fund: the fund
	name: full name
	valid_from: first day on which it may be spent
	valid_to: last day on which it may be spent
	amount: what was granted, pence; null: not known
	income_code: income account it came in on; null: not stated
	conditions: rules on its use, in words; null: none stated
table post: a post at a school, of one member of staff
	id: number
	school: the school whose staff it is of
	code: short code, unique within the school, such as TA-11
table post_detail: what a post is and what it is paid, for some dates
	record: its record
	post: the post
	valid_from: first day on which this holds
	valid_to: last day; an open end, or a later one, gives way to the next row of the post
	role: what it is called
	kind: teacher, leadership or support
	salary: of a year full time, pence
	allowances: of a year, as they are paid, pence
	part_numerator: part of full time: numerator
	part_denominator: part of full time: denominator
	week_hours: support staff: hours a week that the post works
	full_hours: support staff: hours of a full-time week
	weeks: support staff: weeks a year that the post works; null: all year round
	leave_days: support staff: days of paid leave a year of who works all year, with bank holidays
	paid_weeks: support staff: weeks that are paid, where agreed; null: by the formula
	days: days a year that the post works, where agreed; null: as its kind has
	hours: hours a year that the post works, where agreed; null: as its kind has
	pension: TPS, LGPS or none
	levy: its employer pays the apprenticeship levy
	source: contract, pay award or payroll report that it is taken from
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
table agreement: what some schools of a partnership agreed to share
	id: number
	code: short code
table agreement_version: an agreement as it stands for some time
	record: its record
	agreement: the agreement
	valid_from: first service day that it covers
	valid_to: last service day that it covers; infinity: until further notice or until a later version begins
	name: full name, as it stands on documents
	partnership: the partnership whose members may be parties
	kind: staff, service, purchase, credits, premises or transport
	lead: the school that provides or pays
	basis: price, equal, fixed shares, pupil numbers, credits at cost or credits at price
	supply: what is supplied, for VAT: a word of vat_rule.supply
	presentation: agent (the lead's own books show its share alone) or principal (they show the whole cost and
		the income)
	income_code: income account of the provider
	cost_code: cost account of the parties, unless a party names its own
	lapse_basis: how unused credits are shared: pupil numbers, equal, fixed shares or lead; null: no credits
	payment_days: days from issue of a document until it is due
	evidence: where the agreement is written down; null: not stated
table party: a school that shares in an agreement, for some time
	record: its record
	agreement: the agreement
	school: the school
	valid_from: first service day
	valid_to: last service day; infinity: until further notice or until a later row begins
	position: place in the order of parties, from 1 on; decides exact ties of a penny
	share_numerator: fixed share as a fraction; null: the agreement has no fixed shares
	share_denominator: its denominator; null with it
	cost_code: cost account of this school; null: that of the agreement
	fund: fund that bears the cost; null or 0: the general fund
	cost_centre: what the school's own accounts call its cost centre for this; null: that of the school
	purchase_order: the school's order number, for documents; null: none
table approval: a board's decision about an agreement
	record: its record
	agreement: the agreement
	school: whose board
	board: which board or committee
	minute: reference of the minute
	decided: day of the decision
	valid_from: first service day that it authorises
	expires: last service day that it authorises; infinity: until further notice
	limit_pence: most that may be charged under it, pence; null: no limit
	authorised_by: who signed; null: not stated
table price: an agreed price per unit
	record: its record
	agreement: the agreement
	item: what it is for
	unit: day, hour, session, mile, pupil, visit, credit, week, term, year, place or item
	price: pounds for one unit, up to four decimal places
	valid_from: first service day
	valid_to: last service day; infinity: until further notice or until a later price begins
	how_agreed: how it came about, in words

table activity: one dated use: a person or resource at a school that benefits
	record: its record
	corrects: activity of the same provider that this one replaces; null: none
	provider: school that provided
	beneficiary: school that benefits and is charged; the provider itself only for credits
	agreement: under which agreement
	person: who did it; null: nobody in particular
	date: service day
	quantity: how much, in the unit; 0: what it corrects is cancelled outright
	item: what, as in price.item; for credits, what they were used for
	unit: unit of the quantity, as in price.unit
	evidence: timesheet or other proof; null: not stated
	note: remark; null: none
	reason: why it corrects; null: it corrects nothing
table purchase: a supplier's invoice that one school bears for an agreement
	record: its record
	buyer: school that pays, the lead of the agreement
	agreement: under which agreement it is shared
	supplier: who supplies
	date: date of the invoice
	service_from: first day of the service
	service_to: last day of the service
	net: net sum, pence
	vat: VAT on it, pence
	vat_reclaimed: part of the VAT that the buyer gets back, pence; the rest joins the cost
	cost_code: cost account; null: that of the agreement
	fund: fund of the buyer that bears its own share; 0: the general fund
	supplier_invoice: number of the supplier's invoice
	description: what was bought
	added_cost: whether it is set-up, travel or administration that sharing itself caused; counts against the
		saving
table lot: credits bought together, drawn first in first out
	id: number
	purchase: the purchase that opened it
	agreement: under which agreement they are drawn
	lead: school that holds it and takes what rounding leaves
	quantity: credits bought
	cost: what they cost the lead, pence: net + VAT - VAT reclaimed
	list_price: the supplier's price for one credit without discount, pounds; null: not known
	valid_from: first day on which credits may be drawn
	valid_to: last day on which credits may be drawn; what is left then lapses
	stream: the stream in which its draws carry fractions of a penny
table quote: what a school would have paid alone
	record: its record
	school: the school
	agreement: under which agreement it shares instead
	item: what it is for, as in activity.item or "credit"; null: it is for a purchase
	unit: unit of the price; null: it is for a purchase
	purchase: the purchase that it is for; null: it is for a unit of an item
	price: pounds, for one unit or for the purchase as a whole
	method: quote, previous contract or list price
	saving_class: cash-releasing or cost-avoiding
	date: date of the evidence
	evidence: what proves it
	index_name: index by which an old price was brought up to date; null: none
table opening_balance: what stood in a school's books before they were kept here
	record: its record
	school: in whose books
	date: day from which it stands
	account: account; 1320 with a counterparty, others without
	counterparty: school that owes; null: none
	fund: fund of the school; 0: the general fund
	amount: pence, debit positive
	description: what it is
	entry: the entry that booked it

table account: the chart of accounts: CFR codes for income, expense and capital, four figures for the balance
		sheet
	code: code, in its own spelling
	name: name
	class: income, expense, capital (CFR codes CI and CE), asset, liability or equity
	source: where code and name were taken from
	checked: day on which that was checked
table period_close: months of a school's books that are closed; a month without a row is open
	school: whose books
	month: month, counted from January 1970 = 0: (year - 1970) * 12 + month of the year - 1
	batch: the piece of work in which it was closed
	closed_by: login of who closed it
	closed_at: when; no batch that was opened later has a posting in the month
	seal: hash that takes the month into the chain of seals; null: not sealed
table entry: a balanced record of the books, posted whole, never changed
	id: number
	batch: the piece of work that posted it
	reverses: entry that it takes back; null: none
	date: accounting date: the first day on or after the service day that was open in every school it touches
	service_date: day of the service or of the event
	lines: number of its postings, which are numbered from 1 to this
	kind: what event it books, such as purchase, charge, document, opening
	key: says what was booked, so that it can't be booked twice, such as "purchase 17" with the number of a
		record
	description: in words, for lists
table posting: one line of an entry, in the books of one school
	entry: the entry
	amount: pence, debit positive, credit negative, never 0
	document: document that it belongs to; null: none
	original_amount: in whole minor units of original_currency; null: the currency is that of the books
	school: in whose books it stands
	counterparty: the school or body on the other side; 0: none
	agreement: under which agreement; 0: none
	fund: fund of the school; 0: the general fund
	month: month of the entry's date, counted as in period_close
	line: number of the line within the entry, from 1 on
	account: account
	original_currency: currency of the original amount, ISO 4217; null: that of the books

table stream: a sequence of charges among which fractions of a penny are carried
	id: number
	agreement: the agreement
	kind: share (one pool of cost, one set of parties) or lot (the draws from one lot)
	key: says what is carried together: agreement, pool and parties, or the purchase of the lot
table basis: what charges were made from, frozen; the same content is the same row
	id: number
	sha256: hash of the content with its weights, 32 bytes
	method: as charge.kind
	item: what the price is for; null: no price
	unit: unit of the price; null: no price
	price: pounds for one unit; null: no price
	price_record: record of the price; null: no price
	share_key: by what a cost was shared: equal, fixed shares, pupil numbers; null: nothing is shared
	key_date: day whose share key counts; null: nothing is shared
table basis_weight: the share key of a basis: one row for each school that has a share
	basis: the basis
	school: the school
	position: its place in the order of parties; decides exact ties of a penny
	weight_numerator: its weight as a reduced fraction, such as its number of pupils
	weight_denominator: its denominator
	source: record that the weight came from; null: none, as for equal shares
table charge: what one school owes another for one activity, or its part of one cost
	id: number
	batch: the piece of work that made it
	source: record of the activity or purchase that is charged; null: lapse, residue or settle
	basis: what it was made from
	entry: the entry that books it; one entry may book several charges
	lot: lot that credits were drawn from, or lapsed from; null: none
	stream: stream in which it carries fractions of a penny; null: a line, which carries nothing
	reverses: charge that it takes back; null: none
	pence: what is charged, pence; of a reversal the negative of the original's
	cost: whole cost that is shared in this step, pence; null: nothing is shared
	agreement: under which agreement
	provider: school that is owed
	customer: school that owes; the provider itself for its own share
	seq: number of the step in the stream, one for all parts of one cost; null: no stream
	service_from: first service day
	service_to: last service day
	kind: line (quantity x price), share (of a cost), draw (of credits at cost), lapse (of credits), residue
		(what the lead takes so that a lot ends at nil) or settle (a carry of a penny or more that a close
		posts)
	quantity: how many units; null: a share
	exact_numerator: exact value before rounding, pence, as a reduced fraction
	exact_denominator: its denominator
	carry_in_numerator: fraction of a penny that the stream owed the customer before: exact less posted; null:
		no stream
	carry_in_denominator: its denominator; null: no stream
	carry_out_numerator: the same afterwards: carry in + exact - pence; null: no stream
	carry_out_denominator: its denominator; null: no stream
table lot_movement: what came into a lot and went out; the sums are what is left
	id: number; movements of a lot follow each other in this order
	lot: the lot
	kind: bought, drawn, lapsed, returned (a draw or lapse was reversed) or residue
	school: for whom
	quantity: credits, positive in, negative out; 0: residue, or a carry that a close posts
	charge: charge that goes with it; null: bought, or a lapse whose parts are several charges
	date: service day
	pence: at cost, positive in, negative out; the sum is what is left of the cost
	exact_numerator: cost of the credits before rounding, pence, as a reduced fraction; negative: returned
	exact_denominator: its denominator

table counter: the last number of a series of documents; locked while documents are issued, so numbers have no
		gaps
	issuer: the school that issues
	series: the series
	last: the last number given
table document: an invoice, internal charge or credit note, issued once, never edited
	id: number
	batch: the piece of work that issued it
	entry: the entry that books it
	credits: document that a credit note credits; null: no credit note
	net: net sum of the lines, pence; of a credit note negative
	vat: VAT on it, pence
	gross: net + VAT, pence
	issuer: school that issues it and is owed
	customer: school that it is for
	number: number within issuer and series, from 1 on without gaps
	issued: day of issue
	due: day by which it is to be paid
	tax_point: day whose VAT rules count
	service_from: first service day on it
	service_to: last service day on it
	kind: vat invoice, invoice (no VAT), internal charge (one VAT person) or credit note
	series: series of the number
	name: the whole number as it is printed
	credit_kind: cancel (the charges are reversed too) or rebill (they are free for a new document); null: no
		credit note
	reason: why it credits; null: no credit note
	payment_reference: what the payer quotes
	purchase_order: the customer's order number; null: none
	issuer_party: who the issuer was on the day of issue: name, address, legal body, VAT person, bank details,
		as an object
	customer_party: the same of the customer
	raised_by: login of who raised it
	raised_at: when
table document_line: a line as it is printed
	document: the document
	line: number of the line, from 1 on
	net: quantity x price in pence, to the penny
	agreement: under which agreement
	service_from: first service day
	service_to: last service day
	description: what it is for
	working: how a share of a cost was worked out, in words and fractions; null: a quantity at a price
	evidence: timesheet or supplier's invoice that proves it; null: not stated
	quantity: how many units; 1: a share of a cost; negative on a credit note
	unit: unit of the quantity
	price: pounds for one unit
	treatment: VAT treatment: a word of vat_rate.treatment
	vat_rate: VAT rate as a fraction of one: 0.2 is 20 %
	vat_rule: rule and version of vat_rule that decided, such as "R3T version 2", or a person's
		decision and its record, such as "decision 812"
	vat_reason: its reason, as it is printed
	provider_account: income account of the issuer
	customer_account: cost account of the customer
	customer_fund: fund of the customer that bears it; 0: the general fund
table document_vat: VAT of a document, once for each treatment and rate, on the net sum
	document: the document
	treatment: VAT treatment
	vat_rate: VAT rate as a fraction of one
	net: net sum of the lines of that treatment and rate, pence
	vat: VAT on it, pence; of a credit note what makes up the VAT on all that is credited so far
table line_charge: which charges a line is made of
	document: the document
	line: its line
	charge: the charge
	direction: 1: the document puts the charge on; -1: a credit note takes it off again, so that it may be
		issued anew
table acceptance: a document that its customer has accepted for payment
	document: the document
	accepted_by: login of who accepted it
	accepted_at: when
	same_person: whether that is the person who raised it, acting for both schools
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
table supply_fact: what is stated of an agreement's supply for VAT
	record: its record
	agreement: the agreement
	fact: the question, of vat_fact
	valid_from: first day of service
	valid_to: last day of service; infinity: until further notice or until a later row begins
	answer: yes or no
	evidence: where it is written down
table vat_decision: how a person decided the VAT of an agreement, where the rules ask for it or are overridden
	record: its record
	agreement: the agreement
	customer: the school charged; 0: all
	valid_from: first day of service
	valid_to: last day of service; infinity: until further notice or until a later row begins
	treatment: a word of vat_rate.treatment
	reason: why, as it stands on documents
	decided_by: who decided
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
$dictionary$;
	role_before constant text := current_setting('role');
	entry text;
	part text[];
	table_name text;
begin
	-- a line that begins with two tabs belongs to the one before
	foreach entry in array string_to_array(replace(dictionary, E'\n\t\t', ' '), E'\n') loop
		continue when entry = '';
		part := regexp_match(entry, '^(\t|schema |table )([a-z0-9_.]+): (.+)$');
		if part is null then
			raise exception 'a line of the data dictionary can''t be read: "%"', entry;
		end if;
		if part[1] = 'schema ' then
			-- purse_view has an owner of its own
			perform set_config('role',
				case part[2] when 'purse_view' then 'purse_viewer' else 'purse_owner' end, true);
			execute format('comment on schema %I is %L', part[2], part[3]);
			perform set_config('role', 'purse_owner', true);
		elsif part[1] = 'table ' then
			table_name := case when part[2] like '%.%' then part[2] else 'purse.' || part[2] end;
			execute format('comment on table %s is %L', table_name::regclass, part[3]);
		else
			execute format('comment on column %s.%I is %L', table_name::regclass, part[2], part[3]);
		end if;
	end loop;
	perform set_config('role', role_before, true);
end $run$;

comment on type purse.problem is 'one thing that is wrong with an imported row, and what to do about it';
comment on column purse.problem.file is 'number of the file within the import, from 1 on';
comment on column purse.problem.row_number is 'row within the file, from 1 on';
comment on column purse.problem.column_number is 'number of the column in the order of its kind; 0: the row';
comment on column purse.problem.code is 'one of errors.def: LG and three figures';
comment on column purse.problem.message is 'what could not be done';
comment on column purse.problem.detail is 'what more is to be said; null: nothing';
comment on column purse.problem.hint is 'what to do next; null: nothing';
comment on view purse.superseded is 'records that a later version has taken the place of';
comment on column purse.superseded.record is 'the record that was replaced';
