#!/usr/bin/env bash
# `purse status` from empty books to the end of the fixture year: what it counts beside the files themselves,
# and what it advises beside what the commands then do.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

# on DAY COMMAND…: with the clock at that day.
on() { SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s) "${@:2}"; }
# status WANTED EXPRESSION DAY [OPTION…]
status() { prints "$1" on "$3" pick "$2" "$PURSE" status "${@:4}"; }

# rows FILE DAY: rows of activities or purchases of the autumn up to a day, without those that another row
# corrects or cancels.
rows() {
	python3 - "$year/02-autumn/$1.csv" "$2" <<'X'
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")) if r["Ref"]]
gone = {(r["Provider"], r["Corrects"]) for r in rows if r.get("Corrects")}
print(sum(r["Date"] <= sys.argv[2] and (r.get("Provider"), r["Ref"]) not in gone for r in rows))
X
}
# What it says can be raised is what raising then does.
as_raised() {
	prints "$(pick "(sum(i['net_pence'] for i in d['documents'] if i['net_pence'] > 0),
			len({(i['from'], i['to']) for i in d['documents'] if i['net_pence'] > 0}))" \
			"$PURSE" invoice raise --term "$1" --dry-run)" \
		pick "(sum(t['pence'] for t in d['not_raised']), d['not_raised'][0]['pairs'])" "$PURSE" status
}
left_out() {
	local wanted
	wanted=$(pick "sum(i['pence'] for i in d['left_out'])" \
		"$PURSE" invoice raise --term summer-2026 --dry-run)
	prints "$wanted" pick "sum(i['pence'] for i in d['held'] + d['undecided'])" "$PURSE" status
}
# Owed and owing agree with the statements, and cancel out but for the school abroad.
owed_adds_up() {
	has 270300 "sum(o['is_owed_pence'] - o['owes_pence'] for o in d['owed'])" "$PURSE" status &&
		has "$(pick "d['closing']['school_pence']" "$PURSE" statement GRE VAL)" \
			"sum(o['is_owed_pence'] - o['owes_pence'] for o in d['owed'])" "$PURSE" status
}
advice() { pick "[t['command'] for t in d['to_do']]" on "$1" "$PURSE" status "${@:2}"; }

