#!/usr/bin/env bash
# Many at once (R13-R15): charges, documents, imports and a close in the same books at the same moment, some
# of the programs killed in the middle. Afterwards nothing stands twice, numbers have no gaps, the books
# verify, and running again completes. PURSE_SEED repeats a run.
# time limit: 180 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done

RANDOM=${PURSE_SEED:=$((SECONDS + $$ % 32768))}
echo "# seed $PURSE_SEED"

pids=()
# start NAME COMMAND…: in the background; its words and its status go to NAME.txt.
start() {
	local name=$1
	shift
	{ status=0; "$@" >"$name.txt" 2>&1 || status=$?; echo "ended with $status" >>"$name.txt"; } 2>/dev/null &
	pids+=($!)
}
wait_all() { wait "${pids[@]}" 2>/dev/null || true; pids=(); }
# kill_one: ends one of the programs under way that this shell started, without a warning.
kills=0
kill_one() {
	local under
	under=($(ps -o pid= --ppid "$(IFS=,; echo "${pids[*]}")" 2>/dev/null || true))
	if [ ${#under[@]} -gt 0 ] && kill -9 "${under[RANDOM % ${#under[@]}]}" 2>/dev/null; then
		kills=$((kills + 1))
	fi
}
nap() { sleep "0.$(printf %03d $((RANDOM % $1)))"; }

charge() { "$PURSE" charge --to "$1" --quiet; }
raise() { "$PURSE" invoice raise --term "$1" --date "$2" --quiet; }
query() {
	env -C . psql -X -q -At -h \
		"$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')/socket" \
		-U "$(id -un)" -d purse -c "$@"
}

# What nobody may ever be told, and what is told to those who came too late and shall run again.
no_deadlock() { fails 1 grep -lEi 'deadlock|40P01|SQLSTATE|constraint|duplicate key' ./*.txt; }
ended_well() {   # ended_well FILE…: each ended with 0, or says to run again
	local file
	for file; do
		grep -q '^ended with 0$' "$file" || grep -qi 'run again' "$file" || { cat "$file"; return 1; }
	done
}
sound() {
	"$PURSE" verify --json >verified.json
	grep -q '"sound": true' verified.json || { cat verified.json; return 1; }
}
gapless() {
	prints '' query "select issuer, series, count(*), min(number), max(number) from purse_view.document
		group by 1, 2
		having count(*) <> max(number) or min(number) <> 1"
}
nothing_twice() {
	prints '' query "select c.source, c.customer from purse_view.charge c where c.reverses is null and
		c.source is not null
			group by c.source, c.customer, c.lot having count(*) > 1
		union all select x.charge, 0 from purse_view.line_charge x group by x.charge having sum(x.direction)
			not in (0, 1)"
}
ledger() {
	query "select a.code, p.code, k.code, sum(c.pence) from purse_view.charge c
		join purse_view.agreement a on a.id = c.agreement join purse_view.counterparty p on p.id = c.provider
		join purse_view.counterparty k on k.id = c.customer
		where c.service_from <= date '2025-12-31' group by 1, 2, 3 having sum(c.pence) <> 0 order by 1, 2, 3"
}

# Autumn: two charge while others import and close; then eight raise.
charged_at_once() {
	start charge-a charge 2025-12-31
	start charge-b charge 2025-12-31
	start close "$PURSE" close 2025-09 --quiet
	more 0
	start import "$PURSE" import more-0 --quiet
	start status "$PURSE" status --quiet
	wait_all
	try 'two charge at once, beside a close and an import' ended_well charge-a.txt charge-b.txt close.txt \
		import.txt
	quietly charge 2025-12-31
	try 'charged once, to the penny' diff expected.txt <(ledger)
}
raised_at_once() {
	local i
	for i in 1 2 3 4 5 6 7 8; do start "raise-$i" raise autumn-2025 2026-01-05; done
	wait_all
	try 'eight raise at once' ended_well raise-?.txt
	quietly raise autumn-2025 2026-01-05
}
quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }

# more ROUND: a folder of things that happened in spring, different in each round.
more() {
	mkdir -p "more-$1"
	awk -v round="$1" -v seed="$RANDOM" 'BEGIN {
		srand(seed)
		print "Ref,Provider,Agreement,Date,Item,For school,Quantity,Unit"
		for (i = 1; i <= 40; i++) {
			hazel = rand() < 0.6
			printf "R%d-%d,%s,%s,2026-0%d-%02d,classroom assistant,%s,%.2f,hour\n", round, i,
				hazel ? "HAZ" : "PEL", hazel ? "FED-TA-H" : "FED-TA-P", 1 + int(rand() * 3),
				1 + int(rand() * 28), hazel ? "PEL" : "HAZ",
				0.25 * (1 + int(rand() * 24))
		} }' >"more-$1/activities.csv"
	awk -v round="$1" -v seed="$RANDOM" 'BEGIN {
		srand(seed)
		print "Ref,Bought by,Agreement,Date,Supplier,Supplier invoice,Description,Net"
		for (i = 1; i <= 5; i++)
			printf "R%d-P%d,HAZ,PAYROLL,2026-0%d-%02d,TARNSIDE,TS %d-%d,Payroll,%.2f\n", round, i,
				1 + int(rand() * 3),
				1 + int(rand() * 28), round, i, 1 + rand() * 900 }' >"more-$1/purchases.csv"
}
# Spring: all at once, and kills; again and again until the time is used up.
killed() {
	local round until=$((SECONDS + ${PURSE_TOGETHER_S:-25})) months=(2025-10 2025-11 2025-12 2026-01 2026-02)
	for ((round = 1; SECONDS < until; round++)); do
		more "$round"
		start "k$round-import" "$PURSE" import "more-$round" --quiet
		start "k$round-charge-a" charge "2026-0$((RANDOM % 3 + 1))-$((RANDOM % 18 + 10))"
		start "k$round-charge-b" charge 2026-03-31
		start "k$round-raise-a" raise spring-2026 2026-04-13
		start "k$round-raise-b" raise spring-2026 2026-04-13
		if ((round % 2 == 0)) && [ "${#months[@]}" -gt 0 ]; then
			start "k$round-close" "$PURSE" close "${months[0]}" --quiet
		fi
		while [ $((RANDOM % 4)) != 0 ]; do
			nap 250
			kill_one
		done
		wait_all
		if grep -qs '^ended with 0$' "k$round-close.txt"; then months=("${months[@]:1}"); fi
	done
	echo "# $((round - 1)) rounds, $kills programs killed"
	rounds=$((round - 1))
}
completes() {
	quietly "$PURSE" import more-* --quiet && quietly charge 2026-03-31 && quietly raise spring-2026 \
		2026-04-13
}
all_charged() {
	prints "0 0 $((rounds * 40 + 40))" query "select (select count(*) from purse_view.uncharged_activity
		where date <= '2026-03-31'),
		(select count(*) from purse_view.uncharged_purchase where date <= '2026-03-31'),
		(select count(*) from purse_view.charge c join purse_view.record r on r.id = c.source
			where r.ref ~ '^R[0-9]+-[0-9]+$' and c.reverses is null)" -F ' '
}
in_order() {   # the same books without hurry
	mkdir quiet
	(cd quiet && play_year charged && ledger >../expected.txt)
}

play() {
	in_order
	mkdir hurried
	cd hurried
	mv ../expected.txt .
	play_year recorded
	charged_at_once
	raised_at_once
	try 'nothing stands twice' nothing_twice
	try 'numbers have no gaps' gapless
	killed
	try 'running again completes' completes
	try 'nothing stands twice after kills' nothing_twice
	try 'numbers have no gaps after kills' gapless
	try 'all that was recorded is charged' all_charged
	try 'nobody was told of a deadlock' no_deadlock
	try 'verify is clean' sound
}
with_books play
