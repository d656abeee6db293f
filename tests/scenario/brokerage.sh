#!/usr/bin/env bash
# A school's adviser at academies through a hub (fixtures/brokerage/README.md, worked by hand there): each
# leg charged and invoiced by the manager of its own provider, a correction that takes back both legs,
# brokerage deducted and on top, travel by the mile, cover at cost; what is tampered with is found.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done

sound() { of "d['sound']" verify; }
# charged LOGIN: pence, charges, activities, reversals
charged() {
	of "sum(c['pence'] for c in d['charges']), sum(c['charges'] for c in d['charges']), d['activities'],
		d['reversals']" charge --to 2025-12-31 --as "$1"
}
# stands SCHOOL: account and pence, debit positive, of all its funds
stands() {
	of "' '.join('%s %d' % (a['account'] + (' ' + a['fund'] if a['fund'] and a['fund'] != 'GENERAL' else ''),
		a['debit_pence'] - a['credit_pence']) for s in d['schools'] for a in s['accounts'])" \
		balance --school "$1" --fund
}
raised() {   # raised LOGIN DAY: number and total of each document
	"$PURSE" invoice raise --term autumn-2025 --date "$2" --as "$1" --json | python3 -c '
import json, sys
print(*("%s %d" % (x["number"], x["total_pence"]) for x in json.load(sys.stdin)["documents"]))'
}
person() {
	"$PURSE" user add "$1" --quiet >/dev/null
	"$PURSE" user grant "$1" --school "$2" --role manager --quiet >/dev/null
}
shows() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$1"; }
door=$PURSE_TOP/tests/store/door
copy_books() { sql -d postgres -U purse_admin -c "create database $1 template purse"; }
# take NAME: the rows of the last batch, in the folder NAME.
take() {
	mkdir -p "$1"
	(cd "$1" && sql -d purse -U purse_admin -f "$door/take.sql" \
		-v batch="(select max(id) from purse.batch where kind = 'charge')")
}
sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$files/socket" "$@"; }


# The autumn: each manager charges and invoices what its own school provides.
autumn() {
	copy_books before
	try 'the hub charges its clients, and nobody else' prints '215376 7 7 0' charged olga
	take clients
	try 'the books are sound with one leg charged' prints True sound
	try 'what is left is for the home school to charge' prints '14 0' \
		of "d['uncharged']['activities'], d['uncharged_by_others']['activities']" status --as wilma
	try 'a client has nothing to charge' prints '0 0 0 0' charged sally
	copy_books half
	# 892.50 first days, 1488.56 and 350.00 home legs, 41.99 travel, 412.00 cover
	try 'the home school charges the hub, and its own agreements' prints '318505 15 14 0' charged wilma
	take homes
	try 'nothing is charged twice' prints '0 0 0 0' charged olga
	try 'the books are sound with both' prints True sound
	try 'invoices of the hub' prints "OAK-INV-00001 52500 OAK-VAT-00001 36226 OAK-INV-00002 52625 \
OAK-VAT-00002 12076 OAK-INV-00003 70000" raised olga 2025-12-31
	try 'invoices of the home school' prints "WIL-INV-00001 765 WIL-INV-00002 1418 WIL-INV-00003 238106 \
WIL-VAT-00001 42000 WIL-INV-00004 43216" raised wilma 2025-12-31
	try 'each due within 28 days' prints 2026-01-28 \
		of "*sorted({x['due'] for x in d['documents']})" invoice list
}

told() {
	try 'the invoice says what the hub keeps' shows '£350 less 15 % kept by OAK' invoice show WIL-INV-00003
	try 'and what comes on top' shows '£87.5 and 15 % on top for OAK' invoice show OAK-VAT-00002
	try 'explained' shows '£176.25, 15 % of it kept by the hub OAK: WIL gets £149.8125 a half-day' \
		explain A04
	try 'the other leg too' shows 'HER pays £176.25 a half-day' explain A04
	try 'explained to programs' prints 'home OAK 15 deducted 149.8125 176.25' \
		of "*d['charges'][1]['brokerage'].values(), d['charges'][1]['price']['pounds']" explain A04
}
savings_together() {
	sql -d purse -U "$(id -un)" -c "select sum(together_pence)
		from purse_api.savings('2025-09-01', '2026-08-31')"
}

# A day and a half was a day: both legs are taken back, each by its own school.
correction() {
	"$PURSE" import --quiet "$PURSE_TOP/fixtures/brokerage/02-correction" --as wilma >/dev/null
	try 'the home school takes back its leg' prints '-14875 2 1 1' charged wilma
	try 'the hub sees what is left to do' prints '1 1' \
		of "d['uncharged']['activities'], d['uncharged']['corrections']" status --as olga
	try 'sound in between' prints True sound
	try 'the hub takes back its own' prints '-17500 2 1 1' charged olga
	try 'new invoice and credit note of the hub' prints 'OAK-INV-00004 35000 OAK-CRN-00001 -52500' \
		raised olga 2026-01-05
	try 'and of the home school' prints 'WIL-INV-00005 29750 WIL-CRN-00001 -44625' raised wilma 2026-01-05
	# what the schools use, each once: 1978.76 through the hub, 892.50, 41.99, 412.00
	try 'savings count what clients use, and not the hub'"'"'s part again' prints 332525 savings_together
}

