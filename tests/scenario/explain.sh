#!/usr/bin/env bash
# Explaining any penny: the cases worked by hand to the last fraction, the fixture year against its files, and
# what each reader may see of it.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER
cases=$PURSE_TOP/fixtures/hand-cases

explain() { "$PURSE" explain "$@"; }
# told WORDS COMMAND…: what the command prints holds the words, wherever its lines and theirs break.
told() {
	local words said
	words=$(tr -s ' \t\n' ' ' <<<"$1")
	shift
	said=$("$@" 2>&1) || { echo "$said"; return 1; }
	said=$(tr -s ' \t\n' ' ' <<<"$said")
	[[ $said == *"${words% }"* ]] || { printf 'not told: %s\nin: %s\n' "$words" "$said"; return 1; }
}
untold() { ! told "$@" >/dev/null; }

# --- the cases worked by hand ------------------------------------------------------------------------------

# books_of FOLDER CASE [CHANGE]: books in that folder with the files of the case, changed by a command.
books_of() {
	mkdir "$1" && cd "$1"
	"$PURSE" init --quiet >/dev/null
	mkdir files
	cp "$cases/$2"/*.csv files/
	if [ -n "${3:-}" ]; then "$3"; fi
	"$PURSE" import files --quiet >/dev/null
	"$PURSE" charge --to 2026-08-31 --quiet >/dev/null
}

# The tables of an EXPECTED.md against each draw: exact, target, pence, carry, what is left of the lot.
draws_as_expected() {
	python3 - "$1" "$PURSE" <<'X'
import json, subprocess, sys
from fractions import Fraction
def number(text):
    sign = -1 if text.startswith("-") else 1
    return sign * sum(Fraction(part) for part in text.lstrip("-").split())
seen = 0
for line in open(sys.argv[1], encoding="utf-8"):
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) == 10 and cells[0][:1] == "D" and cells[0][1:].isdigit():
        ref, day, school, units, exact, target, pence, carry, posted, left = cells
    elif len(cells) == 7 and cells[0].isdigit():
        ref, school, left, pence, posted = "D%02d" % int(cells[0]), cells[1], cells[2], cells[5], cells[6]
        units, exact, target, carry = "1", "833 5/6", "833 5/6", None
    else:
        continue
    told = json.loads(subprocess.check_output([sys.argv[2], "explain", ref, "--json"]))
    charge, = told["charges"]
    lot, = charge["lots"]
    assert charge["kind"] == "draw" and charge["customer"] == school, ref
    assert Fraction(charge["quantity"]) == Fraction(lot["credits"]) == number(units), ref
    assert Fraction(charge["exact"]) == number(exact) and Fraction(charge["target"]) == number(target), ref
    assert charge["pence"] == int(pence) and lot["left_pence"] == int(posted), ref
    assert Fraction(lot["exact_left"]) == number(left), ref
    assert carry is None or Fraction(charge["carry_out"]) == number(carry), ref
    seen += 1
print(seen)
X
}

pupil_shares() {
	books_of pupil-shares pupil-shares
	try 'pupil shares: all' told 'Charges 1 to 3 under SHARE: £1,000.00 shared among 3 schools' explain P1
	try 'pupil shares: the weights' told 'ASH 112 369' explain P1
	try 'pupil shares: ASH exactly' told \
		'ASH £1,000.00 × 112/369 = 11200000/369 pence = 30352 112/369 pence, about £303.523035…' explain P1
	try 'pupil shares: ASH goes down' told \
		'£303.52: without an odd penny it goes down by 112/369 of a penny' explain P1
	try 'pupil shares: the odd penny' told \
		'add to 99999, so 1 odd penny is left of 100000. It goes to the school of the largest fraction of a
		penny beyond them: COL (203/369).' explain P1
	try 'pupil shares: COL is ahead' told 'carried on: 166/369 of a penny, charged ahead' explain P1
	try 'pupil shares: one of them' told 'BRA £1,000.00 × 54/369' explain charge 2
	try 'pupil shares: marked among all' told '> BRA 14634 6/41' explain charge 2
	try 'pupil shares: the others in figures alone' untold '£1,000.00 × 112/369' explain charge 2
	try 'pupil shares: as JSON' has "[('ASH', '11200000/369', 30352, False, '112/369'),\
 ('BRA', '600000/41', 14634, False, '6/41'), ('COL', '20300000/369', 55014, True, '-166/369')]" \
		"[(p['school'], p['exact'], p['pence'], p['odd_penny'], p['carry_out'])
for p in d['charges'][0]['sharing']['parts']]" explain P1
	try "pupil shares: the supplier's invoice" told '2100 Suppliers SUPPLIER 1,000.00' explain P1
	try 'pupil shares: an own share is no debt' told "ASH: a school's own share is no debt" explain P1
}

new_parties() {
	books_of new-parties new-parties
	try 'new parties: a tie' told \
		'Of equal fractions the school that the agreement lists first comes first.' explain P1
	try 'new parties: no carries' told 'DUN 62 1/2 0 the same 62 1/2' explain P1
	try 'new parties: a stream of its own' has "[('ASH', '0', 52), ('BRA', '0', 51)]" \
		"[(c['customer'], c['carry_in'], c['pence']) for c in d['charges']]" explain P2
}

thirds() {
	books_of thirds thirds
	try 'thirds: a tie of three' has "([3334, 3333, 3333], True)" \
		"([c['pence'] for c in d['charges']], d['charges'][0]['sharing']['tied'])" explain P01
	try 'thirds: the second carries in' told \
		'carried in: 2/3 of a penny, charged ahead; so the target is 3332 2/3 pence' explain P02
	try 'thirds: the third is whole' told 'not at all: every target is a whole number of pence' explain P03
	try 'thirds: after forty' has "['-2/3', '1/3', '1/3']" "[c['carry_out'] for c in d['charges']]" \
		explain P40
}

half_days() {
	books_of half-days half-days
	try 'half-days: quantity × price' told '0.5 days × £330.32 = 16516 pence' explain A01
	try 'half-days: nothing to round' told 'not at all: it is a whole number of pence' explain A39
	try 'half-days: how it was agreed' told 'how both boards' explain A01
}
dearer() { sed -i 's/330\.32/330.33/' files/prices.csv; }
dearer_half_days() {
	books_of dearer half-days dearer
	try 'half-days at 330.33: half a penny' told \
		'33033/2 pence = 16516 1/2 pence, £165.165 rounded up by 1/2 of a penny, to the nearest penny; half a
		penny goes away from zero' explain A01
}

credits() {
	books_of credits credits
	try 'credits: every draw as worked by hand' prints 16 draws_as_expected "$cases/credits/EXPECTED.md"
	try 'credits: why up' told \
		'up to 15563 pence, which leaves 143521 pence of the lot in the books for credits that cost 143520 5/6
		pence exactly: a gap of 1/6. Down, to 15562, the gap would be 1 1/6. The smaller gap decides.' \
		explain D11
	try 'credits: what one costs' told '£4,150.00 ÷ 60 = 20750/3 pence = 6916 2/3 pence' explain lot L1
	try 'credits: the lot ends at nil' has "(0, '0')" \
		"(d['lots'][0]['left_pence'], d['lots'][0]['credits_left'])" explain lot L1
	try 'credits: by school' has "[('ASH', 181314), ('BRA', 80132), ('COL', 153554)]" \
		"[(s['school'], s['drawn_pence'] + s['lapsed_pence'] + s['residue_pence'])
			for s in d['lots'][0]['schools']]" \
		explain lot 1
	try 'credits: of the purchase' told 'Lot 1, L1: 60 credits under SHARE' explain L1
	local lapse
	lapse=$(pick "d['lots'][0]['schools'][0]['lapse_charge']" explain lot L1)
	try 'credits: the lapse' told \
		'credits that nobody drew: 27666 2/3 pence exactly, 27667 pence in the books; what schools carried
		makes the difference' explain charge "$lapse"
	try 'credits: a share of it' told 'ASH 27666 2/3 pence × 112/369' explain charge "$lapse"
}

cancel_first_draw() {
	mkdir later
	sed '2,$d' files/activities.csv >later/activities.csv
	echo 'D90,ASH,SHARE,2026-01-12,credit,,BRA,0,credit,,,D01,course cancelled' >>later/activities.csv
	"$PURSE" import later --quiet >/dev/null
	"$PURSE" charge --to 2026-08-31 --quiet >/dev/null
}
twelve() {
	books_of twelve twelve
	try 'twelve: every draw as worked by hand' prints 12 draws_as_expected "$cases/twelve/EXPECTED.md"
	try 'twelve: a tie' told 'A tie goes away from zero.' explain D03
	cancel_first_draw
	try 'twelve: one cancelled' told 'reverses charge 1 of £8.34, in pence and in its exact value' explain D90
	try 'twelve: why' told 'because D90: course cancelled' explain D01
	try 'twelve: its carry goes too' has "['-1/6', '0']" "[c['carry_out'] for c in d['charges']][:2]" \
		explain D01
	try 'twelve: the credit came back' has "[('1', 834)]" \
		"[(m['credits'], m['pence']) for m in d['lots'][0]['movements'] if m['kind'] == 'returned']" \
		explain lot L1
}

# Six credits for a pound, drawn A A B B C B: fractions leave a penny.
a_penny_left() {
	local school number=0
	sed -i '2s/4150\.00,,,,,60/1.00,,,,,6/' files/purchases.csv
	sed -i '2,$d' files/activities.csv
	for school in ASH ASH BRA BRA COL BRA; do
		number=$((number + 1))
		echo "D0$number,ASH,SHARE,2025-10-0$number,credit,,$school,1,credit,note,,," >>files/activities.csv
	done
}
residue() {
	books_of residue credits a_penny_left
	local last
	last=$(pick "d['lots'][0]['movements'][-1]['charge']" explain lot L1)
	try 'residue: what it is' told 'the lot had no credits left, but £0.01 in the books' \
		explain charge "$last"
	try 'residue: it comes of no record' has '(None, False, None)' \
		"(d['charges'][0]['source'], d['charges'][0]['source_hidden'], d['charges'][0]['price'])" \
		explain charge "$last"
	try 'residue: in the lot' told '2025-10-06 fractions ASH 0 -1 0 0 0' explain lot L1
	try 'residue: in words' told 'Fractions: what stood in the books when no credit was left. ASH, who
		holds the lot, takes it.' explain lot L1
	try 'residue: nothing is hidden' untold hidden explain lot L1
	try 'residue: the lead bears it' has "[('ASH', 1)]" \
		"[(s['school'], s['residue_pence']) for s in d['lots'][0]['schools'] if s['residue_pence']]" \
		explain lot L1
}

# The credits at £70.00 each; the lead draws them at cost.
at_price() {
	sed -i 's/credits at cost/credits at price/' files/agreements.csv
	cp "$cases/half-days/prices.csv" files/
	sed -i '2s/.*/SHARE,credit,credit,70.00,2025-09-01,2026-08-31,the three heads/' files/prices.csv
}
credits_at_price() {
	books_of at-price credits at_price
	try 'at a price: quantity × price' told '4 credits × £70.00 = 28000 pence' explain D03
	try 'at a price: the difference' told "The difference from the price is ASH's." explain D03
	try 'at a price: what left the lot' has "('83000/3', 27667)" \
		"(d['charges'][0]['lots'][0]['exact'], d['charges'][0]['lots'][0]['pence'])" explain D03
	try 'at a price: the lead at cost' has draw "d['charges'][0]['kind']" explain D01
	try 'at a price: the lot ends at nil' has 0 "d['lots'][0]['left_pence']" explain lot L1
}

