#!/usr/bin/env bash
# A small run from import to verify, in which each statement fails once in each of several ways, and each time
# the books are as before or complete: see tests/fault/every.py.
# time limit: 600 s
set -eu
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

if [ ! -f "$PURSE_BUILD/tools/failing.so" ]; then
	echo 'ok each statement fails once # skip: hundreds of programs take too long with sanitizers'
	exit
fi

play() {
	"$PURSE" init --quiet books >/dev/null
	"$PURSE" template --quiet records >/dev/null
	rm records/{quotes,bank-details,opening-balances}.csv   # smaller will do
	mkdir here
	cd here
	PYTHONDONTWRITEBYTECODE=1 python3 "$PURSE_TOP/tests/fault/every.py" statements ../books ../records
}
with_books play
