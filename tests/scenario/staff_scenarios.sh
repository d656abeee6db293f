#!/usr/bin/env bash
# The arrangements about staff in fixtures/staff, from files through the binary to documents: each has the
# commands that play it (`steps`), what must come out (`expected.csv`, worked by hand in its README) and clean
# books at the end.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# Plays the lines of `steps` here; what was charged goes to charged.txt, a JSON object each.
play_steps() {
	local line words
	: >charged.txt
	while IFS= read -r line; do
		eval "words=($line)"
		case ${words[0]} in
			charge) "$PURSE" "${words[@]}" --json >>charged.txt ;;
			*) "$PURSE" "${words[@]}" --quiet >/dev/null ;;
		esac || return
	done <steps
}
# came_out: `what,from,to,pence` for each agreement and pair, and for each kind of document and pair.
came_out() {
	"$PURSE" invoice list --json >documents.json
	python3 - <<'X'
import collections, json
sums = collections.Counter()
text, at, read = open("charged.txt").read(), 0, json.JSONDecoder()
while at < len(text.rstrip()):
    result, at = read.raw_decode(text, at)
    at += len(text[at:]) - len(text[at:].lstrip())
    for c in result["charges"]:
        if c["provider"] != c["customer"]:
            sums[c["agreement"], c["provider"], c["customer"]] += c["pence"]
for d in json.load(open("documents.json"))["documents"]:
    sums[d["kind"], d["from"], d["to"]] += d["total_pence"]
for key, pence in sorted(sums.items()):
    print(*key, pence, sep=",")
X
}
as_expected() { diff <(tail -n +2 expected.csv | sort) <(came_out | sort); }
sound() { "$PURSE" verify --json | grep -q '"sound": true'; }

play() {
	local folder
	for folder in "$PURSE_TOP"/fixtures/staff/*/; do
		local name
		name=$(basename "$folder")
		cp -r "$folder" "$name"
		cd "$name"
		"$PURSE" init --quiet >/dev/null
		try "$name: its steps can be played" play_steps
		try "$name: what comes out was worked by hand" as_expected
		try "$name: verify is clean" sound
		cd ..
	done
}
with_books play
