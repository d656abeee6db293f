#!/usr/bin/env bash
# Listing, showing and writing the documents of the fixture year.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

# listed WANTED EXPRESSION OPTION…
listed() { prints "$1" pick "$2" "$PURSE" invoice list "${@:3}"; }
# shown WANTED EXPRESSION NUMBER…: of the first document
shown() { prints "$1" pick "(lambda i: $2)(d['documents'][0])" "$PURSE" invoice show "${@:3}"; }

# Every document: lines multiply and add up, VAT is on the sum of each treatment, a credit note gives what it
# says.
adds_up() {
	"$PURSE" invoice show --all --json >all.json
	"$PURSE" invoice list --json >list.json
	python3 - <<'X'
import json
from fractions import Fraction
half_up = lambda x: int(abs(x) + Fraction(1, 2)) * (1 if x >= 0 else -1)
shown, listed = json.load(open("all.json"))["documents"], json.load(open("list.json"))["documents"]
assert len(shown) == len(listed) > 60
for d, l in zip(shown, listed):
    sign = -1 if d["kind"] == "credit note" else 1
    assert d["number"] == l["number"]
    assert all(d[k] == sign * l[k] for k in ("net_pence", "vat_pence", "total_pence")), d
    assert d["net_pence"] == sum(x["net_pence"] for x in d["lines"])
    assert d["total_pence"] == d["net_pence"] + d["vat_pence"]
    for x in d["lines"]:
        assert x["net_pence"] == half_up(Fraction(x["quantity"]) * Fraction(x["price"]) * 100), x
    internal = d["kind"] == "internal charge" or (d["credits"] or "").split("-")[1:2] == ["INT"]
    assert bool(d["vat_by_treatment"]) != internal
    assert internal == all(x["vat_key"] is None for x in d["lines"])
    assert d["vat_pence"] == sum(v["vat_pence"] for v in d["vat_by_treatment"])
    for v in d["vat_by_treatment"]:
        assert v["net_pence"] == sum(x["net_pence"] for x in d["lines"] if x["vat_key"] == v["key"])
        assert v["reason"]
        if d["kind"] != "credit note":
            assert v["vat_pence"] == half_up(v["net_pence"] * Fraction(v["rate"] or 0)), v
    charged = any(v["rate"] for v in d["vat_by_treatment"])
    assert (d["from"]["vat_number"] is not None) == charged and d["to"]["vat_number"] is None, d["number"]
    pays = d["kind"] in ("invoice", "vat invoice")
    assert (d["account_number"] is not None) == pays == (d["sort_code"] is not None), d["number"]
    assert d["payment_reference"] == d["number"] and (d["due"] is None) == (d["kind"] == "credit note")
X
}
written() {
	"$PURSE" invoice show --all --out documents --quiet >written.txt
	python3 - <<'X'
import csv, glob, json, re, zipfile
documents = json.load(open("all.json"))["documents"]
assert len(glob.glob("documents/*")) == 2 * len(documents)
for d in documents:
    rows = list(csv.DictReader(open(f"documents/{d['number']}.csv", encoding="utf-8-sig", newline="")))
    assert len(rows) == len(d["lines"]) and all(r["Number"] == d["number"] for r in rows)
    assert sum(int(r["Net"].replace(".", "")) for r in rows) == d["net_pence"]
    assert int(rows[0]["Document net"].replace(".", "")) == d["net_pence"]
    book = zipfile.ZipFile(f"documents/{d['number']}.xlsx")
    texts, sheet = (book.read(f"xl/{n}.xml").decode() for n in ("sharedStrings", "worksheets/sheet1"))
    assert d["number"] in texts and d["to"]["name"].replace("'", "&apos;").split("&")[0] in texts, d["number"]
    assert (d["account_number"] or "How to pay") in texts or d["account_number"] is None
    assert ("How to pay" in texts) == (d["account_number"] is not None)
    assert ("VAT registration" in texts) == bool(d["from"]["vat_number"])
    for formula in re.findall(r"<c [^>]*><f>[^<]*</f>(.{0,12})", sheet):
        assert re.match(r"<v>-?\d", formula), formula   # a value beside each formula
X
}
# The one who sends it and the one who gets it hold the same document.
same_for_both() {
	local one=GRE-VAT-00001
	cmp <("$PURSE" --as gil invoice show $one --json) <("$PURSE" --as fay invoice show $one --json)
}

between_schools() { total '$2 != $3'; }
waits=$((95400 + 224308))   # six half-days are held; the credits of LAR need a VAT decision

