#!/usr/bin/env bash
# Primaries buy a PE service from their sports premium, one tutors from its pupil premium, one spends a hub's
# grant (fixtures/sports-premium/README.md, worked by hand there): what each fund bears, what goes to the
# general fund and why, a correction of a split charge, statements; two that charge at once; what is tampered
# with is found.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done
fixture=$PURSE_TOP/fixtures/sports-premium
SOURCE_DATE_EPOCH=$(date -ud 2026-09-21 +%s)
export SOURCE_DATE_EPOCH

sound() { of "d['sound']" verify; }
# charged LOGIN [DATE]: pence, charges, reversals, and how many a general fund bears in part
charged() {
	of "sum(c['pence'] for c in d['charges']), sum(c['charges'] for c in d['charges']), d['reversals'],
		d['kept_out']" charge --to "${2:-2026-09-30}" --as "$1"
}
raised() {   # raised LOGIN: number and total of each document
	"$PURSE" invoice raise --to 2026-09-30 --date 2026-09-21 --as "$1" --json | python3 -c '
import json, sys
print(*("%s %d" % (x["number"], x["total_pence"]) for x in json.load(sys.stdin)["documents"]))'
}
# stands SCHOOL: account, fund and pence, debit positive
stands() {
	of "' '.join('%s %d' % (a['account'] + (' ' + a['fund'] if a['fund'] and a['fund'] != 'GENERAL' else ''),
		a['debit_pence'] - a['credit_pence']) for s in d['schools'] for a in s['accounts'])" \
		balance --school "$1" --fund
}
# stated SCHOOL FUND EXPRESSION: of its statement, f
stated() {
	of "*(lambda f: [$3])(d['funds'][0])" fund statement "$2" --school "$1"
}
position() {
	stated "$1" "$2" "f['allocated_pence'], f['received_pence'], f['to_come_pence'], f['spent_pence'],
		f['unspent_pence'], f['to_repay_pence'], f['carried_over_pence'], f['general_pence']"
}
spent() { stated "$1" "$2" "*(x for u in f['uses'] if u['pence'] for x in (u['use'], u['pence']))"; }
kept() { stated "$1" "$2" "*(x for k in f['to_general_fund'] for x in (k['ref'], k['pence'], k['rule']))"; }
person() {
	"$PURSE" user add "$1" --quiet >/dev/null
	"$PURSE" user grant "$1" --school "$2" --role "${3:-manager}" --quiet >/dev/null
}
shows() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$1"; }
door=$PURSE_TOP/tests/store/door
sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$files/socket" "$@"; }
copy_books() { sql -d postgres -U purse_admin -c "create database $1 template purse"; }
books_of() { echo "postgresql:///$1?host=$files/socket&user=$2"; }
# take NAME: the rows of the last batch, in the folder NAME.
take() {
	mkdir -p "$1"
	(cd "$1" && sql -d purse -U purse_admin -f "$door/take.sql" \
		-v batch="(select max(id) from purse.batch where kind = 'charge')")
}

# The year, each secondary for itself, in the order of days: who charges first is borne first.
year() {
	copy_books before
	try 'the one charges up to June' prints '2667600 11 0 3' charged hana 2026-06-30
	take spring
	try 'the books are sound with a part of it' prints True sound
	try 'the other charges its own' prints '949200 15 0 6' charged kate
	copy_books half
	try 'the one charges the rest' prints '1242000 4 0 2' charged hana
	take summer
	try 'nothing is charged twice' prints '0 0 0 0' charged hana
	try 'the books are sound' prints True sound
	try 'documents of the one' prints \
		'HOLM-INT-00001 1155000 HOLM-INT-00002 1038600 HOLM-INV-00001 1641000 HOLM-VAT-00001 90000' \
		raised hana
	try 'documents of the other' prints \
		'KEST-INT-00001 138934 KEST-INT-00002 428933 KEST-INV-00001 348000 KEST-VAT-00001 40000' raised kate
	try 'sound with documents' prints True sound
	copy_books issued
}