# The trial balances of README.md.
balances() {
	try 'the home school' prints '1320 310630 1400 8240 2100 -49440 2400 -7000 I08b -262430' stands WIL
	try 'the hub' prints "1320 205927 1400 7000 2320 -175981 2400 -8051 I08b -197876 E27 168981 \
2320 HUBGRANT -89250 E27 HUBGRANT 89250" stands OAK
	try 'Saltham' prints '2320 -113216 E26 41200 E27 72016' stands SAL
	try 'Heron Bank' prints '1400 2013 2320 -66119 E27 64106' stands HER
	try 'Curlew' prints '1400 6038 2320 -71991 E27 65953' stands CUR
	try 'the books are sound' prints True sound
}

# attack CODE DATABASE BATCH LOGIN NAME SQL: the batch of those files, changed a little, is refused.
attack() {
	local got
	(cd "$3" && sql -d "$2" -U "$4" -v VERBOSITY=verbose -v kind=charge -1 -f "$door/open.sql" -c "$(sed \
		"s/@c(\([^)]*\))/pg_temp.charge('\1')/g; s/@s(\([^)]*\))/pg_temp.id('school', '\1')/g
		s/@e(\([^)]*\))/pg_temp.entry('\1')/g" <<<"$6")" -f "$door/submit.sql") >out.txt 2>err.txt || true
	got=$(sed -n 's/.*ERROR:  \([0-9A-Z]\{5\}\):.*/\1/p' err.txt | head -n 1)
	[ "$got" = "$1" ] || { cat out.txt err.txt; return 1; }
}
attacks() {
	local code books batch login name change
	while IFS=$'\t' read -r code books batch login name change; do
		try "refused: $name" attack "$code" "$books" "$batch" "$login" "$name" "$change"
	done <"$door/brokered.tsv"
}

# tamper RULE SQL: verify of a copy names the rule.
tamper() {
	sql -d postgres -U purse_admin -c 'drop database if exists copy' \
		-c 'create database copy template purse' 2>/dev/null
	sql -d copy -U purse_admin -c 'set session_replication_role = replica' -c "$2"
	fails 1 "$PURSE" verify --json --database "postgresql:///copy?host=$files/socket&user=$(id -un)" \
		>found.json || return 1
	grep -q "\"rule\": \"$1\"" found.json || { cat found.json; return 1; }
}

# left_before DATABASE SCHOOL: how many activities closing December would leave uncharged.
left_before() {
	sql -d "$1" -U "$(id -un)" -c "select l.activities from purse_api.left_before_closing(
		(select array_agg(s.id) from purse_view.school s where s.code = '$2'), 12 * 55 + 11) l"
}
closing() {
	try 'closing tells of all that is not charged' prints 14 left_before before WIL
	try 'of 7 brokered ones though one leg is charged, and of 3 first days' prints 10 left_before half OAK
	try 'and of none when both are' prints 0 left_before purse OAK
	try 'a month closes' "$PURSE" close 2025-09 --quiet
	try 'and the books are sound' prints True sound
}

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	"$PURSE" import --quiet "$PURSE_TOP/fixtures/brokerage/01-autumn" >/dev/null
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	person wilma WIL; person olga OAK; person sally SAL
	autumn
	told
	correction
	balances
	attacks
	closing
	try 'tampered: another percentage' tamper 'rule 48 charge leg' \
		"update purse.basis set brokerage = 10 where leg = 'home'"
	try 'tampered: made again from what is frozen' tamper replay \
		"update purse.basis set brokerage = 10 where leg = 'home'"
	try 'tampered: another agreement' tamper 'rule 48 charge leg' \
		"update purse.agreement_version set brokerage_is = 'added' where brokerage_is = 'deducted'"
	try 'tampered: a leg that is none' tamper 'rule 48 charge leg' \
		"update purse.basis set leg = null, brokerage = null, brokerage_is = null where leg = 'client'"
	try 'tampered: another hub' tamper 'rule 48 charge leg' \
		"update purse.agreement_version set lead = (select id from purse.school where code = 'CUR')
			where kind = 'brokered'"
	try 'tampered: a home school that did nothing' tamper 'rule 34 charge source' \
		"update purse.activity set provider = (select id from purse.school where code = 'CUR')
			where record in (select r.id from purse.record r where r.ref = 'A01')"
}
with_books play
