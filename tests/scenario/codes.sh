#!/usr/bin/env bash
# Codes through the binary: what local authorities choose in place of the usual ones, and when; the codes that
# academies write; who the other side of an academy's income is; the warning before VAT registration.
# Invented schools: ASH and BEE under Hillshire, NOR under Northshire, COL an academy, TINY an academy whose
# trust is not registered for VAT, IND independent. Every figure is a quantity of hours at a price, added up
# by hand.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
. "$PURSE_TOP/tests/support/places.sh"
unset PURSE_DATABASE PURSE_USER
export SOURCE_DATE_EPOCH=1767225600   # 1 January 2026

quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }
quote() { cat >"records/$1.csv"; }

records() {
	mkdir records
	quote bodies <<-'END'
		Body,From,Name,Kind,VAT scheme,VAT number,Eligible body,Address,Postcode
		HILLS,,Hillshire,local authority,section 33,GB 000 0000 01,yes,,
		NORTH,,Northshire,local authority,section 33,GB 000 0000 02,yes,,
		TRUST,,The Trust,academy trust,section 33B registered,GB 000 0000 03,yes,,
		SMALL,,Small Trust,academy trust,section 33B,,yes,,
		FOUND,,Founders of Indwell,other,not registered,,yes,,
	END
	record_places <<-'END'
		ASH HILLS community
		BEE HILLS voluntary controlled
		NOR NORTH community
		COL TRUST academy
		TINY SMALL academy
		IND FOUND independent
	END
}

# Classroom assistants of ASH, whose codes are usual, and such with codes of the agreement's own; lessons of
# COL; the hall of TINY. All may be charged under each.
agreements() {
	local code lead supply codes price school n
	record_agreed
	while IFS='|' read -r code lead supply codes price; do
		echo "$code,2025-09-01,2026-08-31,What $code is,ALL,service,$lead,price,$supply,principal,$codes,,," \
			>>records/agreements.csv
		echo "$code,work,hour,$price,,,a letter" >>records/prices.csv
		n=0
		for school in ASH BEE NOR COL TINY IND; do
			n=$((n + 1))
			echo "$code,$school,Board,M1,2025-07-01,2025-09-01,,," >>records/approvals.csv
			[ $school = $lead ] || echo "$code,$school,2025-09-01,,$n,,,,," >>records/parties.csv
		done
	done <<-'END'
		TA|ASH|classroom assistants|,|10.00
		OWN|ASH|classroom assistants|I08a,E03|10.00
		LES|COL|teaching staff|,|10.00
		HALL|TINY|sports facility|,|100.00
	END
	sed -i 's/^OWN,NOR,2025-09-01,,3,,,/OWN,NOR,2025-09-01,,3,,E02,/' records/parties.csv
	quote activities <<-'END'
		Ref,Provider,Agreement,Date,Item,Person,For school,Quantity,Unit,Evidence,Note,Corrects,Reason
		1,ASH,TA,2025-09-10,work,,BEE,2,hour,,,,
		2,ASH,TA,2025-09-30,work,,NOR,3,hour,,,,
		3,ASH,TA,2025-10-01,work,,NOR,1,hour,,,,
		4,ASH,TA,2025-09-12,work,,COL,4,hour,,,,
		5,ASH,OWN,2025-09-15,work,,BEE,5,hour,,,,
		6,ASH,OWN,2025-09-15,work,,NOR,9,hour,,,,
		7,COL,LES,2025-09-16,work,,ASH,6,hour,,,,
		8,COL,LES,2025-09-17,work,,TINY,7,hour,,,,
		9,COL,LES,2025-09-18,work,,IND,8,hour,,,,
		10,TINY,HALL,2025-09-19,work,,ASH,719,hour,,,,
	END
}

heading='Body,Supply,From,To,Income code,Cost code,Charge income,Charge payment,Source,Reason'
codes() {   # codes [OPTION…]: imports the rows from standard input
	{ echo "$heading"; cat; } >local-codes.csv
	"$PURSE" "$@" import local-codes.csv
}

booked() {   # booked WANTED SCHOOL: what stands on its codes, in pence, debit positive
	has "$1" '[(a["account"], a["debit_pence"] - a["credit_pence"])
		for a in d["schools"][0]["accounts"] if a["account"][0] in "IE"]' "$PURSE" balance --school "$2"
}

# ASH under Hillshire lends to BEE (2 h from 10 September on), to NOR (3 h on 30 September, 1 h on 1 October)
# and to COL (4 h): 10 hours of I07. OWN has codes of its own for ASH and BEE, and NOR one for itself.
authorities() {
	try 'codes of two authorities come in' quietly codes <<-'END'
		HILLS,classroom assistants,2025-09-01,,I07,E26,,,finance manual,all in one code
		NORTH,classroom assistants,2025-10-01,,,E24,,,finance manual,for other schools' pupils
		HILLS,,2025-09-01,,,,9900,7452,finance manual,ledger codes of the county
	END
	quietly "$PURSE" charge --to 2025-10-31
	try 'income: the provider'"'"'s authority, and the agreement before it' \
		booked "[('I07', -10000), ('I08a', -14000), ('E18', 7190000), ('E26', 6000)]" ASH
	try 'cost: the customer'"'"'s authority, and the agreement before it' \
		booked "[('E03', 5000), ('E26', 2000)]" BEE
	try 'cost: from its day on, and the party before all' \
		booked "[('E02', 9000), ('E24', 1000), ('E27', 3000)]" NOR
	try 'an academy is under no authority' booked "[('I08b', -21000), ('E27', 4000)]" COL
	try 'days on which another row counts' refuses 1 'it overlaps another, for 1 October 2025 and later' \
		codes <<<'NORTH,classroom assistants,2025-09-30,2025-10-02,,E22,,,manual,late'
	try 'what is booked keeps its code' refuses 1 'for 30 September 2025 is booked on E27, not on E22' \
		codes <<<'NORTH,classroom assistants,2025-09-01,2025-09-30,,E22,,,manual,late'
	try 'a row that is used is not replaced' refuses 1 'could not replace "NORTH' \
		codes --quiet <<<'NORTH,classroom assistants,2025-10-01,,,E22,,,finance manual,again'
	try 'days that are not charged yet may change' quietly codes <<<\
		'NORTH,classroom assistants,2025-11-01,,,E22,,,finance manual,a new manual'
	try 'the books hold' quietly "$PURSE" verify
}

