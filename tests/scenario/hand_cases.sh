#!/usr/bin/env bash
# The cases worked by hand (fixtures/hand-cases/*/EXPECTED.md), from files through the binary into the
# books.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# books_of CASE: new books in a folder of that name, its files imported and charged to the end of the
# school year.
books_of() {
	mkdir "$1" && cd "$1"
	"$PURSE" init --quiet
	"$PURSE" import "$PURSE_TOP/fixtures/hand-cases/$1" --quiet >/dev/null
	"$PURSE" charge --to 2026-08-31 --json >charged.json
}
# bears SCHOOL: what it was charged, its own shares included, in pence.
bears() {
	python3 -c 'import json, sys
charges = json.load(open("charged.json"))["charges"]
print(sum(c["pence"] for c in charges if c["customer"] == sys.argv[1]))' "$1"
}
sound() { "$PURSE" verify --json | grep -q '"sound": true'; }
charged() {
	python3 -c 'import json
print(sum(c["charges"] for c in json.load(open("charged.json"))["charges"]))'
}

each() {   # each SCHOOL PENCE …: what schools bear in the end
	while [ $# -gt 0 ]; do
		try "$case: $1 bears $2 pence" prints "$2" bears "$1"
		shift 2
	done
	try "$case: verify is clean" sound
}

play_case() {
	case=$1
	books_of "$1"
	shift
	each "$@"
	try "$case: charging again charges nothing" says_nothing
}
says_nothing() { "$PURSE" charge --to 2026-08-31 | grep -q 'Nothing to charge'; }

play() {
	(play_case pupil-shares ASH 30352 BRA 14634 COL 55014)
	(play_case credits ASH 181314 BRA 80132 COL 153554)
	(play_case half-days BRA 644124; try "half-days: a charge for each row" prints 39 charged)
	(play_case thirds ASH 133334 BRA 133333 COL 133333)
	(play_case new-parties ASH 65 BRA 64 COL 12 DUN 62)
	(play_case twelve BRA 834 COL 834 DUN 834 ELM 833 FOX 834 GAR 834 HOL 834 IVY 834 JUN 834 KIL 833 \
		LIN 834 ASH 834)
}
with_books play