check_lists() {
	try 'all that is charged between schools and does not wait is on a document' \
		listed "$(($(between_schools) - waits))" "sum(i['net_pence'] for i in d['documents'])"
	try 'a credit note belongs to the term of its service' listed "['GRE-CRN-00001', 'HAZ-CRN-00001']" \
		"[i['number'] for i in d['documents'] if i['credits']]" --term autumn-2025
	# two timesheets of the autumn came late, on the documents of the spring
	try 'what HAZ charged PEL in the autumn' listed \
		"$(($(total '$2 == "HAZ" && $3 == "PEL" && $4 == "autumn"') - 10763))" \
		"sum(i['net_pence'] for i in d['documents'])" --term autumn-2025 --from-school haz --to-school pel
	try 'what HAZ charged PEL in the year' listed "$(total '$2 == "HAZ" && $3 == "PEL"')" \
		"sum(i['net_pence'] for i in d['documents'])" --from-school haz --to-school pel
	try 'by kind' listed "['credit note']" "sorted({i['kind'] for i in d['documents']})" --kind 'Credit note'
	try 'by day of issue' listed "['2026-04-13']" "sorted({i['issued'] for i in d['documents']})" \
		--from 2026-01-06 --to 2026-04-30
	try 'what was credited stands beside it' listed '[-10200]' \
		"[i['credited_pence'] for i in d['documents'] if i['number'] == 'GRE-VAT-00001']"
	try 'shown to people' says \
		'^GRE-VAT-00001 +vat invoice +GRE +FEN +2026-01-05 +2026-02-04 +1,592\.75 +318\.55 .*£102\.00 cr' \
		"$PURSE" invoice list
	try 'with totals' says '^2 documents +-170\.00 +-34\.00 +-204\.00$' \
		"$PURSE" invoice list --kind 'credit note' --from-school GRE
	try 'none' says '^There are no such documents' "$PURSE" invoice list --from 2030-01-01
	try 'an unknown school' refuses 1 'could not find the school "XYZ"' "$PURSE" invoice list --to-school XYZ
	try 'an unknown kind' refuses 2 'vat invoice, invoice, internal charge or credit note' \
		"$PURSE" invoice list --kind bill
}
check_pages() {
	try 'every document adds up' adds_up
	try 'every document is written' written
	try 'coaching and a net to FEN' shown '(159275, 31855, 191130, 14)' \
		"(i['net_pence'], i['vat_pence'], i['total_pence'], len(i['lines']))" GRE-VAT-00001
	try 'coaching of 2,103.75 to STO in the year' prints 210375 pick \
		"sum(l['net_pence'] * (-1 if i['credits'] else 1) for i in d['documents'] for l in i['lines']
			if l['description'].lower().startswith('coaching session'))" \
		"$PURSE" invoice show --all --from-school GRE --to-school STO
	try 'a VAT invoice' says '^VAT INVOICE +GRE-VAT-00001$' "$PURSE" invoice show GRE-VAT-00001
	try 'how to pay it' says 'sort code 00-00-15, account' "$PURSE" invoice show GRE-VAT-00001
	try 'an exempt invoice says why' says '^ +staff between eligible bodies is exempt \(VATA 1994' \
		"$PURSE" invoice show GRE-INV-00001
	try 'an internal charge is no VAT invoice' says 'no supply for' "$PURSE" invoice show haz-int-00001
	try 'a share shows its working' says 'How shared: £1,184\.60 × 142 of 248 pupils' \
		"$PURSE" invoice show HAZ-INT-00002
	try 'a price by the mile' prints True pick \
		"all(l['price'] == '0.45' for l in d['documents'][0]['lines'] if l['unit'] == 'mile')" \
		"$PURSE" invoice show HAZ-INT-00002
	try 'a credit note says of what' says '^Credit of +GRE-VAT-00001, issued 5 January 2026' \
		"$PURSE" invoice show GRE-CRN-00001
	try 'several at once' prints "['HAZ-INT-00002', 'GRE-CRN-00001']" \
		pick "[i['number'] for i in d['documents']]" \
		"$PURSE" invoice show HAZ-INT-00002 GRE-CRN-00001 HAZ-INT-00002
	try 'all that are not there are told' refuses 1 '"GRE-VAT-99999"' \
		"$PURSE" invoice show GRE-VAT-00001 NO-1 GRE-VAT-99999
	try 'no number' refuses 2 'say which documents' "$PURSE" invoice show
	try 'numbers and all' refuses 2 '--all goes without numbers' "$PURSE" invoice show --all GRE-VAT-00001
	try 'a filter without all' refuses 2 'go with --all' \
		"$PURSE" invoice show GRE-VAT-00001 --term autumn-2025
	echo x >file
	try 'where no folder can be' refuses 4 'file' "$PURSE" invoice show GRE-VAT-00001 --out file/under
}
check_readers() {
	add_reader gil GRE manager
	add_reader fay FEN governor
	try 'both schools hold the same document' same_for_both
	try 'a school sees its own alone' prints "['FEN']" pick \
		"sorted({i['from'] for i in d['documents'] if i['to'] != 'FEN'})" \
		"$PURSE" --as fay invoice list
	try 'and no other' refuses 1 'among those of your schools' "$PURSE" --as fay invoice show HAZ-INT-00001
}

play() {
	play_year summer
	check_lists
	check_pages
	check_readers
}
with_books play
