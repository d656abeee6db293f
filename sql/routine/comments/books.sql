-- The books, charges and documents: see 000-comments.sql.
select purse.describe($dictionary$
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
	leg: home (home school to hub) or client (hub to client); null: the agreement has no broker
	brokerage: the hub's part of the price in per cent; null with it
	brokerage_is: deducted or added; null with it
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
	adjusts: charge whose price an award changed; null: none
	pence: what is charged, pence; of a reversal the negative of the original's
	cost: whole cost that is shared in this step, pence; null: nothing is shared
	agreement: under which agreement
	provider: school that is owed
	customer: school that owes; the provider itself for its own share
	seq: number of the step in the stream, one for all parts of one cost; null: no stream
	service_from: first service day
	service_to: last service day
	kind: line (quantity x price), arrears (what an award adds to a line or takes from it), share (of a
		cost), draw (of credits at cost), lapse (of credits), residue (what the lead takes so that a lot ends
		at nil) or settle (a carry of a penny or more that a close posts)
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
$dictionary$);