rights() {
	add_reader ben BEE manager
	add_reader nell NOR manager
	add_reader gil BEE governor
	try 'who may write for a school of it' quietly codes --as ben <<<'HILLS,meals,2026-01-01,,,E25,,,manual,x'
	try 'not of another authority' refuses 1 'may write for a school of the authority' \
		codes --as nell <<<'HILLS,training,2026-01-01,,,E09,,,manual,x'
	try 'not who only reads' refuses 1 'may write for a school of the authority' \
		codes --as gil <<<'HILLS,training,2026-01-01,,,E09,,,manual,x'
}

line() { has "$1" "[x.get('$2') for x in d['documents'][0]['lines']]" "$PURSE" invoice show "$3"; }
# COL lent lessons: 6 h to ASH, 7 h to TINY, 8 h to IND, at £10.
academies() {
	local sectors="{'academies': 7000, 'government, not a grant': 6000, 'not government': 8000}"
	try 'an academy reads its own code' says '^E27 +Bought-in.* 40\.00 +BAE230$' "$PURSE" balance --school COL
	try 'who is none does not' fails 1 says 'BAE|Academy code' "$PURSE" balance --school ASH
	try 'its income by who paid it' has "$sectors" '{s["sector"]: s["pence"] for a in
		d["schools"][0]["accounts"] for s in a["income_by_sector"]}' "$PURSE" balance --school COL
	try 'by fund too' has "$sectors" '{s["sector"]: s["pence"] for a in
		d["schools"][0]["accounts"] for s in a["income_by_sector"]}' "$PURSE" balance --school COL --fund
	try 'of an academy alone' has '[]' '[s for a in d["schools"][0]["accounts"]
		for s in a["income_by_sector"]]' "$PURSE" balance --school ASH
	quietly "$PURSE" balance --csv balance.csv
	try 'the code in the file' says '^COL,School COL,,E27,.*,40.00,0.00,BAE230.?$' cat balance.csv
}
documents() {
	quietly "$PURSE" invoice raise --to 2025-10-31
	try 'the ledger codes of the authority, on an internal charge' line "['7452', '7452']" \
		customer_local_code ASH-INT-00001
	try 'of both sides' line "['9900', '9900']" provider_local_code ASH-INT-00001
	try 'as it reads' says ' E26 / 7452 +20\.00$' "$PURSE" invoice show ASH-INT-00001
	try 'not on an invoice' line '[None, None, None]' customer_local_code ASH-INV-00002
	try 'the code of an academy on what it gets' says ' E27 / BAE230 +40\.00$' \
		"$PURSE" invoice show ASH-INV-00001
	quietly "$PURSE" invoice show --all --out documents
	try 'in the file: an academy' says ',BAE230,academies,,,.?$' cat documents/ASH-INV-00001.csv
	try 'in the file: an internal charge' says ',"government, not a grant",9900,7452,.?$' \
		cat documents/ASH-INT-00001.csv
	quietly codes <<-'END'
		HILLS,,2026-02-01,,,,9911,7411,finance manual,new ledger
	END
	quietly "$PURSE" invoice credit ASH-INT-00001 --rebill --reason 'To see' --date 2026-02-02
	quietly "$PURSE" invoice raise --to 2025-10-31 --date 2026-02-03
	try 'a document keeps its codes' says ' E26 / 7452 +20\.00$' "$PURSE" invoice show ASH-INT-00001
	try 'a later one has the new' says ' E26 / 7411 +20\.00$' "$PURSE" invoice show ASH-INT-00002
	try 'all of it verifies' quietly "$PURSE" verify
}

# The hall for 719 hours at £100 is £71,900.00; 80 % of £90,000.00 is £72,000.00: one more hour.
registration() {
	local near='[(n["body"], n["turnover_pence"], n["threshold_pence"]) for n in d["near_vat_registration"]]'
	try 'below the level nobody is warned' has '[]' "$near" "$PURSE" status
	{ head -n 1 records/activities.csv; echo '11,TINY,HALL,2025-11-03,work,,ASH,1,hour,,,,'; } >activities.csv
	quietly "$PURSE" import activities.csv
	quietly "$PURSE" charge --to 2025-11-30
	try 'a dry run warns of nothing' has '[]' "$near" "$PURSE" invoice raise --to 2025-11-30 --dry-run
	try 'at the level, when it is raised' has "[('SMALL', 7200000, 9000000)]" "$near" \
		"$PURSE" invoice raise --to 2025-11-30 --date 2026-01-01
	try 'and in the status' has "[('SMALL', 7200000, 9000000)]" "$near" "$PURSE" status
	try 'in words, with figures' says 'SMALL \(TINY\) is not registered .* has invoiced £72,000\.00' \
		"$PURSE" status
	try 'to whom it is no concern it is not told' has '[]' "$near" "$PURSE" --as ben status
}

play() {
	"$PURSE" init --quiet >/dev/null
	records
	agreements
	try 'the books are made' quietly "$PURSE" import records
	authorities
	rights
	academies
	documents
	registration
}
with_books play
