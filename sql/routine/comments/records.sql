-- Who takes part, and what is recorded: see 000-comments.sql.
select purse.describe($dictionary$
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
table objective: a numbered objective of a partnership, for some time
	record: its record
	partnership: whose
	number: its number in the written plan
	valid_from: first day
	valid_to: last day; infinity: until further notice or until a later row begins
	title: what is to be reached
	actions: what is to be done for it; null: not stated
	target: how one sees that it is reached; null: not stated
	due: by when; null: not stated
	evidence: where the plan is written down; null: not stated
table agreement_objective: an agreement that serves an objective of its partnership, for some time
	record: its record
	agreement: the agreement
	number: number of the objective
	valid_from: first day
	valid_to: last day; infinity: until further notice or until a later row begins
	main: whether the agreement's spending and saving count under it; of one objective at a time
table impact_note: what changed, in words, with its evidence
	record: its record
	school: where; null: in all schools of the partnership
	partnership: the partnership
	number: number of the objective
	date: day of the note
	kind: cash-releasing, cost-avoiding or non-financial
	what: what changed
	evidence: where one can see it
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
$dictionary$);