# --- the year ----------------------------------------------------------------------------------------------

# Every purchase that is shared: cost, weights and counts as the files give them, and the arithmetic of R4.
purchases_follow() {
	python3 - "$PURSE" "$year" <<'X'
import csv, glob, json, subprocess, sys
from fractions import Fraction
purse, year = sys.argv[1:]
def read(kind):
    for path in sorted(glob.glob(f"{year}/0*/{kind}.csv")):
        yield from csv.DictReader(open(path, encoding="utf-8-sig", newline=""))
def iso(day):
    return "-".join(reversed(day.split("/"))) if "/" in day else day
def pence(text):
    return int(Fraction(text.strip("£").replace(",", "") or "0") * 100)
counts = {}
for row in read("pupil-numbers"):
    counts.setdefault(row["School"], []).append((iso(row["Date"]), int(row["Pupils"])))
basis = {row["Agreement"]: row["Basis"] for row in read("agreements")}
shared = lots = 0
for row in read("purchases"):
    ref, day = row["Ref"], iso(row["Date"])
    told = json.loads(subprocess.check_output([purse, "explain", ref, "--json"]))
    cost = pence(row["Net"]) + pence(row["VAT"]) - pence(row["VAT reclaimed"])
    entry, = told["supplier_invoices"]
    assert sum(line["pence"] for line in entry["lines"]) == 0 and entry["service_date"] == day, ref
    if row["Credits"]:
        lots += 1
        assert told["lots"][0]["cost_pence"] == cost and not told["charges"], ref
        continue
    shared += 1
    sharing = told["charges"][0]["sharing"]
    total = sum(Fraction(part["weight"]) for part in sharing["parts"])
    assert sharing["date"] == day and Fraction(sharing["exact"]) == cost == sharing["pence"], ref
    assert sharing["basis"] == basis[row["Agreement"]], ref
    assert sum(part["pence"] for part in sharing["parts"]) == cost, ref
    assert len(sharing["parts"]) == len(told["charges"]), ref
    for part, charge in zip(sharing["parts"], told["charges"]):
        exact, target = Fraction(part["exact"]), Fraction(part["target"])
        assert exact == cost * Fraction(part["weight"]) / total, ref
        assert target == exact + Fraction(part["carry_in"]), ref
        assert Fraction(part["carry_out"]) == target - part["pence"] and abs(target - part["pence"]) < 1, ref
        assert charge["pence"] == part["pence"] and charge["exact"] == part["exact"], ref
        assert charge["customer"] == part["school"] and charge["cost_pence"] == cost, ref
        assert charge["source"]["supplier_invoice"] == row["Supplier invoice"], ref
        if sharing["basis"] == "pupil numbers":
            last = max(count for count in counts[part["school"]] if count[0] <= day)
            assert (part["counted_on"], Fraction(part["weight"])) == last, (ref, part, last)
print(shared, lots)
X
}