correction() {
	"$PURSE" import --quiet "$fixture/02-correction" --as hana >/dev/null
	try 'a split charge is taken back, and charged again' prints '-18000 2 1 1' charged hana
	try 'invoice and credit note' prints 'HOLM-INT-00003 360000 HOLM-CRN-00001 -378000' raised hana
	try 'the books are sound' prints True sound
}

statements() {
	try 'ALD' prints '1200000 1200000 0 1200000 0 0 0 75934' position ALD PESP-2526
	try 'BIR' prints '1617000 1617000 0 1089000 528000 528000 0 51933' position BIR PESP-2526
	try 'CED' prints '1885000 942500 942500 1758000 127000 0 0 129333' position CED PESP-2526
	try 'pupil premium' prints '303000 303000 0 303000 0 0 0 23600' position BIR PP-2526
	try 'a grant that is a file' prints '200000 200000 0 200000 0 0 0 10000' position CED HUB-2526
	try 'by indicator: ALD' prints 'CURRICULUM 21000 KI-1 1157400 KI-5 21600' spent ALD PESP-2526
	try 'BIR' prints 'KI-1 987000 KI-2 75000 KI-5 27000' spent BIR PESP-2526
	try 'CED' prints 'KI-1 1704000 KI-5 54000' spent CED PESP-2526
	try 'why not: ALD' prints 'L01 33334 later services C11 42600 amount' kept ALD PESP-2526
	try 'BIR' prints 'P01 9600 forbidden L01 33333 later services C10 9000 days' kept BIR PESP-2526
	try 'CED' prints 'G01 75000 capital S02 21000 forbidden L01 33333 later services' kept CED PESP-2526
	try 'pupil premium' prints 'T03 9400 amount T04 14200 days' kept BIR PP-2526
	try 'hub' prints 'R02 10000 amount' kept CED HUB-2526
	try 'who decided' prints "ALD-FD1 forbidden 21000" \
		stated ALD PESP-2526 "*(x for k in f['decisions'] for x in (k['ref'], k['rule'], k['pence']))"
	try 'one year of them' prints 5 of "len(d['funds'])" fund statement --year 2025-26
	try 'no other year' prints 0 of "len(d['funds'])" fund statement --year 2026-27
	try 'in words' shows 'To be paid back £5,280.00' fund statement PESP-2526 --school bir
	try 'who may read BIR sees its funds alone' prints 'BIR BIR' \
		of "*(f['school'] for f in d['funds'])" fund statement --as gert
	try 'nothing to see' refuses 'could not find a fund with a grant of school ALD' \
		"$PURSE" fund statement --school ALD --as gert
	try 'status tells' prints 5 of "len({(k['school'], k['fund']) for k in d['to_general_fund']})" status
}

balances() {
	try 'ALD' prints "2390 -75934 E27 75934 1000 PESP-2526 1200000 2390 PESP-2526 -1200000 \
I18d PESP-2526 -1200000 E09 PESP-2526 84000 E27 PESP-2526 1116000" stands ALD
	try 'BIR' prints "2390 -75533 E27 75533 1000 PESP-2526 1617000 2390 PESP-2526 -1089000 \
I18d PESP-2526 -1617000 E09 PESP-2526 42000 E27 PESP-2526 972000 CE03 PESP-2526 75000 1000 PP-2526 303000 \
2390 PP-2526 -303000 I05 PP-2526 -303000 E27 PP-2526 303000" stands BIR
	try 'CED' prints "1400 21667 2320 -161000 E27 64333 CE03 75000 1000 HUB-2526 200000 \
2320 HUB-2526 -200000 I18d HUB-2526 -200000 E27 HUB-2526 200000 1000 PESP-2526 942500 \
2320 PESP-2526 -1758000 I18d PESP-2526 -942500 E09 PESP-2526 84000 E27 PESP-2526 1674000" stands CED
	try 'HOLM' prints \
		'1320 1731000 1390 2175600 1400 30000 2100 -180000 2400 -15000 I08b -3741600' stands HOLM
	try 'KEST' prints '1320 388000 1390 567867 1400 20000 2100 -120000 2400 -6667 I08b -849200' stands KEST
}

