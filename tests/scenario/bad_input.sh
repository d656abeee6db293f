#!/usr/bin/env bash
# What the machine and other people do to an import or a report: late rows, a database that is no use, a full
# disk, two imports at once. The words are told whole, as an office reads them; what is wrong inside files is
# in tests/store/bad-input.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done
base=$PURSE_TOP/tests/store/import/base

# told STATUS WORDS COMMAND…: ends so and says exactly that, on both streams together.
told() {
	local status=0 said
	said=$("${@:3}" 2>&1) || status=$?
	[ "$status" -eq "$1" ] && [ "$said" = "$2" ] || { printf 'status %s\n%s\n' "$status" "$said"; return 1; }
}
# says TEXT COMMAND…: the text is part of what it says, wherever the lines break.
says() {
	local said
	said=$("${@:2}" 2>&1 | tr -s ' \n' ' ')
	[[ $said == *"${1//$'\n'/ }"* ]] || { echo "$said"; return 1; }
}
# A table of activities for BRA, one for each `REF DATE`.
rows() {
	echo 'Ref,Provider,Agreement,Date,Item,For school,Quantity,Unit'
	printf '%s,ASH,STAFF,%s,teacher,BRA,1,day\n' "$@"
}
in_folder() { mkdir -p "$1"; rows "${@:2}" >"$1/activities.csv"; }

# A month that is closed takes nothing: the row comes in, is said to be late, and is listed when charged.
late() {
	"$PURSE" charge --to 2025-09-30 --quiet >/dev/null
	"$PURSE" close 2025-09 --quiet >/dev/null
	in_folder one L1 2025-09-29
	try 'late: counted for programs' says '"late": 1' "$PURSE" import one --dry-run --json
	in_folder more L2 2025-09-30 L3 2025-09-01 L4 2025-10-01
	try 'late: said at the import' says 'Recorded 1 row of 1 file.
1 row is of a month that is closed: what is charged for it is booked in the next open month,
and listed as late.' "$PURSE" import one
	try 'late: how many' says 'Recorded 3 rows of 1 file.
2 rows are of months that are closed: what is charged for them is booked in the next open month,
and listed as late.' "$PURSE" import more
	try 'late: not said of what is in the books already' fails 1 says 'late' "$PURSE" import one
	"$PURSE" charge --to 2025-12-31 --dry-run --json >charged
	try 'late: listed for programs' python3 - <<-'EOF'
		import json
		told = json.load(open("charged"))
		wanted = [["L3: teacher, 1 day for BRA", "2025-09-01", "2025-10-01"],
		          ["L1: teacher, 1 day for BRA", "2025-09-29", "2025-10-01"],
		          ["L2: teacher, 1 day for BRA", "2025-09-30", "2025-10-01"]]
		listed = [[late["what"], late["service"], late["booked"]] for late in told["late_entries"]]
		assert listed == wanted, told
		assert told["late"] == 3 and told["dry_run"], told
	EOF
	"$PURSE" charge --to 2025-12-31 >charged
	try 'late: listed when charged' diff - <(sed -n '/ late:/,/^$/p' charged) <<-'EOF'
		3 entries are late: the month is closed, so the books say the first open day.
		Late                        Happened           Booked
		--------------------------  -----------------  --------------
		L3: teacher, 1 day for BRA  1 September 2025   1 October 2025
		L1: teacher, 1 day for BRA  29 September 2025  1 October 2025
		L2: teacher, 1 day for BRA  30 September 2025  1 October 2025

	EOF
	try 'late: in the statement of both schools' says 'of 29 September' "$PURSE" statement ASH BRA
	try 'late: the books are sound' "$PURSE" verify --quiet
}

# What stands in a folder, as `name size`.
listing() { (cd "$1" && find . -type f -printf '%P %s\n' | sort); }

# A disk that fills up: the old workbook stays, and nothing half written.
full() {
	local out=$1 before
	"$PURSE" report savings --year 2025-26 --out "$out/savings.xlsx" --quiet >/dev/null
	before=$(listing "$out")
	cp "$out/savings.xlsx" kept.xlsx
	if [ "$out" = small ]; then dd if=/dev/zero of=small/other bs=1k count=230 status=none; fi
	before=$(listing "$out")
	try "full, $out: a report" told 4 "purse: could not write \"$out/savings.xlsx\": $2
hint: $3" limited "$out" "$PURSE" report savings --year 2025-26 --out "$out/savings.xlsx" --quiet
	try "full, $out: the old report is whole" cmp kept.xlsx "$out/savings.xlsx"
	try "full, $out: a document" told 4 "purse: could not write \"$out/ASH-INT-00001.xlsx\": $2
hint: $3" limited "$out" "$PURSE" invoice show --all --out "$out" --quiet
	try "full, $out: nothing half written" prints "$before" listing "$out"
}
# limited FOLDER COMMAND…: the folder small is a disk of that kind; elsewhere files may have 4 KB.
limited() {
	if [ "$1" = small ]; then "${@:2}"; else (ulimit -f 4 && "${@:2}"); fi
}
full_disks() {
	"$PURSE" invoice raise --term autumn-2025 --date 2026-01-05 --quiet >/dev/null
	mkdir limit small
	full limit 'File too large' \
		'the file is larger than this account or disk allows: write to another disk'
	if mount -t tmpfs -o size=256k none small 2>/dev/null; then
		full small 'No space left on device' \
			'the disk is full: free some space or write to another disk, then run the command again'
		umount small
	else
		echo 'ok full, small # skip only root may mount a small disk'
	fi
	try 'full: the result itself' told 4 \
		'purse: could not write the result to standard output: No space left on device
hint: see whether the disk is full, then run the command again' sh -c '"$PURSE" status >/dev/full'
}

