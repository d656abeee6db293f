#!/usr/bin/env bash
# Statements between two schools of the fixture year: both sides, at every line, and figures worked by hand.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

# between WANTED EXPRESSION SCHOOL OTHER [OPTION…]
between() { prints "$1" pick "$2" "$PURSE" statement "${@:3}"; }

# Every two schools: both books say the same at each line, and the balance is the sum of the lines.
all_agree() {
	local one other
	for one in FEN GRE HAZ LAR MIL PEL STO; do
		for other in FEN GRE HAZ LAR MIL PEL STO; do
			[[ $one < $other ]] || continue
			"$PURSE" statement "$one" "$other" --json >pair.json
			python3 - "$one" "$other" <<'X' || return
import json, sys
one, other = sys.argv[1:]
d = json.load(open("pair.json"))
assert d["agrees"] is True, "do not agree"
for part in (d["uninvoiced"], d["invoiced"]):
    for side in ("school_pence", "other_pence"):
        stands = part["opening"][side]
        for line in part["lines"]:
            stands += line["amount"][side]
            assert line["balance"][side] == stands and line["amount"][side] != 0, line
        assert part["closing"][side] == stands, part["closing"]
for side, pence in d["closing"].items():
    assert pence == d["uninvoiced"]["closing"][side] + d["invoiced"]["closing"][side]
X
		done
	done
}
# What stood at the end of a day is what the next day begins with, also in the middle of closed and open
# months.
goes_on() {
	local day next part
	for day in 2025-10-15 2025-12-31 2026-02-17; do
		next=$(date -d "$day + 1 day" +%F)
		for part in uninvoiced invoiced; do
			[ "$(pick "d['$part']['closing']" "$PURSE" statement HAZ PEL --to "$day")" = \
				"$(pick "d['$part']['opening']" "$PURSE" statement HAZ PEL --from "$next")" ] || return
		done
	done
}
# The other way round every amount is the negative.
mirrored() {
	local amounts="l['amount']['%s_pence'] for l in d['uninvoiced']['lines']]"
	[ "$(pick "[${amounts/\%s/school}" "$PURSE" statement HAZ PEL)" = \
		"$(pick "[-${amounts/\%s/other}" "$PURSE" statement PEL HAZ)" ]
}
csv_agrees() {
	"$PURSE" statement HAZ GRE --csv statement.csv --quiet | grep -q 'agree to the penny'
	python3 - <<'X'
import csv
rows = list(csv.DictReader(open("statement.csv", encoding="utf-8-sig", newline="")))
assert len(rows) > 40
assert all(r["Amount in the books of HAZ"] == r["Amount in the books of GRE"] for r in rows)
assert [r["What"] for r in rows].count("closing") == 2
assert all(rows[-1][f"GRE owes HAZ by the books of {s}"] == "-3022.56" for s in ("HAZ", "GRE")), rows[-1]
X
}

play() {
	play_year closed
	try 'the opening balances stand between HAZ and PEL' between 42380 \
		"sum(l['amount']['school_pence'] for l in d['invoiced']['lines']
			if 'internal charge 25-' in l['what'])" \
		HAZ PEL --to 2025-09-01
	go_on spring >>played.txt
	go_on summer >>played.txt
	try 'every two schools agree at every line' all_agree
	try 'a day begins with what the day before ended with' goes_on
	try 'the other side is the negative' mirrored
	# charged both ways, and 662.00 less 238.20 from before; all of it is invoiced
	try 'PEL owes HAZ 23,865.47' between \
		"$(($(total '$2 == "HAZ" && $3 == "PEL"') - $(total '$2 == "PEL" && $3 == "HAZ"') + 66200 - 23820))" \
		"d['invoiced']['closing']['other_pence']" HAZ PEL
	try 'by hand' between 2386547 "d['closing']['school_pence']" HAZ PEL
	try 'nothing is left to invoice between them' between 0 \
		"d['uninvoiced']['closing']['school_pence']" HAZ PEL
	try 'six half-days of French are held' between 95400 "d['uninvoiced']['closing']['school_pence']" GRE MIL
	try 'the credits of LAR wait for a VAT decision' between "$(total '$1 == "CHURCH-CR" && $3 == "LAR"')" \
		"d['uninvoiced']['closing']['school_pence']" STO LAR
	try 'HAZ owes GRE with VAT' between -302256 "d['closing']['school_pence']" HAZ GRE
	try 'as CSV' csv_agrees
	try 'a cancelled visit comes, goes, and is taken off its document' between "[33100, -33100, 33100]" \
		"[l['amount']['school_pence'] for l in d['uninvoiced']['lines']
			if l['what'].startswith('HAZ-0063') or l['document'] == 'HAZ-CRN-00001']" HAZ PEL
	try 'which owes so much less' between "[-33100]" \
		"[l['amount']['school_pence'] for l in d['invoiced']['lines']
			if l['document'] == 'HAZ-CRN-00001']" HAZ PEL
	try 'late timesheets keep their day of service' between "[('2026-01-01', '2025-11-28')]" \
		"[(l['date'], l['service_date']) for l in d['uninvoiced']['lines']
			if l['what'].startswith('HAZ-0084')]" HAZ PEL
	try 'and show it' says '\(of 28 November 2025\)' "$PURSE" statement HAZ PEL --from 2026-01-01
	try 'a school without books has one side' says '^VAL keeps no books here' "$PURSE" statement GRE VAL
	try 'and owes 2,703.00' between 270300 "d['closing']['school_pence']" GRE VAL
	add_reader pat PEL governor
	try 'a governor of one school sees its side' between "['other_pence']" \
		"[side for side in d['closing'] if d['closing'][side] is not None]" HAZ PEL --as pat
	try 'and is told so' says '^You have no right to read the books of HAZ' \
		"$PURSE" --as pat statement HAZ PEL
	local all_of_it="[l['amount']['other_pence'] for l in d['uninvoiced']['lines']]"
	try 'which says the same' prints "$(pick "$all_of_it" "$PURSE" statement HAZ PEL)" \
		pick "$all_of_it" "$PURSE" --as pat statement HAZ PEL
	try 'of two other schools nothing' refuses 1 'could not read the books of "HAZ" or "STO"' \
		"$PURSE" --as pat statement HAZ STO
	try 'nor of one without books' refuses 1 'you have no right' "$PURSE" --as pat statement GRE VAL
	try 'a school and itself' refuses 1 'between "HAZ" and itself' "$PURSE" statement HAZ haz
	try 'an unknown school' refuses 1 'could not find the school "NOP"' "$PURSE" statement HAZ NOP
	try 'days the wrong way round' refuses 2 'from is after --to' \
		"$PURSE" statement HAZ PEL --from 2026-01-01 --to 2025-01-01
}
with_books play
