#!/usr/bin/env bash
# Trial balances of the fixture year: that they balance, that closing a month changes none, and their figures
# beside those of the independent reference (fixtures/expect.py) and of the purchases themselves.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

# table FILE OPTION…: as CSV without its mark and heading, in plain pence:
# school,name,fund,account,name,class,debit,credit
table() {
	rm -f "$1"
	"$PURSE" balance --quiet --csv "$1" "${@:2}" >/dev/null
	python3 - "$1" <<'X'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
with open(sys.argv[1], "w") as out:
    for r in rows:
        amounts = (int(r[c].replace(".", "")) for c in ("Debit", "Credit"))
        print(r["School"], r["Fund"], r["Account"], r["Class"], *amounts, sep=",", file=out)
X
}
# Debits and credits of each school, and of each of its funds, are the same; and there is something to see.
balances() {
	table balance.csv --fund "$@"
	awk -F, '{ s[$1] += $5 - $6; f[$1 "," $2] += $5 - $6; n++ }
		$5 < 0 || $6 < 0 || ($5 && $6) || !($5 || $6) { bad = $0 }
		END { for (k in s) if (s[k]) bad = k; for (k in f) if (f[k]) bad = k
			if (bad || n < 30) { print "wrong: " bad " of " n; exit 1 } }' balance.csv
}
# stands WANTED SCHOOL ACCOUNT OPTION…: what stands there, in pence, debit positive.
stands() {
	table stands.csv "${@:4}"
	prints "$1" awk -F, -v s="$2" -v a="$3" '$1 == s && $3 == a { sum += $5 - $6 } END { print sum + 0 }' \
		stands.csv
}
# in_fund WANTED SCHOOL FUND ACCOUNT
in_fund() {
	table fund.csv --fund
	prints "$1" awk -F, -v s="$2" -v f="$3" -v a="$4" \
		'$1 == s && $2 == f && $3 == a { sum += $5 - $6 } END { print sum + 0 }' fund.csv
}

days='2025-09-30 2025-10-15 2025-11-30 2025-12-31 2026-01-05'
keep_tables() {
	local day
	for day in $days; do "$PURSE" balance --fund --at "$day" --json >"$1-$day.json"; done
}
same_tables() {
	local day
	for day in $days; do cmp "before-$day.json" "after-$day.json" || return; done
}
is_last_of_month() {
	"$PURSE" balance --month 2025-11 --json >month.json
	cmp month.json <("$PURSE" balance --at 2025-11-30 --json)
}
# The same sums, straight from the postings, for a day in the middle of a month.
query() {
	local files login
	files=$(pick "d['files']" "$PURSE" server status)
	login=$(pick "d['login']" "$PURSE" status)
	env -u PGHOST psql -h "$files/socket" -d purse -U "$login" -qAtX -F, -c "$1"
}
equals_postings() {
	table day.csv --at "$1"
	awk -F, '{ print $1 "," $3 "," $5 - $6 }' day.csv | LC_ALL=C sort >day.sums
	query "select school, account, sum(amount) from purse_view.book_line where date <= '$1' group by 1, 2
		having sum(amount) <> 0" | LC_ALL=C sort >day.postings
	[ -s day.sums ] && diff day.sums day.postings
}

# What was bought from the world outside: net and the VAT that was not reclaimed, of all purchases of the
# year.
bought() {
	python3 - "$year"/0*/purchases.csv <<'X'
import csv, decimal, sys
pence = lambda text: int(decimal.Decimal((text or "0").replace("£", "").replace(",", "")) * 100)
print(sum(pence(r["Net"]) + pence(r.get("VAT")) - pence(r.get("VAT reclaimed"))
          for path in sys.argv[1:]
          for r in csv.DictReader(open(path, encoding="utf-8-sig", newline="")) if r["Ref"]))
X
}
together() {   # COLUMN CONDITION
	pick "sum(a['debit_pence'] - a['credit_pence'] for a in d['together']['accounts'] if a['$1'] $2)" \
		"$PURSE" balance --net
}