# Every document: its lines are what they multiply to, its VAT is its rate on the net sum, rounded once.
documents_follow() {
	python3 - "$PURSE" <<'X'
import json, subprocess, sys
from fractions import Fraction
def run(*words):
    return json.loads(subprocess.check_output([sys.argv[1], *words, "--json"]))
names = [listed["number"] for listed in run("invoice", "list")["documents"]]
assert len(names) == len(set(names)) > 60, len(names)
for name in names:
    document, = run("explain", name)["documents"]
    assert document["net_pence"] == sum(line["net_pence"] for line in document["lines"]), name
    for line in document["lines"]:
        product = Fraction(line["quantity"]) * Fraction(line["price"]) * 100
        exact = abs(Fraction(line["exact"]))
        assert abs(product - line["net_pence"]) <= Fraction(1, 2), (name, line)
        if line["unit"] == "share":   # a carry of less than a penny comes in, another goes on
            assert abs(exact - abs(line["net_pence"])) < 2, (name, line)
        else:
            assert abs(product) == exact, (name, line)
    for vat in document["vat_by_rate"]:
        exact = Fraction(vat["rate"]) * (vat["net_pence"] + vat["net_before_pence"])
        assert Fraction(vat["exact"]) == exact, (name, vat)
        assert abs(vat["vat_pence"] + vat["vat_before_pence"] - exact) <= Fraction(1, 2), (name, vat)
        assert vat["rules"] and all(rule["reason"] and rule["source"] for rule in vat["rules"]), (name, vat)
    assert document["vat_pence"] == sum(vat["vat_pence"] for vat in document["vat_by_rate"]), name
X
}

