#!/usr/bin/env bash
# Every value of the statutory tables is held by a unit test: change one, or leave a row out, and a test
# fails. And what looks for that sees a test that looks at nothing.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
reference=$PURSE_TOP/sql/reference tests=$PURSE_BUILD/tests/unit

change() { python3 "$PURSE_TOP/tests/mutants/reference.py" "$@"; }
tables=("$reference/statutory_rate.csv" "$reference/working_time.csv")

every_value() {
	change "${tables[@]}" -- "$tests/test_statutory" >said || { cat said; return 1; }
	# a row is a change for each of its columns, and one for itself
	local least=$((10 * $(sed 1d "${tables[0]}" | wc -l) + 8 * $(sed 1d "${tables[1]}" | wc -l)))
	tail -n 1 said
	[ "$(sed -nE 's/^([0-9]+) changes.*; 0 unnoticed$/\1/p' said)" -ge "$least" ]
}
# Figures are held by costs worked by hand too, not only by the rows written down again. A threshold where
# none belongs changes no cost.
figures_by_costs() {
	change --columns threshold,rate,value "${tables[@]}" -- "$tests/test_oncost" "$tests/test_staffcost" \
		>said
	tail -n 1 said | grep -E '^[0-9]{2,} changes: .* unnoticed$' || return
	! grep ': no test fails$' said | grep -v 'threshold: 1 for nothing: '
}
nothing_is_seen() {
	cat >table.csv <<-'END'
		name,value
		days,195
	END
	change table.csv -- /bin/true >said && return 1
	grep -q '^table.csv line 2, value: 196 for 195: no test fails$' said || return
	grep -q '^table.csv line 2 left out' said || return
	[ "$(tail -n 1 said)" = '4 changes: ; 4 unnoticed' ]
}
fails_before() {
	change "$reference/working_time.csv" -- /bin/false >said && return 1
	grep -qx '/bin/false fails with the tables as they are' said
}

try "every value of the statutory tables is held by a test" every_value
try "figures are held by costs worked by hand" figures_by_costs
try "a test that looks at nothing is found out" nothing_is_seen
try "tests that fail anyway prove nothing" fails_before
