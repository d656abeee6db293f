#!/usr/bin/env bash
# A head teacher seconded to another school for a year (fixtures/secondment-vat/README.md, worked by hand
# there): a fixed price a month, cover of the post at cost borne by the host alone, VAT that a person decides.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# of EXPRESSION COMMAND…: the expression, of what the command says as JSON.
of() {
	"$PURSE" "${@:2}" --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(*eval("(%s,)" % sys.argv[1]))' "$1"
}
sound() { of "d['sound']" verify; }
# stands SCHOOL: account and pence, debit positive
stands() {
	of "' '.join('%s %d' % (a['account'], a['debit_pence'] - a['credit_pence'])
		for s in d['schools'] for a in s['accounts'])" balance --school "$1"
}
raised() {   # raised TERM DAY: number, net, VAT and total of each document
	of "*('%s %d %d %d' % (x['number'], x['net_pence'], x['vat_pence'], x['total_pence'])
		for x in d['documents'])" invoice raise --term "$1" --date "$2"
}
shows() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$1"; }

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	"$PURSE" import --quiet "$PURSE_TOP/fixtures/secondment-vat/01-year" >/dev/null
	try 'months, cover at cost and days' prints '3380000 438457 70000' \
		of "*(c['pence'] for c in d['charges'])" charge --to 2026-03-31
	try 'leadership waits for a decision' shows 'Rule R9 is not sure enough' invoice raise --term autumn-2025
	try 'cover waits for facts' shows 'Rule R19 hangs on what is not stated' invoice raise --term autumn-2025
	"$PURSE" import --quiet "$PURSE_TOP/fixtures/secondment-vat/02-decisions" >/dev/null
	try 'one invoice with VAT once on all of it' prints 'LYN-VAT-00001 3818457 763691 4582148' \
		raised autumn-2025 2025-12-31
	try 'days of a specialist are exempt' prints 'MAR-INV-00001 70000 0 70000' raised spring-2026 2026-04-02
	try 'who decided stands on it' shows 'decided by Head of VAT, Brackenshire County Council' \
		explain LYN-VAT-00001
	try 'the home school' prints \
		'1320 4582148 1400 63000 2100 -501457 2320 -70000 2400 -763691 I08b -3380000 E27 70000' stands LYN
	try 'the host' prints '1320 70000 1400 763691 2320 -4582148 I08b -70000 E26 438457 E27 3380000' stands MAR
	try 'the books are sound' prints True sound
}
with_books play
