#!/usr/bin/env bash
# Two hundred faults at random moments of import, charge, raise, credit and close, one after the other:
# Ctrl-C, and kill -9 of the program, of the session that serves it, and of the server. After each everything
# or nothing is there; in the end running again completes it, and numbers have no gaps. Two seeds at once,
# each with books of its own; PURSE_SEED repeats a run. See tests/fault/points.py.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

readonly FAULTS=${PURSE_FAULTS:-200}
seed=${PURSE_SEED:-$((RANDOM * 32768 + RANDOM))}

completes() {
	"$PURSE" import records-* --quiet && "$PURSE" charge --to 2025-12-31 --quiet &&
		"$PURSE" invoice raise --term autumn-2025 --date 2026-01-06 --quiet
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

# Files: interrupted or killed, a program leaves none half-written under its name. After Ctrl-C nothing else
# is left of it; after kill -9 the next program that writes there clears it away.
interrupted_files() {
	local i signal moment
	export SOURCE_DATE_EPOCH=1768000000
	wanted out-whole
	for ((i = 0; i < 24; i++)); do
		signal=$([ $((i % 5)) = 4 ] && echo KILL || echo INT)
		moment=0.$(printf '%03d' $((RANDOM % 400)))
		mkdir -p out
		env --default-signal=INT timeout --foreground -s "$signal" "$moment" \
			"$PURSE" "${written[@]:i % 3 * 6:6}" >said.txt 2>&1 || true
		# what a killed program left beside its file, the next one that writes there clears away
		[ "$signal" = INT ] || quietly "$PURSE" "${written[@]:i % 3 * 6:6}" || return 1
		prints '' find out -name '.*.part' || return 1
		same_as_whole || { cat said.txt; return 1; }
	done
	wanted out
	prints '' find out -name '.*.part' && diff -r out-whole out
}
written=(report savings --year 2025-26 --out out/savings.xlsx
	invoice show GRE-VAT-00001 GRE-VAT-00002 --out out
	balance --csv out/balance.csv --net --fund --quiet)
wanted() {   # wanted FOLDER: all of them, whole
	local i
	mkdir -p out
	for i in 0 6 12; do quietly "$PURSE" "${written[@]:i:6}" || return; done
	[ "$1" = out ] || mv out "$1"
}
same_as_whole() {
	local file
	for file in out/*; do
		[ ! -e "$file" ] || cmp "$file" "out-whole/${file#out/}" || return
	done
}

# one SEED: half of the faults, in books of its own.
one() {
	mkdir "$1"
	cd "$1"
	play_year charged
	quietly "$PURSE" invoice raise --term autumn-2025 --date 2026-01-05
	echo "# seed $1"
	python3 "$PURSE_TOP/tests/fault/points.py" . $((FAULTS / 2)) "$1" || trap 'exit 1' EXIT
	try "after the faults the books are sound" sound
	try "running again completes" completes
	try "nothing is left to charge" says 'Nothing to charge' "$PURSE" charge --to 2025-12-31
	try "nothing is left to raise" says 'nothing to raise' "$PURSE" invoice raise --term autumn-2025
	try "numbers have no gaps" gapless
	try "files are whole, and nothing lies beside them" interrupted_files
	try "the books are sound" sound
}
quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }

play() {
	local first second status=0
	export PYTHONDONTWRITEBYTECODE=1
	(one "$seed") >first.txt 2>&1 & first=$!
	(one $((seed + 1))) >second.txt 2>&1 & second=$!
	wait "$first" || status=1
	wait "$second" || status=1
	cat first.txt second.txt
	return "$status"
}
with_books play
