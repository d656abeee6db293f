-- What was agreed and what happened: see 000-comments.sql.
select purse.describe($dictionary$
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
	kind: staff, service, purchase, credits, premises, transport or brokered (the lead is a hub through which
		a party's staff work at another party)
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
	price_rounding: how a price that is worked out from a post is rounded, once: penny, pound, five pounds or
		band (the price of the band above, of the agreement's rate card)
	brokerage: the hub's part of the price in per cent; null: nothing is brokered
	brokerage_is: deducted (from what the home school gets) or added (to what the client pays); null with it
	cut_off: month (what is charged for later months waits and is released month by month) or none
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
	decision: authorised or declined
	conditions: what the board asked for; null: nothing
table proposal: an agreement put forward, before a joint committee recommends it and boards decide
	record: its record
	agreement: the agreement
	date: day on which it was put forward
	raised_by: who put it forward, a role or initials; signs for no board
	what: what the schools would do together
	amount_pence: about how much a year for all schools together, pence; null: not stated
table recommendation: what a joint committee said of an agreement
	record: its record
	agreement: the agreement
	committee: which committee
	minute: reference of the minute
	date: day of the meeting
	decision: recommended, not recommended or reviewed (the yearly look at an agreement that goes on)
	basis: how the cost is to be shared, in words; null: not stated, as of a review
	amount_pence: about how much a year for all schools together, pence; null: not stated
table interest: an interest that a governor or member of staff declared; the school alone reads it
	record: its record
	school: whose governor or member of staff
	person: role or initials
	party: the other school or body
	valid_from: first day of the interest
	valid_to: last day; infinity: it goes on
	interest: what it is
	declared: day on which it was declared
	minute: where it stands; null: not stated
	related: whether what is bought there counts as bought from a related party
table price_tier: a row of a supplier's price list; the rows of an agreement, item and unit with one first day
		are one list, which holds until the next begins
	record: its record
	agreement: the agreement
	item: what it is for
	unit: what the price is for one of
	valid_from: first day of the list
	valid_to: its last day; infinity: until further notice or until a later list begins
	minimum: the least that all schools together take at this price; a smaller quantity than the lowest of a
		list pays for that
	roll_from: for schools of so many pupils; 0: from the smallest on
	roll_to: up to so many; null: no end
	price: pounds for one unit, up to four decimal places
	fee: paid besides, whatever the quantity, pence
	fee_for: each school (that takes anything) or the order (all schools together, once)
	school_minimum: the least that a school pays that takes anything, its fee included, pence
	evidence: where the supplier says so
table price: an agreed price per unit
	record: its record
	agreement: the agreement
	item: what it is for
	unit: day, half-day, hour, session, month, mile, pupil, visit, credit, week, term, year, place or item
	price: pounds for one unit, up to four decimal places
	valid_from: first service day
	valid_to: last service day; infinity: until further notice or until a later price begins
	how_agreed: how it came about, in words
	award: what changed a price for days that may have been charged; null: a price
	follows_pay: whether it was agreed that awards change it
table price_working: how a price was worked out from a post; the employing school alone sees it
	record: its record
	school: the employing school
	post: the post
	agreement: the agreement
	item: what is priced
	unit: what the price is for one of
	valid_from: first day of the price or award
	award: name of the award; null: a price
	worked_on: the day whose pay and rates were used
	year_numerator: exact pence that the post costs a year
	year_denominator: its denominator
	divisor_numerator: how many units a year has
	divisor_denominator: its denominator
	admin_percent: what was added for administration, in per cent
	rounding: the rule by which the price was rounded
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
	service_to: last day of what was bought, which begins on the date; null: it is of one day
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
$dictionary$);