# No line that people read is wider than a terminal of 80 columns.
fits() {
	local word
	for word in HAZ-0012 FEN-P01 STO-0025 HAZ-0088 HAZ-INT-00001 GRE-VAT-00012/7 STO-P02 FEN-VAT-00001 \
		HAZ-OB1; do
		explain "$word" >shown.txt
		[ "$(LC_ALL=C.UTF-8 wc -L <shown.txt)" -le 80 ] || { echo "$word"; return 1; }
	done
}

# A price is replaced by one that ends a day earlier: a charge keeps what it was made from (R7).
stays_as_it_was() {
	explain GRE-0002 >before.txt
	mkdir later
	sed -n '1p; /^FR-TEACH,/s/2026-08-31/2026-08-30/p' "$year/01-setup/prices.csv" >later/prices.csv
	[ "$(wc -l <later/prices.csv)" -eq 2 ]
	"$PURSE" import later --replace --quiet >/dev/null
	told '£318.00 by the day for French teacher, 1 September 2025 to 31 August 2026' explain GRE-0002 &&
		explain GRE-0002 | diff before.txt -
}

same_line() {
	explain HAZ-INT-00001 67 >one.txt
	explain HAZ-INT-00001/67 | diff one.txt - && explain haz-int-00001 67 | diff one.txt -
}

