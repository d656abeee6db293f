#!/usr/bin/env bash
# Prices worked out from posts, rounded once by the agreement's rule; pay awards that change those that follow
# pay; what the partner may know of it.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# refuses WORDS COMMAND…: ends with status 1 and says so.
refuses() {
	local status=0 said
	said=$("${@:2}" 2>&1 >/dev/null) || status=$?
	[ "$status" -eq 1 ] || { echo "ended with $status"; echo "$said"; return 1; }
	tr -s ' \n' ' ' <<<"$said" | grep -qF -- "$1" || { echo "wanted: $1"; echo "$said"; return 1; }
}
# of EXPRESSION COMMAND…: the expression, of what the command says as JSON.
of() {
	"$PURSE" "${@:2}" --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(*eval("(%s,)" % sys.argv[1]))' "$1"
}
charged() {
	of "sum(c['pence'] for c in d['charges']), d['arrears'], d['activities']" charge --to "$1"
}
sound() { of "d['sound']" verify; }
# price ITEM UNIT POST OPTION…
price() {
	"$PURSE" staff price --agreement "${AGREEMENT:-SHARE}" --item "$1" --unit "$2" --post "$3" \
		--from 2025-09-01 --how 'both heads' "${@:4}"
}
priced() { of "d['exact'], d['price_pence']" staff price --agreement "${AGREEMENT:-SHARE}" --item "$1" \
	--unit "$2" --post "$3" --from 2025-09-01 --how 'both heads' --dry-run "${@:4}"; }

# SHARE rounds to the pound, which is what a blank says; FINE to the penny, COARSE to five pounds, CARD to
# bands.
records() {
	cp -r "$PURSE_TOP/fixtures/hand-cases/half-days" records
	rm -f records/EXPECTED.md records/activities.csv
	local rounding
	sed -i '1s/$/,Price rounding/; 2s/$/,/' records/agreements.csv
	for rounding in FINE,penny 'COARSE,five pounds' CARD,band; do
		sed -n "2{s/^SHARE/${rounding%,*}/; s/,\$/,${rounding#*,}/p}" records/agreements.csv \
			>>more-agreements
	done
	cat more-agreements >>records/agreements.csv
	for each in FINE COARSE CARD; do
		sed -n "s/^SHARE/$each/p" records/parties.csv >>more-parties
		sed -n "s/^SHARE/$each/p" records/approvals.csv >>more-approvals
	done
	cat more-parties >>records/parties.csv
	cat more-approvals >>records/approvals.csv
	cat >records/prices.csv <<-'END'
		Agreement,Item,Unit,Price,From,To,How agreed
		CARD,band 1,day,300,2025-09-01,2026-08-31,rate card
		CARD,band 2,day,340,2025-09-01,2026-08-31,rate card
	END
	cat >records/posts.csv <<-'END'
		Post,School,From,To,Role,Kind,Salary,Pension,Levy,Source
		T-1,ASH,2025-09-01,,class teacher,teacher,45352.00,TPS,no,M6
		H-1,ASH,2025-09-01,,deputy head,leadership,51773.00,TPS,no,L1
	END
}

# M6 costs 64,411.7536 a year (tests/unit/test_staffcost.c): 330.316685… a day, 50.918382… an hour,
# 165.158342… half a day, 5,367.6461… a month; with 5 % a day 346.8325….
worked_out() {
	try 'a day, to the whole pound' prints '402573460/12187500 33000' day_pounds
	try 'to the penny' prints 33032 of "d['price_pence']" staff price --agreement fine --item teacher \
		--unit day --post t-1 --from 2025-09-01 --how x --dry-run
	AGREEMENT=COARSE try 'to five pounds' prints 33000 price_only teacher day T-1
	AGREEMENT=CARD try 'to the band above' prints 34000 price_only teacher day T-1
	try 'an hour' prints 5100 price_only teacher hour T-1
	try 'half a day' prints 16500 price_only teacher half-day T-1
	try 'a month' prints 536800 price_only teacher month T-1
	try 'a year' prints 6441200 price_only teacher year T-1
	try 'administration is added before rounding' prints 34700 price_only teacher day T-1 --admin 5%
	try 'the leadership group has no hours' refuses \
		'could not work out the cost of the post "H-1" by the hour' price deputy hour H-1
	AGREEMENT=CARD try 'no band is high enough' refuses 'could not find a band of agreement "CARD"' \
		price deputy day H-1
	AGREEMENT=NONE try 'an agreement that is not there' refuses 'agreement "NONE" is not known' \
		price teacher day T-1
	try 'a post that is not there' refuses 'post "T-9" is not known' price teacher day T-9
	try 'a day that no agreement covers' refuses 'does not cover 1 September 2027' "$PURSE" staff price \
		--agreement SHARE --item teacher --unit day --post T-1 --from 2027-09-01 --how x
}
price_only() { priced "$@" | sed 's/.* //'; }
day_pounds() {
	python3 -c 'from fractions import Fraction
import sys
exact, price = sys.argv[1:]
assert Fraction(exact) == Fraction(644117536, 100) / 195, exact
print("402573460/12187500", price)' $(priced teacher day T-1)
}

