#!/usr/bin/env bash
# VAT through the binary: the matrix of DOMAIN 1.3 cell by cell, facts stated with evidence, decisions by the
# right and the wrong person and corrected later, what is outside VAT on documents of its own, and VAT that a
# customer does not get back. Invented schools: ASH and BEE under Hillshire, VAID voluntary aided there, ELS
# under another authority, COL and SIS of one trust, STR of another, TINY of a trust that is not registered,
# DBE a diocesan board's, IND independent, which gets no VAT back.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
. "$PURSE_TOP/tests/support/places.sh"
unset PURSE_DATABASE PURSE_USER

quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }
sound() { quietly "$PURSE" verify; }
quote() { cat >"records/$1.csv"; }

records() {
	mkdir records
	quote bodies <<-'END'
		Body,From,Name,Kind,VAT scheme,VAT number,Eligible body,Address,Postcode
		HILLS,,Hillshire,local authority,section 33,GB 000 0000 01,yes,,
		DALES,,Daleshire,local authority,section 33,GB 000 0000 02,yes,,
		TRUST,,The Trust,academy trust,section 33B registered,GB 000 0000 03,yes,,
		OTHER,,Another Trust,academy trust,section 33B registered,GB 000 0000 04,yes,,
		SMALL,,Small Trust,academy trust,section 33B,,yes,,
		BOARD,,Diocesan Board,diocesan board,registered,GB 000 0000 05,no,,
		FOUND,,Founders of Indwell,other,not registered,,yes,,
	END
	record_places <<-'END'
		ASH HILLS community
		BEE HILLS voluntary controlled
		VAID HILLS voluntary aided
		ELS DALES community
		COL TRUST academy
		SIS TRUST academy
		STR OTHER academy
		TINY SMALL academy
		DBE BOARD independent
		IND FOUND independent
	END
}

# Agreements of COL: the pitch for IND and ASH, lessons and advice for ASH.
agreements() {
	local code school
	record_agreed
	while IFS=, read -r code supply; do
		echo "$code,2025-09-01,2026-08-31,What $code is,ALL,service,COL,price,$supply,principal,,E27,,," \
			>>records/agreements.csv
		echo "$code,work,hour,10.00,,,a letter" >>records/prices.csv
		for school in COL ASH IND; do
			echo "$code,$school,Board,M1,2025-07-01,2025-09-01,,," >>records/approvals.csv
		done
		printf "$code,%s,2025-09-01,,%s,,,,,\n" ASH 1 IND 2 >>records/parties.csv
	done <<-'END'
		PITCH,sports facility
		TEACH,teaching staff
		ADVICE,leadership
		GIFT,contribution
	END
	quote activities <<-'END'
		Ref,Provider,Agreement,Date,Item,Person,For school,Quantity,Unit,Evidence,Note,Corrects,Reason
		1,COL,PITCH,2025-09-10,work,,IND,10,hour,,,,
		2,COL,PITCH,2025-10-10,work,,IND,1,hour,,,,
		3,COL,TEACH,2025-09-11,work,,ASH,2,hour,,,,
		4,COL,ADVICE,2025-09-12,work,,ASH,3,hour,,,,
		5,COL,GIFT,2025-09-13,work,,ASH,4,hour,,,,
	END
}

vat() { "$PURSE" vat --on "${on-2025-11-10}" "$@"; }
cell() { has "$1" 'd["treatment"]' vat --from "$2" --to "$3" --supply "$4" "${@:5}"; }

matrix() {
	local row teacher admin sports name series=() fact
	for fact in 'ten sessions or more' 'same activity' 'same place' 'one to fourteen days apart' \
		'paid as a whole in writing' 'exclusive use'; do
		series+=(--fact "$fact=yes")
	done
	while IFS='|' read -r row teacher admin sports; do
		name=${row/ / to }
		try "$name: teacher" cell "$teacher" $row teaching-staff
		try "$name: admin" cell "$admin" $row other-staff
		try "$name: sports" cell "$sports" $row sports-facility
	done <<-'END'
		ASH BEE|no supply|no supply|no supply
		ASH ELS|exempt|standard|standard
		ASH COL|exempt|standard|standard
		COL ASH|exempt|standard|standard
		TINY ASH|exempt|not registered|not registered
		COL SIS|no supply|no supply|no supply
		COL STR|exempt|standard|standard
		TINY STR|exempt|not registered|not registered
		VAID ASH|review|review|review
		DBE ASH|review|standard|standard
	END
	try 'a series of lets is exempt' cell exempt COL ASH sports-facility "${series[@]}"
	try 'one test short, it is not' cell standard COL ASH sports-facility "${series[@]}" --fact same-place=no
	try 'not in competition is a question' cell review ASH ELS other-staff --fact 'not in competition=yes'
	try 'voluntary aided: what the authority supplies' cell 'no supply' VAID ASH teaching-staff \
		--fact supplied-by-the-authority=yes
	try 'voluntary aided: the suggestion' has 'no supply' 'd["suggestion"]' \
		vat --from VAID --to ASH --supply teaching-staff
	try 'what is from memory only suggests' has "review None standard" \
		'd["treatment"], d["document_kind"], d["suggestion"]' vat --from COL --to ASH --supply minibus
}

