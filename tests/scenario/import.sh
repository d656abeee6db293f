#!/usr/bin/env bash
# Importing as one does it on the command line: what a school business manager reads; all fixtures; people,
# bank details, closing.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER
year=$PURSE_TOP/fixtures/year-2025-26

in_books() { env -C "$books" "$PURSE" "$@"; }
# The command ends with that status and says the text, to whichever stream.
says() {   # says STATUS TEXT ARGUMENT…
	local status=0 said
	said=$(in_books "${@:3}" 2>&1) || status=$?
	[ "$status" -eq "$1" ] && [[ $said == *"$2"* ]] || { echo "status $status: $said"; return 1; }
}
new_books() {
	books=$PWD/$1
	"$PURSE" init --quiet --as sam "$books" >/dev/null
	export PURSE_USER=sam
}
comes_in() { in_books import --json "$1" | grep -qE "\"new\": $2, \"unchanged\": $3, \"replaced\": 0,"; }
unreadable_for() { in_books --as "$1" bank list --json | grep -qF '"bank_details": []'; }

conflict() {
	mkdir -p other
	sed 's/^\(HAZ-0001,.*\),3.25,hour,/\1,0.5,hour,/' "$year/02-autumn/activities.csv" >other/activities.csv
	cmp -s "$year/02-autumn/activities.csv" other/activities.csv && return 1
	says 1 "$(printf '%s\n' \
		"purse: $PWD/other/activities.csv H2: could not take \"HAZ-0001\": it is recorded already with other \
values" \
		'       Quantity: was 3.25, now 0.5' \
		'hint: if the new row is right, import again with --replace')" import "$PWD/other"
}
replaced() {
	in_books import --json --replace "$PWD/other" | grep -qF '"unchanged": 250, "replaced": 1,'
	in_books import --json --replace "$year/02-autumn/activities.csv" | grep -qF '"replaced": 1,'
}
# One waits for the other and finds all rows there.
two_at_once() {
	local first second
	in_books import --json "$year/02-autumn" >first.json & first=$!
	in_books import --json "$year/02-autumn" >second.json & second=$!
	wait "$first" && wait "$second" || return
	[ "$(cat first.json second.json | grep -o '"new": 315, "unchanged": 0' | wc -l)" -eq 1 ]
	[ "$(cat first.json second.json | grep -o '"new": 0, "unchanged": 315' | wc -l)" -eq 1 ]
}
# Ctrl-C in the middle of many rows: nothing of it stays.
interrupted() {
	local pid status=0
	mkdir -p many
	head -n 1 "$year/02-autumn/activities.csv" >many/activities.csv
	seq 200000 | sed 's/.*/M&,HAZ,FED-HT,2025-09-09,head teacher,HT-01,PEL,1,day,,,,/' >>many/activities.csv
	(cd "$books" && exec "$PURSE" import "$OLDPWD/many") >said 2>&1 & pid=$!
	sleep 0.5
	kill -INT "$pid"
	wait "$pid" || status=$?
	cat said
	[ "$status" -eq 4 ] && grep -qF 'stopped; nothing was changed' said || return
	says 0 'Nothing is new: all 251 rows' import "$year/02-autumn/activities.csv"
}
template() {
	new_books template
	in_books template --quiet records >/dev/null
	says 0 'Recorded ' import records
	says 0 'Nothing is new' import records
}
hand_case() {
	new_books "$1"
	says 0 'Recorded ' import "$PURSE_TOP/fixtures/hand-cases/$1"
	says 0 'Nothing is new' import "$PURSE_TOP/fixtures/hand-cases/$1"
}

play() {
	new_books year
	try 'nothing named' says 2 'PATH is missing' import
	try 'the headings alone' says 0 'no row' import "$PURSE_TOP/tests/store/import/empty"
	try 'a dry run' says 0 'Nothing was recorded: this was a dry run' import --dry-run "$year/01-setup"
	try 'set-up' comes_in "$year/01-setup" 273 0
	try 'set-up again' says 0 'Nothing is new: all 273 rows are in the books already' import "$year/01-setup"
	try 'autumn, twice at once' two_at_once
	try 'another value' conflict
	try 'replaced, and back' replaced
	try 'interrupted' interrupted
	try 'autumn is charged' says 0 'Charged 2' charge --to 2025-12-31
	try 'a charged row is not replaced' says 1 'import a new row that names it under Corrects' \
		import --replace "$PWD/other"
	try 'close out of order' says 1 'September 2025 is still open' close 2025-10 --school haz
	for month in 2025-09 2025-10 2025-11 2025-12; do
		try "close $month" says 0 ' 2025 is closed for FEN, GRE, HAZ,' close "$month"
	done
	try 'close again' says 0 'was closed already' close 2025-12
	try 'spring, with a new bank' says 0 'The new bank details of LAR wait for a second person' \
		import "$year/03-spring"
	try 'summer' comes_in "$year/04-summer" 273 0
	try 'late after the close' says 0 'Not charged yet, up to 31 January 2026: ' close 2026-01 --school haz
	try 'by the person who imported' says 1 'you recorded them yourself' bank confirm LAR
	try 'a second person' says 0 'maria can open the books now' user add maria --name 'Maria Okafor'
	try 'without a right' unreadable_for maria
	try 'with a right' says 0 'maria is manager of LAR now.' user grant maria --school lar --role manager
	try 'who may do what' says 0 'Maria Okafor' user list
	try 'the second person confirms' says 0 'are confirmed' --as maria bank confirm lar
	try 'nothing more to confirm' says 0 'No bank details of LAR wait' bank confirm LAR
	try 'another school' says 1 'you have no right to' --as maria import --replace "$PWD/other"
	try 'no longer' says 0 'maria is no longer manager of LAR.' user revoke maria --school LAR --role manager
	try 'the last manager stays' says 1 'nobody else is manager' user revoke sam --school ALL --role manager
	try 'no month' says 2 'write a month as 2025-11' close november
	try 'what the template shows' template
	for case in "$PURSE_TOP"/fixtures/hand-cases/*/; do
		try "hand case $(basename "$case")" hand_case "$(basename "$case")"
	done
}
with_books play
