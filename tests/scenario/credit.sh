#!/usr/bin/env bash
# Crediting (R8): GRE-VAT-00001 has 14 lines, £1,592.75 net and £318.55 VAT at 20 % (fixture year, autumn).
# Line 2 is 3 sessions x £42.50 = £127.50, VAT £25.50. Credited piece by piece, exactly what was charged comes
# back.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

credit() { "$PURSE" invoice credit "$@" --date 2026-01-20; }
raise() { "$PURSE" invoice raise --term autumn-2025 --date "$1"; }
quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }
sound() { quietly "$PURSE" verify; }
of_notes='sum(d["%s"] for d in d["documents"] if d.get("credits") == "GRE-VAT-00001")'
credited() { pick "${of_notes/\%s/$1_pence}" "$PURSE" invoice list --kind 'credit note'; }
uninvoiced() { raise_dry 'sum(d["net_pence"] for d in d["documents"])'; }
raise_dry() { pick "$1" "$PURSE" invoice raise --term autumn-2025 --dry-run; }

play() {
	play_year raised
	try "a dry run credits nothing" quietly credit GRE-VAT-00001 --line 2 --reason "Not given" --dry-run
	try "still nothing is credited" prints 0 credited net
	try "a line is cancelled" quietly credit GRE-VAT-00001 --line 2 --reason "Not given"
	try "its net comes back" prints -12750 credited net
	try "its VAT comes back" prints -2550 credited vat
	try "what is cancelled is not raised again" prints 0 uninvoiced
	try "the same line again is refused" refuses 1 'could not credit "GRE-VAT-00001"' \
		credit GRE-VAT-00001 --line 2 --reason again
	try "a line is credited to be billed anew" \
		quietly credit GRE-VAT-00001 --line 3 --rebill --reason "Wrong order"
	try "it is free for one new document" prints 12750 uninvoiced
	try "it is raised once" quietly raise 2026-01-21
	try "and not twice" prints 0 uninvoiced
	try "the rest is credited" quietly credit GRE-VAT-00001 --reason "All of it"
	try "all of the net came back" prints -159275 credited net
	try "all of the VAT came back, to the penny" prints -31855 credited vat
	try "nothing is left to credit" refuses 1 'nothing of it is left' credit GRE-VAT-00001 --reason again
	try "a share of a cost can't be cancelled alone" refuses 1 'shared by all parties' \
		credit HAZ-INT-00002 --reason wrong
	try "but billed anew" quietly credit HAZ-INT-00002 --rebill --reason "Wrong order"
	try "an unknown document is refused" refuses 1 'could not credit "GRE-VAT-99999"' \
		credit GRE-VAT-99999 --reason wrong
	try "a credit note can't be credited" refuses 1 'could not credit "GRE-CRN-00001"' \
		credit GRE-CRN-00001 --reason wrong
	try "a reason is needed" refuses 2 '--reason' "$PURSE" invoice credit GRE-VAT-00001
	try "verify is clean" sound
}
with_books play