told() {
	local on=2025-11-10
	try 'treatment, rule, reason, source' says 'R3T version 2' vat --from COL --to ASH --supply teaching-staff
	try 'its source' says 'VATGPB8860 and VATEDU53600 \(verified\)' \
		vat --from COL --to ASH --supply teaching-staff
	try 'why not' says '^R1 +no supply +joint employment contract: no$' \
		vat --from COL --to ASH --supply teaching-staff --why-not
	try 'not asked, not told' fails 1 says 'joint employment' \
		vat --from COL --to ASH --supply teaching-staff
	try 'nothing before the first' says 'No rule comes before it' \
		vat --from ASH --to BEE --supply goods --fact 'outside the delegated budget=yes' --why-not
	try 'what is not stated' says 'not stated \(option to tax\)' vat --from COL --to ASH --supply room-hire
	try 'what to do then' says 'supply-facts.csv' vat --from COL --to ASH --supply room-hire
	try 'the turnover of who is not registered' says '£0.00 of taxable supplies' \
		vat --from TINY --to ASH --supply goods
	try 'who would bear VAT' says 'a cost of the customer' vat --from COL --to IND --supply goods
	try 'the agreement says who and what' has 'COL sports facility standard' \
		'd["from"], d["supply"], d["treatment"]' vat --agreement pitch --to IND
	on=2025-08-31
	try 'an agreement on another day' refuses 1 'does not cover that day' vat --agreement PITCH --to IND
	on=2025-11-10
	try 'an unknown agreement' refuses 1 'find the agreement "NONE"' vat --agreement NONE --to IND
	try 'an unknown school' refuses 1 'find the school "ZED"' vat --from ZED --to IND --supply goods
	try 'an unknown supply' refuses 2 'kind of supply "gifts"' vat --from COL --to IND --supply gifts
	try 'neither supply nor agreement' refuses 2 'who supplies what' vat --from COL --to IND
	try 'an unknown fact' refuses 2 'answer to a fact' vat --agreement PITCH --to IND --fact nonsense=yes
	try 'a fact that is derived' refuses 2 'answer to a fact' \
		vat --agreement PITCH --to IND --fact 'same VAT person=yes'
	try 'no answer' refuses 2 'answer to a fact' vat --agreement PITCH --to IND --fact 'exclusive use=maybe'
}

raise() { "$PURSE" invoice raise --to 2025-10-31 --date "$1"; }
raised() { pick 'sorted((x["kind"], x["net_pence"], x["vat_pence"]) for x in d["documents"])' \
	"$PURSE" invoice list; }
decide() {   # decide LOGIN TREATMENT [OPTION…]: COL's advice to ASH
	cat >vat-decisions.csv <<-END
		Agreement,Provider,Customer,From,To,Treatment,Reason,Decided by
		ADVICE,COL,ASH,2025-09-01,,$2,The trust's VAT adviser wrote so,"A. Finch, finance director"
	END
	"$PURSE" --as "$1" import vat-decisions.csv "${@:3}"
}

