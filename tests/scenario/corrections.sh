#!/usr/bin/env bash
# Corrections of corrections, by a new row and by --replace; and a carry that is settled on credits that are
# used up. A day of the hand case half-days costs £330.32, half a day £165.16, three quarters £247.74.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

# imports ROW [OPTION]: a row of activities.csv.
imports() {
	mkdir -p more
	{
		echo 'Ref,Provider,Agreement,Date,Item,Person,For school,Quantity,Unit,Evidence,Note,Corrects,Reason'
		echo "$1"
	} >more/activities.csv
	"$PURSE" import more --quiet "${@:2}" >imported.txt 2>&1 || { cat imported.txt; return 1; }
}
day() { echo "$1,ASH,SHARE,2025-09-09,teacher,T-01,BRA,$2,day,diary,,${3-},${3:+misread}"; }
credit() { echo "$1,ASH,SHARE,$2,credit,,$3,$4,credit,adviser note,,${5-},${5:+not held}"; }
charges() { "$PURSE" charge --to 2025-10-31 --quiet >charged.txt; }
# owes PENCE: what BRA owes for what is charged, not invoiced.
owes() {
	prints "$1" pick "sum(o['uninvoiced_pence'] for o in d['owed'] if o['school'] == 'BRA')" "$PURSE" status
}
charged_is() { charges && owes "$1" && "$PURSE" verify >verified.txt; }

# books_of CASE: with the files of the hand case, without its activities.
books_of() {
	mkdir "$1" && cd "$1"
	"$PURSE" init --quiet >/dev/null
	cp -r "$PURSE_TOP/fixtures/hand-cases/$1" records
	rm records/activities.csv
	[ -z "${2-}" ] || sed -i "$2" records/purchases.csv
	"$PURSE" import records --quiet >/dev/null
}

correct_again() {
	books_of half-days
	imports "$(day A1 1)"
	try 'a day is charged' charged_is -33032
	imports "$(day A2 0.5 A1)"
	try 'a correction that is not charged yet is refused with other content' refuses 1 \
		'could not take "A2": it is recorded already with other values' imports "$(day A2 0.75 A1)"
	try 'and replaced when asked' imports "$(day A2 0.75 A1)" --replace
	try 'the replaced one alone counts' charged_is -24774
	try 'a correction that was charged is not replaced' refuses 1 \
		'could not replace "A2": it has been used' imports "$(day A2 0.5 A1)" --replace
	try 'but says what to do' refuses 1 'import a new row that names it under Corrects' \
		imports "$(day A2 0.5 A1)" --replace
	try 'a row is not corrected twice' refuses 1 'could not correct activity "A1" twice' \
		imports "$(day A3 0.5 A1)"
	try 'its correction is, by a new row' imports "$(day A3 0.5 A2)"
	try 'the last one alone counts' charged_is -16516
	imports "$(day A4 1 A3)"
	imports "$(day A5 0 A4)"
	try 'corrected once more before charging, and cancelled' charged_is 0
	imports "$(day E1 1)"
	charges
	imports "$(day E2 0 E1)"
	try 'a charged day is cancelled' charged_is 0
	try 'a cancellation that was carried out is not replaced' refuses 1 \
		'could not replace "E2": it has been used' imports "$(day E2 0.5 E1)" --replace
	imports "$(day B1 1)"
	imports "$(day B2 0 B1)"
	try 'a cancellation that was never carried out is' imports "$(day B2 0.5 B1)" --replace
	try 'and charged so' charged_is -16516
	imports "$(day C1 1)"
	imports "$(day C2 0.5 C1)"
	try 'a correction that was meant for nobody is taken back' imports "$(day C2 0.5)" --replace
	try 'so that both rows are charged' charged_is $((-16516 - 33032 - 16516))
}

# Six credits for £2.30, 38 1/3 pence each. BRA draws 1, 1/2 and 2 for 38, 20 and 76 pence; the 1/2 is
# cancelled, which leaves BRA a penny short of the 115 pence that its 3 credits cost; COL draws the rest for
# 115. Now nothing is left to draw from, and the month closes all the same.
settle_what_is_used_up() {
	books_of credits 's/4150.00,,,,,60,/2.30,,,,,6,/'
	imports "$(credit D1 2025-09-16 BRA 1)"
	imports "$(credit D2 2025-09-17 BRA 0.5)"
	imports "$(credit D3 2025-09-18 BRA 2)"
	charges
	imports "$(credit D4 2025-09-22 BRA 0 D2)"
	charges
	imports "$(credit D5 2025-09-24 COL 3)"
	try 'BRA is a penny short when the credits are used up' charged_is -114
	try 'the month closes' "$PURSE" close 2025-09
	try 'BRA pays the penny' owes -115
	try 'and the books are sound' "$PURSE" verify
	try 'nothing is left in the lot' says 'left +0 credits, £0.00 in the books' "$PURSE" explain lot L1
	try 'and ASH, who holds it, bears nothing' says '^ +ASH +0 +0.00 +0.00 +0.00 +0.00 +0$' \
		"$PURSE" explain lot L1
}

play() {
	(correct_again)
	(settle_what_is_used_up)
}
with_books play
