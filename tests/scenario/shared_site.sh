#!/usr/bin/env bash
# A minibus and a kitchen shared anew by use (fixtures/shared-site/README.md, worked by hand there): purchases
# shared by an estimate as they come, taken back and shared by what each school used, a cost that comes late;
# what stands in the way; what is tampered with is found.
# time limit: 180 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done

records=$PURSE_TOP/fixtures/shared-site
take() { "$PURSE" import --quiet "$records/$1" >/dev/null; }
sound() { of "d['sound']" verify; }
# charged: customer and pence of each sum
charged() {
	of "' '.join(sorted('%s %s %d' % (c['agreement'], c['customer'], c['pence']) for c in d['charges']))" \
		charge --to 2026-09-30
}
raised() {
	of "' '.join('%s %d %d' % (x['to'], x['net_pence'], x['vat_pence']) for x in d['documents'])" \
		invoice raise --from 2025-09-01 --to 2026-08-31 --date "$1"
}
shows() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$1"; }
share() { "$PURSE" share use --agreement "$1" --from "$2" --to "$3" "${@:4}"; }
sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$files/socket" -d purse "$@"; }
# tamper RULE SQL: verify of a copy names the rule.
tamper() {
	sql -U purse_admin -d postgres -c 'drop database if exists copy' \
		-c 'create database copy template purse' 2>/dev/null
	sql -U purse_admin -d copy -c 'set session_replication_role = replica' -c "$2"
	fails 1 "$PURSE" verify --json --database "postgresql:///copy?host=$files/socket&user=$(id -un)" \
		>found.json || return 1
	grep -q "\"rule\": \"$1\"" found.json || { cat found.json; return 1; }
}

refused() {
	try 'not before the days are over' refuses 'that day is not over' share MOORBUS 2025-09-01 2099-08-31
	try 'not before the costs are charged' refuses 'M01 is not charged yet' \
		share MOORBUS 2025-09-01 2026-08-31
	try 'the minibus and the rest' prints "KITCHEN INF 50001 KITCHEN JUN 50000 MOORBUS INF 66675 MOORBUS JUN \
100013 MOORBUS PAR 33337 MUSICROOM JUN 8500" charged
	try 'not without readings' refuses 'no use is recorded of these days' share MOORBUS 2025-09-01 2026-08-31
	take 2-use
	try 'not for part of a purchase' refuses 'the service of M01 is not all of these days' \
		share MOORBUS 2025-09-01 2025-12-31
	try 'not where a reading reaches beyond' refuses 'is not all of these days' \
		share MOORBUS 2025-09-01 2026-08-30
	try 'not under an agreement with a price' refuses 'its basis is "price"' \
		share MUSICROOM 2025-09-01 2026-08-31
	try 'nor one that is not there' refuses 'your schools lead no agreement "NONE"' \
		share none 2025-09-01 2026-08-31
}

# What is taken back would be booked on another code than the purchase was.
own_code() {
	mkdir own
	{
		head -n 1 "$records/1-year/purchases.csv"
		echo 'M90,JUN,MOORBUS,2025-10-01,HILLGARAGE,HG 9,Tyres,2025-10-01,2025-10-01,10.00,,,E19,,,,,,'
	} >own/purchases.csv
	sql -U purse_admin -d postgres -c 'create database own template purse'
	local own="postgresql:///own?host=$files/socket&user=$(id -un)"
	"$PURSE" import --quiet own --database "$own" >/dev/null
	"$PURSE" charge --quiet --to 2026-09-30 --database "$own" >/dev/null
	try 'not where a purchase has a code of its own' refuses 'M90 has a cost code or a fund of its own' \
		share MOORBUS 2025-09-01 2026-08-31 --database "$own"
}