lines_of_the_year() {
	try 'a document line, written three ways' same_line
	try 'quantity × price' told '14.6 miles × £0.45 = 657 pence' explain HAZ-INT-00001 67
	try 'rounded to the penny' told \
		'0.5 days × £214.65 = 21465/2 pence = 10732 1/2 pence, £107.325 rounded up by 1/2 of a penny' \
		explain HAZ-0003
	try 'who, when, on what evidence' told \
		'activity HAZ-0063, 25 November 2025: head teacher, 1 day for PEL, by HAZ, under FED-HT person HT-01
		evidence federation diary 25 Nov' explain HAZ-0063
	try 'who recorded it, from which file' told \
		"recorded by $me on $(date -u '+%-d %B %Y'), from 02-autumn/activities.csv" explain HAZ-0063
	try 'which board approved' told \
		'approved by the Full governing board of PEL on 10 July 2025, minute FGB 10/7/25 item 6.4' \
		explain HAZ-0012
	try 'the price, its dates, how it was agreed' told \
		'£0.45 by the mile for minibus, 1 September 2025 to 31 March 2026 how fuel, insurance and wear,
		users note 2024' explain HAZ-0012
	try "both schools' books" told '3 PEL E24 Special facilities HAZ 6.57' explain HAZ-0012
	try 'a fund' told 'STO E27 Bought-in professional GRE PESP-2526 85.00' explain GRE-VAT-00012/7
	try 'late: which months were closed' told \
		'1 January 2026, not 28 November 2025: it came late. November 2025 (HAZ, PEL), December 2025 (HAZ,
		PEL) were closed already' explain HAZ-0084
	try 'late: who closed them' told "November 2025 was closed for HAZ by $me on" explain HAZ-0084
	try 'cancelled: by what' told 'HAZ-0088: nothing is charged for it; it cancels what it corrects' \
		explain HAZ-0088
	try 'cancelled: why' told 'because HAZ-0088: visit did not take place: HT-01 at LA heads briefing' \
		explain HAZ-0063
	try 'cancelled: the credit note' told \
		'HAZ-CRN-00001 line 1 of a credit note of 13 April 2026 credits HAZ-INT-00001, -£331.00' \
		explain HAZ-0088
	try 'cancelled: as JSON' has "([33100, -33100], ['HAZ-INT-00001', 'HAZ-CRN-00001'])" \
		"([c['pence'] for c in d['charges']], [x['document'] for x in d['charges'][0]['documents']])" \
		explain HAZ-0063
	try 'a wrong school put right' told 'corrects GRE-0081: booked for the wrong school' explain GRE-0127
	try 'held for want of approval' told 'held the board of MIL has approved nothing for FR-TEACH' \
		explain GRE-0002
	try 'it stays as it was' stays_as_it_was
}