# A database that is not ours, of another version, or not there; nothing is imported.
admin() { psql -X -q -h "$socket" -U purse_admin -d "$1" "${@:2}" >/dev/null; }
at() { echo "postgresql:///$1?host=$socket&user=$(id -un)"; }
databases() {
	local number why
	socket=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')/socket
	in_folder new D1 2025-10-02
	admin postgres -c 'create database empty' -c 'create database theirs' \
		-c 'create database newer template purse' -c 'create database older template purse' \
		-c 'create database other template purse'
	admin theirs -c 'create schema purse' -c 'create table purse.record (id int)'
	number=$(find "$PURSE_TOP/sql/schema" -name '*.sql' | wc -l)
	admin newer -c 'insert into purse.installation (number, fingerprint) values (999, $$x$$)'
	admin older -c 'insert into purse.installation (number, fingerprint) values (1, $$x$$)'
	admin other -c "insert into purse.installation (number, fingerprint) values ($number, \$\$x\$\$)"
	refused() {   # refused NAME DATABASE MESSAGE HINT
		try "database: $1" told 3 "purse: $3
hint: $4" "$PURSE" --database "$(at "$2")" import new
	}
	refused 'empty' empty 'could not find books in database "empty"' \
		'set it up with purse init, or name another with --database'
	refused 'of something else' theirs \
		'could not use database "theirs": its schema "purse" was not made by purse' \
		'name the database of the books with --database'
	local could_not='could not open the books in database'
	refused 'of a newer purse' newer \
		"$could_not \"newer\": a newer purse made them (number 999, this one knows $number)" \
		'use the newer purse, or bring this one up to date'
	refused 'of an older purse' older \
		"$could_not \"older\": an older purse made them (number 1, this one needs $number)" \
		'run purse upgrade'
	refused 'of another build' other \
		"$could_not \"other\": their functions and views are of another build of purse" 'run purse upgrade'
	why='check the host, name, password and database in --database or PURSE_DATABASE'
	try 'database: not there' told 3 "purse: could not connect to the database
       database \"none\" does not exist
hint: $why" "$PURSE" --database "$(at none)" import new
	try 'database: no server there' told 3 "purse: could not connect to the database
       connection to server at \"127.0.0.1\", port 1 failed: Connection refused
hint: $why" "$PURSE" --database postgresql://127.0.0.1:1/purse import new
	try 'database: nothing was imported' says '"new": 1,' "$PURSE" import new --dry-run --json
}
# Both read the same folder; one records all of it, the other finds it there.
two_at_once() {
	local first second
	in_folder twice T1 2025-10-06 T2 2025-10-07 T3 2025-10-08
	"$PURSE" import twice --json >first.json & first=$!
	"$PURSE" import twice --json >second.json & second=$!
	wait "$first" && wait "$second" || return
	[ "$(cat first.json second.json | grep -c '"new": 3, "unchanged": 0')" -eq 1 ]
	[ "$(cat first.json second.json | grep -c '"new": 0, "unchanged": 3')" -eq 1 ]
}
# Both bring a row of the same key, with other values: the second is refused, whichever it is.
two_that_differ() {
	local first second failed=0
	in_folder this U1 2025-10-09
	in_folder that U1 2025-10-10
	"$PURSE" import this >first.txt 2>&1 & first=$!
	"$PURSE" import that >second.txt 2>&1 & second=$!
	wait "$first" || failed=$((failed + $?))
	wait "$second" || failed=$((failed + $?))
	cat first.txt second.txt
	[ "$failed" -eq 1 ] &&
		cat first.txt second.txt | grep -qE '^ +Date: was (9|10) October 2025, now (9|10) October 2025$'
}

play() {
	mkdir books
	cd books
	"$PURSE" init --quiet >/dev/null
	"$PURSE" import "$base" --quiet >/dev/null
	databases
	late
	full_disks
	try 'two imports of one folder at once' two_at_once
	try 'two imports that differ at once' two_that_differ
	try 'the books are sound' "$PURSE" verify --quiet
}
with_books play
