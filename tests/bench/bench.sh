#!/usr/bin/env bash
# Measures the ways that must stay fast and prints medians and ratios of one run; it passes no judgement.
# usage: BUILD=build bash tests/bench/bench.sh [bulk|apportion|balance|status|cost|memory]…
# Without a part: all but memory.
# ROWS: activities of the bulk run (100000). RUNS: of each measurement (3).
set -eu
top=$PWD
build=$(realpath "$BUILD")
purse=$build/purse
measure=$build/tools/measure
year=$top/fixtures/year-2025-26
rows=${ROWS:-100000}
runs=${RUNS:-3}
for name in PURSE_DATABASE PURSE_USER ${!PG@}; do unset "$name"; done
here=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
. "$top/tests/support/books.sh"
export PURSE=$purse

say() { printf "$@"; }
median() {
	sort -n "$1" |
		awk '{ a[NR] = $1 } END { h = int(NR / 2); print NR % 2 ? a[h + 1] : (a[h] + a[h + 1]) / 2 }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
timed() { "$measure" "$@" >/dev/null; }   # timed FILE COMMAND…

# Books with what was agreed for the fixture year, but nothing recorded yet.
new_books() {
	mkdir -p "$1"
	cd "$1"
	"$purse" init --quiet >/dev/null
	"$purse" import --quiet "$year/01-setup" "$year/03-spring/parties.csv" "$year/03-spring/prices.csv" \
		>/dev/null
}
drop_books() { cd "$here"; (cd "$1" && with_books true); rm -rf "$1"; }
# The socket of the server of the books in this folder; owner …: psql on it as who owns everything.
socket() {
	local files
	files=$("$purse" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	sed -n 5p "$files/data/postmaster.pid"
}
owner() { psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$(socket)" -U purse_admin -d purse "$@"; }

# --- (a), (b): the bulk path, and the rows that it leaves copied without a check ------------------

record_and_charge() { "$purse" import --quiet activities.csv && "$purse" charge --quiet --to 2026-08-31; }
export -f record_and_charge
export purse

tables() {
	owner -c analyze -c "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'purse' and c.relkind = 'r' and c.reltuples > 0 order by c.reltuples desc"
}
# Every table with rows, empty again: the same columns, keys and indexes, nothing that checks.
copy_unchecked() {
	local table
	mkdir -p rows
	{
		echo 'begin;'
		for table in $(tables); do
			[ -s "rows/$table" ] || owner -c "copy purse.$table to stdout (format binary)" >"rows/$table"
			echo "\\copy plain.$table from 'rows/$table' (format binary)"
		done
		echo 'commit;'
	} >load.sql
	owner -c 'set client_min_messages = warning' -c 'drop schema if exists plain cascade' \
		-c 'create schema plain' >/dev/null
	for table in $(tables); do
		owner -c "create table plain.$table (like purse.$table including indexes)"
	done
	timed "$here/copy" psql -X -q -v ON_ERROR_STOP=1 -h "$(socket)" -U purse_admin -d purse -f load.sql
	owner -c 'set client_min_messages = warning' -c 'drop schema plain cascade'
}
bulk() {
	local run postings bulk copy
	for ((run = 0; run < runs; run++)); do
		new_books "$here/books-$run"
		python3 "$top/tests/bench/activities.py" "$year" "$rows" >activities.csv
		timed "$here/bulk" bash -c record_and_charge
		postings=$(owner -c 'select count(*) from purse.posting')
		copy_unchecked
		drop_books "$here/books-$run"
	done
	bulk=$(median "$here/bulk") copy=$(median "$here/copy")
	say '(a) %s activities, CSV to committed postings: %.1f s, %.0f postings a second\n' "$rows" "$bulk" \
		"$(ratio "$postings" "$bulk")"
	say '(b) the same rows by COPY BINARY without checks: %.1f s, %.0f postings a second\n' "$copy" \
		"$(ratio "$postings" "$copy")"
	say '    (a) takes %s times as long as (b); goal: at most 3\n' "$(ratio "$bulk" "$copy")"
}

# --- (c): apportioning ----------------------------------------------------------------------------

apportion() {
	say '(c) costs apportioned a second\n    %-28s %10s %10s %8s   goal: 10 times\n' \
		'' purse 'plain mpq' ratio
	"$build/tests/bench/apportion" | sed 's/^/    /'
}

# --- (d): the balance of large books --------------------------------------------------------------

# closed_books FOLDER ACTIVITIES: a year of four times as many postings, eleven of its months closed.
closed_books() {
	local month
	new_books "$1"
	python3 "$top/tests/bench/activities.py" "$year" "$2" >activities.csv
	record_and_charge >/dev/null
	for month in 2025-{09..12} 2026-{01..07}; do
		"$purse" close "$month" --quiet >/dev/null
	done
	owner -c 'vacuum analyze'
}
balance() {
	local run small large
	closed_books "$here/small" 2500
	closed_books "$here/large" 250000
	for ((run = 0; run < 7 * runs; run++)); do
		(cd "$here/small" && timed "$here/balance-small" "$purse" balance)
		(cd "$here/large" && timed "$here/balance-large" "$purse" balance)
	done
	small=$(median "$here/balance-small") large=$(median "$here/balance-large")
	say '(d) purse balance, start to end: %.0f ms with %s postings, %.0f ms with %s; %s times,' \
		"$(ratio "$small" 0.001)" "$(cd "$here/small" && owner -c 'select count(*) from purse.posting')" \
		"$(ratio "$large" 0.001)" "$(cd "$here/large" && owner -c 'select count(*) from purse.posting')" \
		"$(ratio "$large" "$small")"
	say ' goal: at most 2\n'
	drop_books "$here/small"
	drop_books "$here/large"
}

# --- (e): the status of warm books ----------------------------------------------------------------

status() {
	local run socket
	mkdir "$here/year"
	cd "$here/year"
	"$purse" init --quiet >/dev/null
	"$purse" import --quiet "$year"/0* >/dev/null
	"$purse" charge --quiet --to 2026-08-31 >/dev/null
	"$purse" invoice raise --quiet --term autumn-2025 --date 2026-01-05 >/dev/null
	socket=$(socket)
	for ((run = 0; run < 7 * runs; run++)); do
		timed "$here/status" "$purse" status
		timed "$here/psql" psql -X -h "$socket" -U purse_admin -d purse -c 'select 1'
	done
	say '(e) purse status on the fixture year, whole: %.0f ms; psql -c "select 1": %.0f ms; %s times,' \
		"$(ratio "$(median "$here/status")" 0.001)" "$(ratio "$(median "$here/psql")" 0.001)" \
		"$(ratio "$(median "$here/status")" "$(median "$here/psql")")"
	say ' goal: at most 3\n'
	drop_books "$here/year"
}

# --- (f): what posts cost -------------------------------------------------------------------------

cost() {
	say '(f) costs worked out a second, one post over a year with three changes\n'
	say '    %-28s %10s   goal: 100,000\n' '' purse
	"$build/tests/bench/cost" | sed 's/^/    /'
}

# --- memory ---------------------------------------------------------------------------------------

memory() {
	new_books "$here/memory"
	python3 "$top/tests/bench/activities.py" "$year" 1000000 >activities.csv
	timed "$here/memory-import" "$purse" import --quiet activities.csv
	timed "$here/memory-charge" "$purse" charge --quiet --to 2026-08-31
	say 'memory of the program at 1,000,000 activities: import %.0f MB in %.0f s, charge %.0f MB in %.0f s;' \
		$(awk '{ print $2 / 1024, $1 }' "$here/memory-import" "$here/memory-charge")
	say ' goal: below 256 MB\n'
	drop_books "$here/memory"
}

clear_up() { cd "$here" && with_books true; rm -rf "$here"; }
trap clear_up EXIT
trap 'exit 130' INT TERM HUP
if [ $# -eq 0 ]; then set -- bulk apportion balance status cost; fi
for part; do
	case $part in
		bulk | apportion | balance | status | cost | memory) "$part" ;;
		*) echo "bench: there is no part \"$part\": bulk apportion balance status cost memory" >&2; exit 2 ;;
	esac
done