# Two who spend from the same funds at once wait for each other: no fund bears more than it is.
at_once() {
	local one=0 other=0 pid
	sql -d postgres -U purse_admin -c 'drop database if exists race' -c 'create database race template before'
	"$PURSE" charge --to 2026-09-30 --quiet --database "$(books_of race hana)" >one.txt 2>&1 &
	pid=$!
	"$PURSE" charge --to 2026-09-30 --quiet --database "$(books_of race kate)" >other.txt 2>&1 || other=$?
	wait $pid || one=$?
	[ "$one $other" = '0 0' ] || { cat one.txt other.txt; return 1; }
	"$PURSE" verify --quiet --database "$(books_of race "$(id -un)")" || return
	[ "$(sql -d race -U purse_admin -c "select count(*) from purse.ruled_fund f where (select sum(u.borne)
		from purse.fund_use u where u.fund = f.fund) > f.amount")" = 0 ]
}

# attack CODE DATABASE BATCH LOGIN NAME SQL: the batch of those files, changed a little, is refused.
attack() {
	local got
	(cd "$3" && sql -d "$2" -U "$4" -v VERBOSITY=verbose -v kind=charge -1 -f "$door/open.sql" -c "$(sed \
		"s/@c(\([^)]*\))/pg_temp.charge('\1')/g; s/@f(\([^)]*\))/pg_temp.id('fund', '\1')/g
		s/@s(\([^)]*\))/pg_temp.id('school', '\1')/g; s/@e(\([^)]*\))/pg_temp.entry('\1')/g" <<<"$6")" \
		-f "$door/submit.sql") >out.txt 2>err.txt || true
	got=$(sed -n 's/.*ERROR:  \([0-9A-Z]\{5\}\):.*/\1/p' err.txt | head -n 1)
	[ "$got" = "$1" ] || { cat out.txt err.txt; return 1; }
}
goes_through() {   # goes_through DATABASE BATCH LOGIN: unchanged, it is posted
	(cd "$2" && sql -d "$1" -U "$3" -v kind=charge -f "$door/open.sql" -c begin -f "$door/submit.sql" \
		-c rollback) 2>&1 | grep -q '^posted'
}
attacks() {
	local code books batch login name change
	while IFS=$'\t' read -r code books batch login name change; do
		try "refused: $name" attack "$code" "$books" "$batch" "$login" "$name" "$change"
	done <"$door/funds.tsv"
	try 'without an attack it is posted' goes_through half summer hana
}