check_autumn() {
	try 'recorded, not charged' status "($(rows activities 2025-12-31), $(rows purchases 2025-12-31), 0)" \
		"(d['uncharged']['activities'], d['uncharged']['purchases'], d['charges'])" 2025-12-31
	local now then
	now=$(rows activities 2025-10-15) then=$(rows activities 2025-12-31)
	try 'what is dated later waits' status "($now, $((then - now)))" \
		"(d['uncharged']['activities'], d['uncharged_later']['activities'])" 2025-10-15
	try 'it advises to charge' prints "['purse charge']" advice 2025-12-31
	try 'in plain words' says '^  1\.  248 timesheet rows and 19 purchases not charged yet' \
		on 2025-12-31 "$PURSE"
	go_on charged >>played.txt
	try 'charged, on no document' as_raised autumn-2025
	try 'less what waits, it is the reference' status \
		"$(($(total '$2 != $3 && $4 == "autumn"') - 190800 - 78177 + 33100 - 10763))" \
		"d['not_raised'][0]['pence']" 2025-12-31
	try 'all 12 half-days of French for MIL are held' status "[('FR-TEACH', 'GRE', 'MIL', 12, 190800)]" \
		"[(h['agreement'], h['from'], h['to'], h['charges'], h['pence']) for h in d['held']]" 2025-12-31
	try 'five draws of LAR wait for a VAT decision' status "[('CHURCH-CR', 'STO', 'LAR', 5, 78177)]" \
		"[(h['agreement'], h['from'], h['to'], h['charges'], h['pence']) for h in d['undecided']]" 2025-12-31
	try 'it advises to raise and to close' prints \
		"['purse invoice raise --term autumn-2025', 'purse close 2025-09']" advice 2025-12-31
	go_on raised >>played.txt
	go_on closed >>played.txt
	try 'nothing is left to do' says '^Nothing is left to do' on 2026-01-05 "$PURSE" status
	try 'a month is not closed before its last day' refuses 1 \
		'could not close January 2026: it has not ended' on 2026-01-30 "$PURSE" close 2026-01
	try 'and December is closed' says 'Closed up to December 2025' on 2026-01-05 "$PURSE" status
}
check_spring() {
	"$PURSE" import "$year/03-spring" --quiet >/dev/null
	try 'two that were charged are corrected' status 2 "d['uncharged']['corrections']" 2026-03-31
	try 'new bank details wait' status "['LAR']" "d['bank_details_waiting']" 2026-03-31
	try 'for somebody else' says 'new bank details of LAR, recorded by you, wait for a second person' \
		on 2026-03-31 "$PURSE"
	"$PURSE" charge --to 2026-03-31 --quiet >/dev/null
	try 'two credit notes are to be raised' status 2 "d['credits_to_raise']" 2026-03-31
	try 'with the documents of both terms' prints \
		"[None, 'purse invoice raise --term spring-2026', None, 'purse close 2026-01']" \
		advice 2026-03-31
	try 'a term that is not over waits' status "(['purse invoice raise --term autumn-2025'], True)" \
		"([t['command'] for t in d['to_do'] if t['command'] and 'raise' in t['command']],
			any('spring 2026 so far' in t['what'] for t in d['waiting']))" 2026-03-30
	"$PURSE" invoice raise --term spring-2026 --date 2026-04-13 --quiet >/dev/null
	try 'raised with the documents of the term' status "(0, [])" \
		"(d['credits_to_raise'], d['not_raised'])" 2026-04-13
}
check_summer() {
	"$PURSE" import "$year/04-summer" --quiet >/dev/null
	"$PURSE" charge --to 2026-07-20 --quiet >/dev/null
	try 'five credits are about to lapse' status "[('CHURCH-CR', 'STO', '5', 41945, '2026-08-31')]" \
		"[(l['agreement'], l['lead'], l['left'], l['pence'], l['until'])
			for l in d['lots_about_to_lapse']]" 2026-07-20
	try 'not yet in spring' status "[]" "d['lots_about_to_lapse']" 2026-06-01
	try 'when they have, they are to be charged' status 1 "d['uncharged']['lapses']" 2026-09-01
	"$PURSE" charge --to 2026-08-31 --quiet >/dev/null
	"$PURSE" invoice raise --term summer-2026 --date 2026-09-04 --quiet >/dev/null
	try 'what waits is what raising leaves out' left_out
	try 'what is owed adds up' owed_adds_up
	try 'what PEL owes' status "[(334978, 3107839)]" \
		"[(o['is_owed_pence'], o['owes_pence']) for o in d['owed'] if o['school'] == 'PEL']" 2026-09-04
	try 'purse alone says the same' cmp <(on 2026-09-04 "$PURSE") <(on 2026-09-04 "$PURSE" status)
}
check_readers() {
	add_reader hal HAZ manager
	add_reader pat PEL governor
	"$PURSE" user add nob --quiet >/dev/null
	try 'a manager of one school closes its months' says 'open in the books of 1 school' \
		on 2026-09-04 "$PURSE" --as hal
	try 'and sees what it is owed' status "['HAZ']" "[o['school'] for o in d['owed']]" 2026-09-04 --as hal
	try 'nothing of others waits for it' status "([], [])" "(d['held'], d['undecided'])" 2026-09-04 --as hal
	try 'a governor is advised no command' prints '[]' advice 2026-09-04 --as pat
	try 'and told who it is' says '^You are pat: governor of PEL\.' "$PURSE" --as pat
	try 'a person without rights is told so' says 'have no right to any school yet' "$PURSE" --as nob
	try 'and sees nothing' status "(0, [])" "(d['charges'], d['owed'])" 2026-09-04 --as nob
}

play() {
	mkdir empty
	try 'no books' refuses 2 'hint: run purse init' env -C empty "$PURSE"
	"$PURSE" init --quiet >/dev/null
	try 'empty books' says '^The books are empty' "$PURSE"
	try 'how to begin' says '^Next: .*purse template records' "$PURSE" status
	go_on recorded >>played.txt
	check_autumn
	check_spring
	check_summer
	check_readers
}
with_books play
