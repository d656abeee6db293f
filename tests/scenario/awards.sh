#!/usr/bin/env bash
# Pay awards that come late: what was charged at the old price is charged the difference, on the next
# document, naming what it corrects; what was agreed as fixed stays; a correction takes back all of it.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER

charged() {
	of "sum(c['pence'] for c in d['charges']), d['arrears'], d['reversals'], d['activities']" charge --to "$1"
}
sound() { of "d['sound']" verify; }

PRICES='Agreement,Item,Unit,Price,From,To,How agreed,Award,Follows pay'
ACTIVITIES='Ref,Provider,Agreement,Date,Item,Person,For school,Quantity,Unit,Evidence,Note,Corrects,Reason'

records() {
	cp -r "$PURSE_TOP/fixtures/hand-cases/half-days" records
	rm -f records/EXPECTED.md
	printf '%s\n' "$PRICES" \
		'SHARE,teacher,day,330.00,2025-09-01,2026-08-31,cost of the post,,yes' \
		'SHARE,adviser,day,297.45,2025-09-01,2026-08-31,both boards,,' >records/prices.csv
	printf '%s\n' "$ACTIVITIES" \
		'A01,ASH,SHARE,2025-09-09,teacher,,BRA,0.5,day,diary,,,' \
		'A02,ASH,SHARE,2025-10-07,teacher,,BRA,1.5,day,diary,,,' \
		'A03,ASH,SHARE,2025-10-14,adviser,,BRA,0.25,day,diary,,,' \
		'A04,ASH,SHARE,2025-11-04,teacher,,BRA,0.35,day,diary,,,' >records/activities.csv
}
# award NAME ITEM FROM PRICE
award() {
	mkdir -p award
	printf '%s\n' "$PRICES" "SHARE,$2,day,$4,$3,2026-08-31,pay circular,$1," >award/prices.csv
	"$PURSE" import award
}

# Lines: 165.00, 495.00, 0.25 x 297.45 = 74.3625, 0.35 x 330 = 115.50: 849.86 in all.
# At 342.35 from 1 October: 1.5 x 342.35 = 513.525, so 513.53 less 495.00 is 18.53; 0.35 x 342.35 = 119.8225,
# so 119.82 less 115.50 is 4.32. At 340.00 instead: 510.00 less 513.53, 119.00 less 119.82.
play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	records
	"$PURSE" import --quiet records >/dev/null
	try 'charged at the price as agreed' prints '84986 0 0 4' charged 2025-12-31
	"$PURSE" invoice raise --term autumn-2025 >/dev/null
	try 'a fixed price stays' refuses 'it was agreed as fixed' award 'award 2025' adviser 2025-10-01 305.00
	try 'an award needs a price to change' refuses 'could not find the price that "award 2025" changes' \
		award 'award 2025' tutor 2025-10-01 305.00
	award 'pay award 2025' teacher 2025-10-01 342.35 >/dev/null
	try 'status tells of the differences' prints 2 of "d['uncharged']['arrears']" status
	try 'the differences, each line to the penny' prints '2285 2 0 0' charged 2025-12-31
	try 'nothing is charged twice' prints '0 0 0 0' charged 2025-12-31
	try 'the books are sound' prints True sound
	"$PURSE" invoice raise --term autumn-2025 >raised
	"$PURSE" invoice show --json "$(of "[x['number'] for x in d['documents']][-1]" invoice list)" >document
	try 'the next document names what it corrects' grep -q \
		'1.5 days at £342.35 instead of £330, charged on ASH-' document
	award 'pay award 2025 corrected' teacher 2025-10-01 340.00 >/dev/null
	try 'a later award adjusts the difference before it' prints '-435 2 0 0' charged 2025-12-31
	printf '%s\n' "$ACTIVITIES" 'A05,ASH,SHARE,2025-12-02,teacher,,BRA,1,day,diary,,,' >late.csv
	mkdir late && mv late.csv late/activities.csv && "$PURSE" import --quiet late >/dev/null
	try 'what comes later has the new price' prints '34000 0 0 1' charged 2025-12-31
	try 'a charge with an award is not cancelled alone' refuses 'an award was charged for it since' \
		"$PURSE" invoice credit --reason 'never happened' --line 2 \
		"$(of "[x['number'] for x in d['documents']][0]" invoice list)"
	printf '%s\n' "$ACTIVITIES" 'A06,ASH,SHARE,2025-10-07,teacher,,BRA,1,day,diary,,A02,half a day less' \
		>late/activities.csv
	"$PURSE" import --quiet late >/dev/null
	try 'a correction takes back the line and both awards' prints '-17000 0 3 1' charged 2025-12-31
	try 'the books are still sound' prints True sound
	# 0.5 x 330, 1 x 340, 74.36, 0.35 x 340, 1 x 340
	try 'what is owed in the end' prints '103836 103836' \
		of "d['closing']['school_pence'], d['closing']['other_pence']" statement ASH BRA
}
with_books play