# import_row KIND ROW: the headings of the fixture, and that row
import_row() {
	mkdir -p row && rm -f row/* && head -n 1 "$fixture/01-year/$1.csv" >"row/$1.csv"
	echo "$2" >>"row/$1.csv"
	"$PURSE" import row "${@:3}"
}
bad_input() {
	try 'more may come in than was allocated' import_row grant-payments \
		'ALD-G3,ALD,PESP-2526,2026-09-02,100.00,paid in error' --quiet
	try 'it is to be paid back' prints '1210000 10000' \
		stated ALD PESP-2526 "f['received_pence'], f['to_repay_pence']"
	try 'and is' import_row grant-payments 'ALD-G4,ALD,PESP-2526,2026-09-09,-100.00,paid back' --quiet
	try 'nothing is left to pay back' prints '1200000 0' \
		stated ALD PESP-2526 "f['received_pence'], f['to_repay_pence']"
	try 'not more than came in' refuses 'could not pay back more than came in' import_row grant-payments \
		'ALD-G5,ALD,PESP-2526,2026-09-09,-12000.01,paid back'
	try 'a rule without room' refuses 'leave no room there' import_row fund-decisions \
		'ALD-FD9,ALD,PESP-2526,later services,,2025-09-01,2026-08-31,Head,because'
	try 'a fund that has been used stays' refuses 'could not replace' import_row funds \
		'ALD,PESP-2526,PE and sport premium 2025-26,2025-09-01,2026-08-31,,I18d,,PESP,13' --replace
	try 'so do the rules of its grant' refuses 'charges stand on its other rules' import_row grant-rules \
		'HUB-READ,2025-09-01,2026-08-31,capital,,yes,,letter'
	try 'an unknown grant' refuses 'could not find rules of the grant "PESP" for 1 September 2026' \
		import_row funds 'ALD,PESP-2627,PE and sport premium,2026-09-01,2027-08-31,,I18d,,PESP,12'
	try 'a decision that comes later changes nothing' import_row fund-decisions \
		'CED-FD1,CED,PESP-2526,forbidden,SWIM,2025-09-01,2026-08-31,Head teacher of Cedar,top-up lessons' \
		--quiet
	try 'the books are sound' prints True sound
}

# VAT that does not come back is the general fund's, also when it is credited and billed anew.
not_registered() {
	"$PURSE" import --quiet "$fixture/03-not-registered" >/dev/null
	try 'a fund of £1,000 is asked for £1,100' prints '110000 1 0 1' charged hana
	try 'with VAT' prints 'HOLM-VAT-00002 132000' raised hana
	try 'the general fund bears the VAT' prints "2320 -32000 E09 32000 2320 PESP-2526 -100000 \
E09 PESP-2526 100000" stands DOV
	try 'the books are sound' prints True sound
	try 'credited' "$PURSE" invoice credit HOLM-VAT-00002 --reason 'wrong order number' --rebill --quiet
	try 'nothing is owed on it' prints '2310 -10000 E09 10000 2310 PESP-2526 -100000 E09 PESP-2526 100000' \
		stands DOV
	try 'and billed anew' prints 'HOLM-VAT-00003 132000' raised hana
	try 'it stands as before' prints "2320 -32000 E09 32000 2320 PESP-2526 -100000 \
E09 PESP-2526 100000" stands DOV
	try 'a workbook codes both funds' "$PURSE" invoice show HOLM-VAT-00003 --out . --quiet
	try 'the line says so' prints '10000 PESP-2526' of "d['documents'][0]['lines'][0]['general_pence'],
		d['documents'][0]['lines'][0]['customer_fund']" invoice show HOLM-VAT-00003
	try 'the books are sound' prints True sound
}

# what the database works out for eligible pupils, in pounds
amounts() {
	sql -d purse -U purse_admin -c "select string_agg(trim_scale(purse.grant_amount('PESP', '2025-10-01', n)
		/ 100.0)::text, ' ' order by n) from unnest(array[0, 1, 16, 17, 100, 210, 285, 420]) n"
}

# tamper RULE SQL: verify of a copy names the rule.
tamper() {
	sql -d postgres -U purse_admin -c 'drop database if exists copy' \
		-c 'create database copy template purse' 2>/dev/null
	sql -d copy -U purse_admin -c 'set session_replication_role = replica' -c "$2"
	fails 1 "$PURSE" verify --json --database "$(books_of copy "$(id -un)")" >found.json || return 1
	grep -q "\"rule\": \"$1\"" found.json || { cat found.json; return 1; }
}
tampered() {
	try 'tampered: a fund that is smaller' tamper 'rule 64 fund use step' \
		"update purse.fund_detail set pupils = 11 where pupils = 12"
	try 'tampered: made again, it bears less' tamper replay \
		"update purse.fund_detail set pupils = 11 where pupils = 12"
	try 'tampered: a decision taken away' tamper 'rule 65 fund use rule' \
		"update purse.fund_decision set rule = 'capital' where rule = 'forbidden'"
	try 'tampered: made again without it' tamper replay \
		"update purse.fund_decision set rule = 'capital' where rule = 'forbidden'"
	try 'tampered: what came in' tamper 'rule 66 fund posted' \
		"update purse.grant_payment set amount = amount + 1 where amount = 75750"
}

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	"$PURSE" import --quiet "$fixture/01-year" >/dev/null
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	person hana HOLM; person kate KEST; person gert BIR governor
	year
	correction
	statements
	balances
	attacks
	for nth in 1 2 3; do try "two at once, $nth" at_once; done
	bad_input
	not_registered
	try 'amounts by pupils' prints '0 1000 16000 16170 17000 18100 18850 20200' amounts
	tampered
}
with_books play