# The price is recorded: 330 a day. M6 becomes 47,000 from 1 September: 47,000 + 6,300 + 13,479.60 =
# 66,779.60, 342.459487… a day, so 342; 1.5 days are 495.00 and 513.00. U1, 47,472, from 1 February:
# 67,457.7696, 345.937279…, so 346, for a day: 342 was not charged there yet.
awards() {
	price teacher day T-1 --to 2026-08-31 --follows-pay >/dev/null
	price deputy day H-1 --to 2026-08-31 >/dev/null
	try 'a price is agreed once' refuses 'it is recorded already' price teacher day T-1 --to 2026-08-31
	mkdir late
	cat >late/activities.csv <<-'END'
		Ref,Provider,Agreement,Date,Item,Person,For school,Quantity,Unit,Evidence,Note,Corrects,Reason
		A01,ASH,SHARE,2025-10-07,teacher,,BRA,1.5,day,diary,,,
		A02,ASH,SHARE,2025-10-08,deputy,,BRA,1,day,diary,,,
		A03,ASH,SHARE,2026-02-10,teacher,,BRA,1,day,diary,,,
	END
	"$PURSE" import --quiet late >/dev/null
	# 495.00 + 378.00 (73,637.4464 by 195 is 377.6279…) + 330.00
	try 'charged at the prices worked out' prints '120300 0 3' charged 2026-03-31
	try 'nothing to follow yet' prints 0 of "len(d['prices'])" staff follow --award x --dry-run
	cat >late/posts.csv <<-'END'
		Post,School,From,To,Role,Kind,Salary,Pension,Levy,Source
		T-1,ASH,2025-09-01,,class teacher,teacher,47000.00,TPS,no,award of 2025
		T-1,ASH,2026-02-01,,class teacher,teacher,47472.00,TPS,no,U1
		H-1,ASH,2025-09-01,,deputy head,leadership,55000.00,TPS,no,award of 2025
	END
	rm late/activities.csv
	"$PURSE" import --quiet --replace late >/dev/null
	try 'tried first' prints "34200 33000 2025-09-01 2026-01-31 34600 33000 2026-02-01 2026-08-31" of \
		"*[x for p in d['prices'] for x in (p['price_pence'], p['before_pence'], p['from'], p['to'])]" \
		staff follow --award 'award 2025' --dry-run
	try 'and then recorded' prints 2 of "len(d['prices'])" staff follow --award 'award 2025'
	try 'once' prints 0 of "len(d['prices'])" staff follow --award 'award 2025 again'
	# 513.00 - 495.00 and 346.00 - 330.00; the deputy's price was fixed
	try 'the differences are charged' prints '3400 2 0' charged 2026-03-31
	try 'the books are sound' prints True sound
}

# The partner sees the price, and neither the post nor what it was worked out from.
privacy() {
	"$PURSE" user add bram >/dev/null
	"$PURSE" user grant bram --school BRA --role manager >/dev/null
	"$PURSE" user add anna >/dev/null
	"$PURSE" user grant anna --school ASH --role manager >/dev/null
	local files
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	# seen LOGIN QUERY
	seen() {
		env -u PGHOST psql -h "$files/socket" -d purse -U "$1" -qAtX -v ON_ERROR_STOP=1 -c "$2"
	}
	try 'the employing school sees the workings' prints 4 seen anna \
		'select count(*) from purse_view.price_working'
	try 'the partner does not' prints 0 seen bram 'select count(*) from purse_view.price_working'
	try 'nor their records' prints 0 seen bram \
		"select count(*) from purse_view.record r where r.kind in ('price_workings', 'posts')"
	try 'the employing school is told how the price came about' \
		prints 'T-1 2025-09-01 644117536/100 pound' told_working anna
	try 'the partner sees the prices' prints 6 seen bram \
		'select count(*) from purse_view.price'
	for word in 45352 47000 M6 T-1 6441175 66779; do
		try "an explanation does not tell the partner of $word" no_word "$word"
	done
	try 'a partner can work nothing out of it' refuses 'post "T-1" is not known' "$PURSE" --as bram staff \
		price --agreement SHARE --item x --unit day --post T-1 --from 2025-09-01 --how x --dry-run
}
told_working() {
	"$PURSE" --as "$1" explain A01 --json | python3 -c '
import json, sys
from fractions import Fraction
def find(x):
    if isinstance(x, dict):
        if x.get("working"): yield x["working"]
        x = list(x.values())
    if isinstance(x, list):
        for y in x: yield from find(y)
w = next(find(json.load(sys.stdin)))
assert Fraction(w["year"]) == Fraction(644117536, 100) and Fraction(w["divisor"]) == 195, w
print(w["post"], w["on"], "644117536/100", w["rounding"])'
}
no_word() { "$PURSE" --as bram explain A01 --json >told && ! grep -F -- "$1" told; }

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	records
	"$PURSE" import --quiet records >/dev/null
	worked_out
	awards
	privacy
}
with_books play