others_of_the_year() {
	try 'a document in brief' told 'ntervention manager 0.5 days × £214.65 = £107.325 107.33' \
		explain HAZ-INT-00001
	try 'a document with a line that was credited' has "[(33, 'HAZ-CRN-00001')]" \
		"[(l['line'], l['credited_by']) for l in d['documents'][0]['lines'] if l['credited_by']]" \
		explain HAZ-INT-00001
	try 'VAT: the rule' told \
		'standard, by rule R21 version 2: VAT at the standard rate: supply of goods source HMRC manual
		VATGPB8855 (verified)' explain FEN-VAT-00001 1
	try 'VAT: rounded once' told \
		'20% of £390.51 net, the whole of FEN-VAT-00001 at that rate, is £78.102; rounded once, half a penny
		away from zero: £78.10' explain FEN-VAT-00001
	try 'VAT: none within one person' told 'HAZ and PEL both are Marrowdale County Council' \
		explain HAZ-INT-00001 1
	try 'VAT: credited' told '20% on all that is credited of GRE-VAT-00001 up to now, -£85.00, is -£17.00' \
		explain GRE-CRN-00001
	try 'a draw over two lots' has "[('49375/24', '-1/12', 2057, 0), ('18875', '0', 18875, 132125)]" \
		"[(c['exact'], c['carry_in'], c['pence'], c['lots'][0]['left_pence']) for c in d['charges']]" \
		explain STO-0025
	try 'a draw over two lots, in words' told '0.25 credits × 8229 1/6 pence = 49375/24 pence' \
		explain STO-0025
	try 'a lapse' told \
		'STO 41944 4/9 pence × 144/282 = 3020000/141 pence = 21418 62/141 pence, about £214.184397…' \
		explain charge \
		"$(pick "d['lots'][0]['schools'][2]['lapse_charge']" explain lot STO-P09)"
	try 'an entry' told 'Charge '"$minibus"': PEL owes HAZ £6.57' explain entry "$entry"
	try 'a posting' told '> 3 PEL E24' explain posting "$entry" 3
	try 'the entry of a document' told 'HAZ-INT-00001: an internal charge of 5 January 2026' \
		explain entry "$(pick "d['documents'][0]['entry']" explain HAZ-INT-00001)"
	try "the entry of a supplier's invoice" told 'Charges' \
		explain entry "$(pick "d['supplier_invoices'][0]['entry']" explain FEN-P01)"
	try 'an opening balance' told 'HAZ-OB1: an opening balance' explain HAZ-OB1
	try 'every purchase follows from the files' prints '44 2' purchases_follow
	try 'every document adds up' documents_follow
	try 'all of it fits 80 columns' fits
}

same_ref_twice() {
	mkdir double
	sed '2,$d' "$year/02-autumn/activities.csv" >double/activities.csv
	echo 'HAZ-0012,PEL,FED-TA-P,2026-08-28,classroom assistant,TA-11,HAZ,1,hour,note,,,' \
		>>double/activities.csv
	"$PURSE" import double --quiet >/dev/null
}
refused() {
	try 'no such name' refuses 1 \
		'could not explain "NOPE": no document, activity or purchase that you may see has that name' \
		explain NOPE
	try 'what to write instead' refuses 1 '^hint: give a document and a line' explain NOPE
	try 'no such line' refuses 1 'could not explain line 999 of HAZ-INT-00001: it has [0-9]+ lines' \
		explain HAZ-INT-00001 999
	try 'no number of a line' refuses 2 '"x" is no number of a line' explain HAZ-INT-00001 x
	try 'no such document' refuses 1 'no document that you may see has that number' explain HAZ-INT-09999 3
	try 'no such charge' refuses 1 'could not explain charge "999999": there is none' explain charge 999999
	try 'no such posting' refuses 1 'could not explain line 99 of entry 23: there is none' \
		explain posting 23 99
	try 'no such lot' refuses 1 'could not explain lot "HAZ-0012": there is none' explain lot HAZ-0012
	try 'too many words' refuses 2 'could not explain so many words' explain HAZ 0012 is late
	try 'of another school' refuses 1 'no document, activity or purchase of PEL that you may see' \
		explain HAZ-0012 --school PEL
	same_ref_twice
	try 'two schools with one Ref' refuses 2 'several schools have a record of that name \(HAZ, PEL\)' \
		explain HAZ-0012
	try 'the school says which' told '14.6 miles' explain HAZ-0012 --school haz
	try 'not charged yet' told 'HAZ-0012: nothing is charged for it yet' explain HAZ-0012 --school PEL
	try 'PEL names the school too' told '14.6 miles' as_pat HAZ-0012 --school HAZ
}

