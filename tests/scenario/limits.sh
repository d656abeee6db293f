#!/usr/bin/env bash
# What the machine refuses: memory (NO_MEMORY, LG705). The program ends with status 4, says why, and
# leaves nothing half done.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

refuses() {   # refuses STATUS PATTERN COMMAND…
	local status=0 said
	said=$("${@:3}" 2>&1) || status=$?
	[ "$status" -eq "$1" ] && grep -qE -- "$2" <<<"$said" || { echo "$status: $said"; return 1; }
}
with_little_memory() { (ulimit -v 60000 && "$PURSE" import large); }
unchanged() { "$PURSE" status --json | grep -q '"charges": 0'; }
large_file() {
	mkdir large
	awk 'BEGIN {
		print "School,Date,Pupils,Source"
		for (i = 0; i < 1500000; i++) print "HAZ,2025-10-02,211,autumn census of the year"
	}' >large/pupil-numbers.csv
}

play() {
	"$PURSE" init --quiet
	case $PURSE_BUILD in
		*sanitize*) echo "# memory can't be bounded under the sanitizers" ;;
		*)
			large_file
			try "memory that runs out" refuses 4 'memory ran out' with_little_memory
			;;
	esac
	try "nothing was taken" unchanged
}
with_books play
