#!/usr/bin/env bash
# The table of VAT rules is held by a unit test: change one rule, swap two, turn one condition round, and a
# test fails. And what looks for that sees a test that looks at nothing.
set -eu
. "$PURSE_TOP/tests/support/try.sh"

change() { python3 "$PURSE_TOP/tests/mutants/vat.py" "$PURSE_TOP/sql/reference" "$@"; }

every_rule() {
	change "$PURSE_BUILD/tests/unit/test_vat" >said || { cat said; return 1; }
	# a rule is a change for each of eight columns, one for itself and one for its neighbour at least
	local least=$((10 * $(sed 1d "$PURSE_TOP/sql/reference/vat_rule.csv" | wc -l)))
	tail -n 1 said
	[ "$(sed -nE 's/^([0-9]+) changes; 0 unnoticed$/\1/p' said)" -ge "$least" ]
}
nothing_is_seen() {
	change /bin/true >said && return 1
	grep -q '^vat_rule.csv R0 and R1 swapped: no test fails$' said
	grep -qE '^([0-9]+) changes; \1 unnoticed$' said
}
fails_before() {
	change /bin/false >said && return 1
	grep -qx '/bin/false fails with the tables as they are' said
}

try "every rule, condition and rate of the VAT table is held by a test" every_rule
try "a test that looks at nothing is found out" nothing_is_seen
try "tests that fail anyway prove nothing" fails_before