# The pitch is let for an hour each in September and October; from October on it is a series.
documents() {
	local fact
	echo 'Agreement,Provider,Fact,From,To,Answer,Evidence' >supply-facts.csv
	for fact in 'ten sessions or more' 'same activity' 'same place' 'one to fourteen days apart' \
		'paid as a whole in writing' 'exclusive use'; do
		echo "PITCH,COL,$fact,2025-10-01,,yes,hire contract 7" >>supply-facts.csv
	done
	add_reader mia COL manager
	add_reader ben ASH manager
	try 'facts are not another school to state' refuses 1 'LG401|you have no right' \
		"$PURSE" --as ben import supply-facts.csv
	try 'facts are stated by the provider' quietly "$PURSE" --as mia import supply-facts.csv
	try 'what leads nothing states nothing' refuses 1 'the lead of agreement "PITCH" on 1 October' \
		imported 'PITCH,ASH,exclusive use,2025-10-01,,yes,x'
	try 'no such fact' refuses 1 'could not find the fact "size"' imported 'PITCH,COL,size,2025-10-01,,yes,x'
	try 'what is derived is not stated' refuses 1 'follows from what is recorded' \
		imported 'PITCH,COL,same VAT person,2025-10-01,,yes,x'
	quietly "$PURSE" charge --to 2025-10-31
	try 'what can be decided is raised' quietly raise 2025-11-03
	try 'September with VAT, October and lessons exempt; advice and gift wait' prints \
		"[('invoice', 1000, 0), ('invoice', 2000, 0), ('vat invoice', 10000, 2000)]" raised
	try 'why the advice waits' says 'R9 is not sure' raise 2025-11-03
	try 'VAT that does not come back is a cost in the savings' prints 20.00 vat_lost
}
imported() {
	{ head -n 1 supply-facts.csv && echo "$1"; } >one.csv
	mkdir -p one && mv one.csv one/supply-facts.csv
	"$PURSE" import one
}
# The pounds that the savings workbook shows for VAT that does not come back.
vat_lost() {
	"$PURSE" report savings --from 2025-09-01 --to 2026-08-31 --out savings.xlsx --quiet >/dev/null
	python3 - <<-'X'
		import re, zipfile
		book = zipfile.ZipFile("savings.xlsx")
		texts = re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)
		at = [i for i, t in enumerate(texts) if "VAT that does not come back" in t]
		found = set()
		for name in book.namelist():
		    if not name.startswith("xl/worksheets/sheet"): continue
		    for row in re.findall(r"<row .*?</row>", book.read(name).decode(), re.S):
		        if any('t="s"><v>%d</v>' % i in row for i in at):
		            cells = re.findall(r"<c ([^>]*)>(?:<f>[^<]*</f>)?<v>([0-9.]+)</v>", row)
		            found |= {float(value) for kind, value in cells if 't="s"' not in kind}
		print("20.00" if 20.0 in found else sorted(found))
	X
}

decisions() {
	try 'the customer decides nothing' refuses 1 'you have no right' decide ben exempt
	try 'the provider decides' quietly decide mia exempt
	try 'no decision on what cannot be' refuses 1 'not registered' decide mia 'not registered' --replace
	try 'purse vat says who decided' says 'decision [0-9]+' vat --agreement ADVICE --to ASH
	quietly raise 2025-11-04
	try 'the line says so' says 'decided by A. Finch, finance director' "$PURSE" invoice show COL-INV-00003
	try 'explain shows the decision' says 'decision of A. Finch' "$PURSE" explain COL-INV-00003 1
	try 'and who recorded it' says 'recorded by mia' "$PURSE" explain COL-INV-00003 1
	try 'the same again changes nothing' says 'Nothing is new' decide mia exempt
	try 'another treatment is refused' refuses 1 'recorded already' decide mia standard
	try 'corrected, on purpose' quietly decide mia standard --replace
	try 'a document keeps what it said' says 'decided by A. Finch' "$PURSE" invoice show COL-INV-00003
	try 'and what decided it' says 'decision of A. Finch' "$PURSE" explain COL-INV-00003 1
	try 'verify is clean' sound
	quietly "$PURSE" invoice credit COL-INV-00003 --rebill --reason 'Wrong VAT' --date 2025-11-05
	quietly raise 2025-11-06
	try 'billed anew it has VAT' has 600 'd["documents"][0]["vat_pence"]' "$PURSE" invoice show COL-VAT-00002
}

# A gift and a lesson for ASH: two invoices, each of which says that the other goes with it.
apart() {
	cat >vat-decisions.csv <<-'END'
		Agreement,Provider,Customer,From,To,Treatment,Reason,Decided by
		GIFT,COL,,2025-09-01,,outside scope,Nothing is given in return,A. Finch
	END
	quietly "$PURSE" --as mia import vat-decisions.csv
	quietly "$PURSE" invoice credit COL-INV-00001 --rebill --reason 'To be raised together' --date 2025-11-07
	quietly raise 2025-11-08
	try 'the lesson says that the gift stands apart' has COL-INV-00005 'd["documents"][0]["goes_with"]' \
		"$PURSE" invoice show COL-INV-00004
	try 'and the gift the other way' says 'together with this one: COL-INV-00004' \
		"$PURSE" invoice show COL-INV-00005
	try 'a document that went alone says nothing' has None 'd["documents"][0]["goes_with"]' \
		"$PURSE" invoice show COL-VAT-00001
	try 'all of it verifies' sound
}

play() {
	"$PURSE" init --quiet >/dev/null
	records
	agreements
	try 'the books are made' quietly "$PURSE" import records
	matrix
	told
	documents
	decisions
	apart
}
with_books play
