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

charge() { "$PURSE" charge --to "$@" --quiet; }   # charge DAY [--as LOGIN]
raise() { "$PURSE" invoice raise --term "$1" --date "$2" --quiet "${@:3}"; }
query() {
	env -C . psql -X -q -At -h \
		"$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')/socket" \
		-U "$(id -un)" -d purse -c "$@"
}

# What nobody may ever be told: who waits is served then, and need not run again.
no_deadlock() { fails 1 grep -HEi 'deadlock|40P01|SQLSTATE|constraint|duplicate key|run again' ./*.txt; }
ended_well() {   # ended_well FILE…: each ended with 0
	local file
	for file; do
		grep -q '^ended with 0$' "$file" || { cat "$file"; return 1; }
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

# Two people who share the partnership between them: each charges and raises for some schools, none for all.
two_managers() {
	local school
	for school in HAZ GRE; do add_reader hal "$school" manager; done
	for school in PEL STO FEN; do add_reader pat "$school" manager; done
}
# Autumn: three charge while others import and close, each for itself and two for all; then eight raise.
charged_at_once() {
	start charge-hal charge 2025-12-31 --as hal
	start charge-pat charge 2025-12-31 --as pat
	start charge-all charge 2025-12-31
	start close-all "$PURSE" close 2025-09 --quiet
	start close-pat "$PURSE" close 2025-09 --quiet --as pat
	more 0
	start import "$PURSE" import more-0 --quiet
	start status "$PURSE" status --quiet
	wait_all
	try 'three charge at once, beside two who close and an import' ended_well charge-*.txt close-*.txt \
		import.txt
	quietly charge 2025-12-31
	try 'charged once, to the penny' diff expected.txt <(ledger)
}
raised_at_once() {
	local i
	for i in 1 2 3 4; do start "raise-$i" raise autumn-2025 2026-01-05; done
	for i in 5 6; do start "raise-$i" raise autumn-2025 2026-01-05 --as hal; done
	for i in 7 8; do start "raise-$i" raise autumn-2025 2026-01-05 --as pat; done
	wait_all
	try 'eight raise at once' ended_well raise-?.txt
	try 'then nothing is left to raise' says 'nothing to raise' "$PURSE" invoice raise --term autumn-2025
}
# One document, credited whole by three and in part by two: one of them gets there first.
credited_at_once() {
	local i said='only lines that were not credited yet can be'
	for i in 1 2 3; do start "credit-$i" "$PURSE" invoice credit GRE-VAT-00001 --reason twice --quiet; done
	for i in 4 5; do
		start "credit-$i" "$PURSE" invoice credit GRE-VAT-00001 --line 1 --reason part --quiet --as hal
	done
	wait_all
	try 'of five who credit one document one or two succeed' \
		grep -qE '^[12]$' <<<"$(grep -l '^ended with 0$' credit-?.txt | wc -l)"
	try 'and the others are told that nothing is left' \
		prints '' grep -LE "^ended with 0$|$said" credit-?.txt
	try 'each line is credited once' prints 0 query "select count(*) from (
		select from purse_view.line_charge x join purse_view.document d on d.id = x.document
			where x.direction = -1 group by x.charge having count(*) > 1) t"
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
	two_managers
	charged_at_once
	raised_at_once
	credited_at_once
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
