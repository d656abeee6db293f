#!/usr/bin/env bash
# A hundred programs killed at random moments of import, charge, raise, credit and close, one after the other:
# afterwards everything or nothing of each is there, running again completes it, numbers have no gaps.
# PURSE_SEED repeats a run.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

readonly FAULTS=100
seed=${PURSE_SEED:-$((RANDOM * 32768 + RANDOM))}
RANDOM=$seed
echo "# seed $seed"
kills=0

# records N: a folder with three half-days of the head teacher, days and references of their own.
records() {
	mkdir "records-$1"
	awk -v n="$1" 'BEGIN {
		print "Ref,Provider,Agreement,Date,Item,For school,Quantity,Unit"
		for (i = 1; i <= 3; i++)
			printf "F%d-%d,HAZ,FED-HT,2025-1%d-%02d,head teacher,PEL,0.5,day\n", n, i, n % 3,
				1 + (n * 3 + i) % 28
	}' >"records-$1/activities.csv"
}
# killed COMMAND…: runs purse and kills it after at most 150 ms, before it can say anything or after it is
# done.
killed() {
	local pid
	"$PURSE" "$@" --quiet >/dev/null 2>killed.txt & pid=$!
	sleep "0.$(printf '%03d' $((RANDOM % 150)))"
	if kill -9 "$pid" 2>/dev/null; then kills=$((kills + 1)); fi
	wait "$pid" 2>/dev/null || true
}
fault() {   # fault N
	case $(($1 % 5)) in
		0) records "$1" && killed import "records-$1" ;;
		1) killed charge --to 2025-12-31 ;;
		2) killed invoice raise --term autumn-2025 --date 2026-01-05 ;;
		3)
			killed invoice credit "GRE-INV-0000$((1 + RANDOM % 3))" --line $((1 + RANDOM % 6)) --reason fault
			;;
		4) killed close 2025-09 ;;
	esac
}
faults() {
	local n
	for ((n = 0; n < FAULTS; n++)); do fault "$n"; done
	echo "# $kills of $FAULTS killed before they had ended"
}
completes() {
	"$PURSE" import records-* --quiet && "$PURSE" charge --to 2025-12-31 --quiet &&
		"$PURSE" invoice raise --term autumn-2025 --date 2026-01-06 --quiet && "$PURSE" close 2025-09 --quiet
} >last.txt 2>&1
sound() { "$PURSE" verify >last.txt 2>&1 || { cat last.txt; return 1; }; }
gapless() {
	"$PURSE" invoice list --json | python3 -c '
import json, sys
seen = {}
for d in json.load(sys.stdin)["documents"]:
    series, number = d["number"].rsplit("-", 1)
    seen.setdefault(series, []).append(int(number))
sys.exit(any(sorted(n) != list(range(1, len(n) + 1)) for n in seen.values()))'
}

play() {
	play_year charged
	faults
	try "after the faults the books are sound" sound
	try "running again completes" completes
	try "nothing is left to charge" says 'Nothing to charge' "$PURSE" charge --to 2025-12-31
	try "nothing is left to raise" says 'nothing to raise' "$PURSE" invoice raise --term autumn-2025
	try "numbers have no gaps" gapless
	try "the books are sound" sound
}
with_books play
