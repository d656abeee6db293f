#!/usr/bin/env bash
# Making books and keeping their server, as one does it on the command line.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

says() { "${@:2}" 2>&1 | grep -qE -- "$1"; }
in_books() { env -C books "$@"; }
refuses() {   # refuses STATUS PATTERN COMMAND…
	local status=0 said
	said=$("${@:3}" 2>&1) || status=$?
	[ "$status" -eq "$1" ] && grep -qE -- "$2" <<<"$said" || { echo "$status: $said"; return 1; }
}
# A reader of a pipe must not wait for the server, which stays.
piped() { timeout 20 bash -c '(cd books && "$PURSE" server start) | cat'; }
as_other() { in_books "$PURSE" --as nobody_known server status; }
stops_after_run() {
	in_books "$PURSE" server stop
	in_books "$PURSE" server run -- "$PURSE" server status --json | grep -q '"running": true'
	in_books "$PURSE" server status --json | grep -q '"running": false'
}
keeps_what_ran() {
	in_books "$PURSE" server start
	in_books "$PURSE" server run -- true
	in_books "$PURSE" server status --json | grep -q '"running": true'
}
# The first signal asks purse to end; it ends the command it runs, and its server.
interrupted() {
	local pid status=0
	in_books "$PURSE" server stop
	(cd books && exec setsid "$PURSE" server run -- sleep 60) & pid=$!
	sleep 1
	kill -TERM "$pid"
	wait "$pid" || status=$?
	[ "$status" -ne 0 ] || return 1
	in_books "$PURSE" server status --json | grep -q '"running": false'
}

play() {
	try 'no books yet' refuses 2 'hint: run purse init' "$PURSE" server status
	try 'init' says '^The books are ready in .*/books\.' "$PURSE" init books
	try 'init again' refuses 2 'there are books' "$PURSE" init books
	try 'init in two places' refuses 2 'give one of them' "$PURSE" --database postgresql:///x init books
	mkdir -p books/below/that
	try 'found from below' says '^books  .*/books$' env -C books/below/that "$PURSE" server status
	try 'upgrade of new books' says 'up to date already' in_books "$PURSE" upgrade
	try 'stop' says 'is stopped\.$' in_books "$PURSE" server stop
	try 'stop again' says 'was not running\.$' in_books "$PURSE" server stop
	try 'start, read by a pipe' piped
	try 'start again' says 'was running already\.$' in_books "$PURSE" server start
	try 'run keeps a server that ran' keeps_what_ran
	try 'run stops a server that it started' stops_after_run
	try 'run gives the status of its command' fails 7 in_books "$PURSE" server run -- sh -c 'exit 7'
	try 'run without a command' refuses 2 'COMMAND is missing' in_books "$PURSE" server run
	try 'run of what is not there' refuses 2 'could not run "./no"' in_books "$PURSE" server run -- ./no
	try 'run is interrupted' interrupted
	try 'a database elsewhere has no server of ours' refuses 2 'on a shared server' \
		"$PURSE" --database postgresql://nowhere.invalid/x server stop
	try 'a database that is not there' refuses 3 '' "$PURSE" --database postgresql://nowhere.invalid/x upgrade
	try 'template' says '^The files are in records' in_books "$PURSE" template records
	try 'template again' says '^The files are in records' in_books "$PURSE" template records
	echo mine >>books/records/prices.csv
	try 'template over what was filled in' refuses 4 'has prices.csv already' \
		in_books "$PURSE" template records
}
with_books play