by_use() {
	try 'a dry run says what is shared' prints 'True 200025' \
		of "d['dry_run'], d['pence']" share use --agreement MOORBUS --from 2025-09-01 --to 2026-08-31 \
			--dry-run
	try 'and records nothing' prints 0 of "d['uncharged']['use_shares']" status
	share MOORBUS 2025-09-01 2026-08-31 --quiet >/dev/null
	share kitchen 2025-09-01 2025-12-31 --quiet >/dev/null
	try 'recorded' prints 4 of "d['uncharged']['use_shares']" status
	try 'asked again before it is charged, nothing is left' prints 0 \
		of "d['pence']" share use --agreement MOORBUS --from 2025-09-01 --to 2026-08-31
	sql -U purse_admin -d postgres -c 'create database before template purse'
	try 'from the estimate to use' prints "KITCHEN INF -16667 KITCHEN JUN 16667 MOORBUS INF -25670 \
MOORBUS JUN 24003 MOORBUS PAR 1667" charged
	mkdir sent && (cd sent && sql -U purse_admin -f "$door/take.sql" \
		-v batch="(select max(id) from purse.batch where kind = 'charge')")
	try 'invoiced by use' prints 'JUN 75167 0 INF 41005 0 PAR 35004 7001' raised 2026-08-31
	try 'the invoice says what was used' \
		shows '£2,000.25 × 350 of 2000 miles on 31 August 2026 = £350.04375' \
		invoice show JUN-VAT-00001
	try 'the books are sound' prints True sound
	mkdir row
	readings=$records/2-use/meter-readings.csv
	{ head -n 1 "$readings"; echo 'B9,JUN,MOORBUS,INF,2026-03-01,2026-03-31,9,mile,log'; } \
		>row/meter-readings.csv
	try 'no reading comes behind' refuses 'use of days whose cost was shared by use already' \
		"$PURSE" import row
	{ head -n 1 "$readings"; sed -n 's/,410,/,411,/p' "$readings"; } >row/meter-readings.csv
	try 'none is replaced' refuses 'it has been used' "$PURSE" import --replace row
}

late() {
	take 3-late
	try 'a late cost by estimate' prints 'MOORBUS INF 3333 MOORBUS JUN 5000 MOORBUS PAR 1667' charged
	try 'then by use' share MOORBUS 2025-09-01 2026-08-31 --quiet
	try 'the difference' prints 'MOORBUS INF -1283 MOORBUS JUN 1200 MOORBUS PAR 83' charged
	try 'invoiced' prints 'INF 2050 0 PAR 1750 350' raised 2026-09-30
	try 'other days are refused' refuses 'shared by use already, with others' \
		share MOORBUS 2025-08-31 2026-08-31
	try 'nothing stays prepaid' prints '' of "' '.join(a['account'] for s in d['schools']
		for a in s['accounts'] if a['account'] == '1500')" balance
	try 'the books are sound' prints True sound
}

submits() {   # submits DATABASE SQL
	(cd sent && sql -d "$1" -v kind=charge -v VERBOSITY=verbose -1 -f "$door/open.sql" -c "$2" \
		-f "$door/submit.sql") >out.txt 2>err.txt || return 1
}
attack() {   # attack CODE SQL: refused so
	! submits before "$2" && grep -q "ERROR:  $1" err.txt || { cat out.txt err.txt; return 1; }
}
# The door weighs as the program does.
attacks() {
	try 'refused: another weight than was read' attack LG307 \
		"update my_weight set numerator = 1241 where numerator = 1240"
	try 'refused: use called the usual shares' attack LG307 \
		"update my_basis set share_key = 'fixed shares' where share_key = 'metered use'"
	try 'refused: a step without its amount' attack LG307 \
		"update my_charge set cost = 200024 where cost = 200025"
	try 'refused: another day' attack LG307 "update my_basis set key_date = key_date - 1"
	try 'passes as it was' submits before 'select 1'
}

play() {
	door=$PURSE_TOP/tests/store/door
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	take 1-year
	refused
	own_code
	by_use
	late
	attacks
	try 'tampered: a step that is gone' tamper 'rule 87 shared by use' \
		"delete from purse.use_share where record = (select max(record) from purse.use_share)"
	try 'tampered: an amount' tamper 'rule 34 charge source' \
		"update purse.use_share set amount = amount + 1 where step = 'shared by use'"
	try 'tampered: a weight' tamper replay "update purse.basis_weight set weight_numerator = 1241
		where weight_numerator = 1240"
}
with_books play