check_gross() {
	try 'every school and fund balances' balances
	try 'at any day' balances --at 2025-10-15
	try 'net as well' balances --net
	try 'GRE earns what it charges' stands "-$(total '$2 == "GRE" && $3 != "GRE"')" GRE I08b
	try 'FEN earns what it charges' stands "-$(total '$2 == "FEN" && $3 != "FEN"')" FEN I08b
	try 'HAZ earns by lending, not by passing on' stands \
		"-$(total '$2 == "HAZ" && $3 != "HAZ" && $1 ~ /^(FED|MINIBUS)/')" HAZ I08b
	try 'cleaning costs HAZ 8,071.77' stands 807177 HAZ E14
	try 'cleaning costs STO its own share' stands "$(total '$1 == "CLEAN" && $3 == "STO"')" STO E14
	try 'coaching costs STO 2,103.75 of its premium' in_fund 210375 STO PESP-2526 E27
	try 'festivals cost FEN 727.50 of its premium' in_fund 72750 FEN PESP-2526 E24
	try 'the grounds contract stands whole in the books of FEN' stands "$(total '$1 == "GROUNDS"')" FEN E13
	try 'no prepaid is left' stands 0 STO 1500
}
check_net() {
	try 'net, the grounds of FEN are its own' stands 144179 FEN E13 --net
	try 'net, the supplies of FEN are its own' stands \
		"$(($(total '$1 == "SUPPLIES" && $3 == "FEN"') + 21680))" FEN E19 --net
	try 'net, what FEN lends is a negative cost' stands "-$(total '$1 == "TR-SBM"')" FEN E28a --net
	try 'net, FEN earns nothing from schools here' stands 0 FEN I08b --net
	try 'net, GRE earns only from the school abroad' stands "-$(total '$3 == "VAL"')" GRE I08b --net
	try 'net, nobody here owes anybody here' prints '[]' pick \
		"[a for a in d['together']['accounts'] if a['account'] in ('13xx', '23xx')]" "$PURSE" balance --net
	try 'net, what all spend is what was bought outside' prints "$(bought)" together class "== 'expense'"
	try 'net, what each is owed and owes is one figure' has 'True' \
		"sum(a['debit_pence'] - a['credit_pence'] for s in d['schools'] for a in s['accounts']
			if a['account'] in ('13xx', '23xx')) == 0" \
		"$PURSE" balance --net
}
check_readers() {
	add_reader hal HAZ manager
	try 'a reader of one school sees one' has "['HAZ']" "[s['school'] for s in d['schools']]" \
		"$PURSE" --as hal balance
	try 'and the same as who sees all' cmp <("$PURSE" --as hal balance --net --fund --json) \
		<("$PURSE" balance --net --fund --school haz --json)
	try 'and no other' refuses 1 'could not read the books of "FEN": you have no right' \
		"$PURSE" --as hal balance --school FEN
	try 'unknown school' refuses 1 'hint: did you mean HAZ' "$PURSE" balance --school HAS
	try 'a school without books' refuses 1 'it keeps none here' "$PURSE" balance --school VAL
	try 'gross or net' refuses 2 '--net goes without --gross' "$PURSE" balance --net --gross
	try 'a day or a month' refuses 2 '--month goes without --at' \
		"$PURSE" balance --month 2025-09 --at 2025-09-30
	try 'nothing before the books begin' says '^Nothing is booked at the end of 31 August 2025' \
		"$PURSE" balance --at 2025-08-31
	try 'shown to people' says '^ +Total +176,654\.76 +176,654\.76$' "$PURSE" balance --school FEN --net
}

play() {
	play_year raised
	keep_tables before
	go_on closed >>played.txt
	keep_tables after
	try 'closing months changes no balance' same_tables
	try 'a month is its last day' is_last_of_month
	try 'a closed month cut short equals its postings' equals_postings 2025-11-12
	try 'a month later equals its postings' equals_postings 2026-01-05
	go_on spring >>played.txt
	go_on summer >>played.txt
	try 'the whole year equals its postings' equals_postings 2026-12-31
	try 'so does a day in an open month' equals_postings 2026-02-17
	check_gross
	check_net
	check_readers
}
with_books play