# --- readers -----------------------------------------------------------------------------------------------

as_pat() { "$PURSE" --as pat explain "$@"; }   # manager of PEL
as_lou() { "$PURSE" --as lou explain "$@"; }   # governor of STO

# Of what HAZ charges PEL, pat is shown no line of HAZ's books, no person, no Ref, no file.
nothing_leaks() {
	python3 - "$PURSE" <<'X'
import json, subprocess, sys
for line in range(1, 30):
    told = json.loads(subprocess.check_output(
        [sys.argv[1], "--as", "pat", "explain", "HAZ-INT-00001", str(line), "--json"]))
    assert told["charges"], line
    for charge in told["charges"]:
        source, entry = charge["source"], charge["entry"]
        assert source["evidence"], line
        for key in ("ref", "person", "recorded_by", "recorded_at", "file", "file_sha256", "corrected_by_ref"):
            assert source[key] is None, (line, key)
        assert {posting["school"] for posting in entry["lines"]} == {"PEL"}, line
        assert entry["lines_hidden"] == 2, line
X
}

readers() {
	add_reader pat PEL manager
	add_reader lou STO governor
	try 'PEL reads what it was charged' told '14.6 miles × £0.45 = 657 pence' as_pat HAZ-INT-00001 67
	try 'PEL finds it by the Ref on its document' told 'PEL owes HAZ £6.57' as_pat HAZ-0012
	try 'PEL is not told who recorded it' told \
		'recorded by another school: who, when and under which Ref you may not see' as_pat HAZ-0012
	try 'PEL is not told who came' told 'person known to the school that recorded it' as_pat HAZ-INT-00001 1
	try 'PEL does not see the other books' told \
		'Not shown: 2 lines in the books of other schools, which you may not read.' as_pat HAZ-0012
	try 'nothing leaks' nothing_leaks
	try 'PEL reads why one was reversed' told 'because the activity was corrected: visit did not take place' \
		as_pat HAZ-0063
	try 'PEL reads the lot it draws from' told 'recorded by another school' as_pat lot 1
	try 'PEL reads a lot without Refs' has '{None}' "{m['ref'] for m in d['lots'][0]['movements']}" \
		as_pat lot 1
	try 'PEL is told that they are hidden' has "{('drawn', True)}" \
		"{(m['kind'], m['ref_hidden']) for m in d['lots'][0]['movements'] if m['ref_hidden']}" as_pat lot 1
	try 'not a posting of another school' refuses 1 'it stands in the books of another school' \
		as_pat posting "$entry" 1
	try 'a third school reads the charge' told 'PEL owes HAZ £6.57' as_lou charge "$minibus"
	try 'not what happened' told 'hidden it is recorded by other schools, and you may not see it' \
		as_lou charge "$minibus"
	try 'not the books' told 'stands in the books of HAZ and PEL, which you may not read' \
		as_lou charge "$minibus"
	try 'not the document' told 'it stands on a document between HAZ and PEL, which you may not see' \
		as_lou charge "$minibus"
	try 'not by its Ref' refuses 1 'no document, activity or purchase that you may see' as_lou HAZ-0012
	try 'nothing of agreements of others' refuses 1 'there is none that you may see' \
		as_lou charge "$federation"
	try 'no document of others' refuses 1 'no document' as_lou GRE-VAT-00001
	try 'of a shared cost all shares' told 'MIL: it stands on a document between FEN and MIL' as_lou FEN-P01
}

play() {
	local me minibus federation entry
	(pupil_shares)
	(new_parties)
	(thirds)
	(half_days)
	(dearer_half_days)
	(credits)
	(twelve)
	(residue)
	(credits_at_price)
	play_year summer
	me=$(pick "d['charges'][0]['charged_by']" explain HAZ-0012)
	minibus=$(pick "d['charges'][0]['charge']" explain HAZ-0012)
	federation=$(pick "d['charges'][0]['charge']" explain HAZ-0063)
	entry=$(pick "d['charges'][0]['entry']['entry']" explain HAZ-0012)
	lines_of_the_year
	others_of_the_year
	readers
	refused
}
with_books play
