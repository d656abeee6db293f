#!/usr/bin/env bash
# Cut-off under agreements of schools with two year-ends (fixtures/cut-off/README.md, worked by hand there):
# what is charged for later months waits and is released month by month in each school's books, through a
# correction; what is not charged at a year-end is accrued and taken back; at the end nothing waits.
# time limit: 400 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done
export SOURCE_DATE_EPOCH=1790762400   # 30 September 2026

fixture=$PURSE_TOP/fixtures/cut-off
sound() { of "d['sound']" verify; }
bring() { "$PURSE" import --quiet "$fixture/$1" >/dev/null; }
# stands SCHOOL MONTH: account and pence at the end of the month, debit positive.
stands() {
	of "' '.join('%s %d' % (a['account'], a['debit_pence'] - a['credit_pence']) for s in d['schools']
		for a in s['accounts'] if a['debit_pence'] != a['credit_pence'])" balance --school "$1" --month "$2"
}
charged() { of "sum(c['pence'] for c in d['charges']), d['cut_offs'], d['withdrawn']" charge --to "$@"; }
close() { "$PURSE" close --quiet "$@"; }
person() {
	"$PURSE" user add "$1" --quiet >/dev/null
	"$PURSE" user grant "$1" --school "$2" --role manager --quiet >/dev/null
}

shows() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$1"; }

# --- attacks on the door ---

door=$PURSE_TOP/tests/store/door
sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$files/socket" "$@"; }
copy_books() { sql -d postgres -U purse_admin -c "create database $1 template purse"; }
# take NAME KIND: the rows of the last batch of that kind, in the folder NAME.
take() {
	mkdir -p "$1"
	(cd "$1" && sql -d purse -U purse_admin -f "$door/take.sql" \
		-v batch="(select max(id) from purse.batch where kind = '$2')")
}
# As if the cut-offs had never been posted.
strip() {
	sql -d "$1" -U purse_admin -c 'set session_replication_role = replica' \
		-c 'delete from purse.posting where entry in (select k.entry from purse.cut_off k)' \
		-c 'delete from purse.entry where id in (select k.entry from purse.cut_off k)' \
		-c 'delete from purse.cut_off'
}
# attack CODE DATABASE BATCH KIND LOGIN SQL: the batch of those files, changed a little, is refused.
attack() {
	local got login=${5/\$me/$(id -un)}
	(cd "$3" && sql -d "$2" -U "$login" -v VERBOSITY=verbose -v kind="$4" -1 -f "$door/open.sql" -c "$(sed \
		"s/@s(\([^)]*\))/pg_temp.id('school', '\1')/g
		s/@of(\([^)]*\))/pg_temp.accrual_of('\1')/g
		s/@cut(\([^,]*\),\([^)]*\))/pg_temp.cut_off('\1', '\2')/g" <<<"$6")" \
		-f "$door/submit.sql") >out.txt 2>err.txt || true
	got=$(sed -n 's/.*ERROR:  \([0-9A-Z]\{5\}\):.*/\1/p' err.txt | head -n 1)
	[ "$got" = "$1" ] || { cat out.txt err.txt; return 1; }
}
attacks() {   # attacks BATCH: those on a batch
	local code books batch kind login name change
	while IFS=$'\t' read -r code books batch kind login name change; do
		[ "$batch" = "$1" ] || continue
		try "refused: $name" attack "$code" "$books" "$batch" "$kind" "$login" "$change"
	done <"$door/cutoff.tsv"
}

# --- the year ---

september() {
	try 'a dry run says what would wait' prints '660000 7 0' charged 2025-09-30 --dry-run
	try 'charged whole, and seven entries for later' prints '660000 7 0' charged 2025-09-30
	take waits cut-off
	copy_books after; copy_books stripped; strip stripped
	try 'nothing twice' prints '0 0 0' charged 2025-09-30
	try 'Elmbrook' prints '1310 133333 1400 40000 1500 391111 2100 -240000 2310 -360000 E20D 5556 E27 30000' \
		stands ELM 2025-09
	try 'Beckside' prints '1500 152778 2310 -166667 E20D 5556 E27 8333' stands BEC 2025-09
	try 'Tarn' prints '1310 460000 1500 61110 2310 -66666 2500 -421667 I08b -38333 E20D 5556' \
		stands TAR 2025-09
	try 'sound' prints True sound
	try 'the invoice is for the whole' prints 360000 of "*[x['total_pence'] for x in d['documents']
		if x['to'] == 'ELM' and x['from'] == 'TAR']" invoice raise --term autumn-2025 --date 2025-09-30 \
		--dry-run
}

# Each month is released by whoever closes it, for the school that closes.
not_closed() {
	! sql -d purse -U "$(id -un)" -v VERBOSITY=verbose -c "select purse_api.close_period((
		select array_agg(s.id) from purse_view.school s where s.code = 'ELM'), 669)" 2>err.txt &&
		grep -q 'LG307: could not close October 2025: what is charged for later' err.txt
}
autumn() {
	try 'September has nothing to release' prints 0 of "d['cut_offs']" close 2025-09
	try 'past all commands no month closes with what waits in it' not_closed
	try 'Elmbrook closes October' prints 2 of "d['cut_offs']" close 2025-10 --school ELM --as erin
	try 'and Tarn, by its own' prints 3 of "d['cut_offs']" close 2025-10 --as tom
	try 'and Beckside' prints 2 of "d['cut_offs']" close 2025-10
	try 'November in one' prints 7 of "d['cut_offs']" close 2025-11
	close 2025-12
	try 'sound' prints True sound
}

correction() {
	bring 02-correction
	try 'taken back and charged anew' prints '-40000 11 0' charged 2026-01-31
	# 2310 and 1500 with P1: 600.00 + 666.67, 171.43 + 388.89
	try 'January, Beckside' prints '1500 56032 2310 -126667 E20D 27778 E27 42857' stands BEC 2026-01
	try 'February of what was corrected and its successor' prints '0 7 0' charged 2026-02-28
	try 'PE2 waits no more: 85.71 and 333.33' prints '1500 41904 2310 -126667 E20D 33334 E27 51429' \
		stands BEC 2026-02
	try 'sound' prints True sound
	bring 03-spring
	try 'a part of three months, by days' prints '70000 2 0' charged 2026-02-28
	close 2026-01
	close 2026-02
}

accrued() {   # accrued SCHOOL DAY WORDS…: how many, their cost, what is left out
	of "d['accrued'], d['cost_pence'], sum(1 for i in d['items'] if i['left_out'])" accrue --school "$1" \
		--on "$2" "${@:3}"
}
year_end() {
	try 'March, and an estimate of staff' prints '80000 9 0' charged 2026-03-31
	bring 04-year-end
	try 'before' prints "1310 133333 1400 40000 1500 197778 2100 -240000 2310 -470000 E20D 38889 E27 260000 \
E28a 40000" stands ELM 2026-03
	try 'a year ends with a month' refuses 'a year ends with a month' \
		"$PURSE" accrue --school ELM --on 2026-03-30
	try 'Elmbrook alone can accrue what it buys' prints '1 10000 0' \
		accrued ELM 2026-03-31 --as erin --dry-run
	try 'nobody accrues for another school' refuses 'you may not write for it' \
		"$PURSE" accrue --school BEC --on 2026-03-31 --as erin
	try 'a dry run' prints '3 38000 0' accrued ELM 2026-03-31 --dry-run
	try 'with its working' prints \
		'expected bill of £600.00; 3 of 6 months of it are over: £300.00, shared in equal parts' \
		of "*[i['working'] for i in d['items'] if i['ref'] == 'P2']" accrue --school ELM --on 2026-03-31 \
		--dry-run
	copy_books open; copy_books charged
	"$PURSE" charge --to 2026-03-31 --quiet \
		--database "postgresql:///charged?host=$files/socket&user=$(id -un)" >/dev/null
	try 'Elmbrook' prints '3 38000 0' accrued ELM 2026-03-31
	take accrued accrue
	copy_books accrued_already
	try 'not twice' prints '0 0 0' accrued ELM 2026-03-31
	try 'nor for another school' prints '0 0 0' accrued BEC 2026-03-31
	march
	try 'the next day it is gone' prints "1310 133333 1400 40000 1500 197778 2100 -240000 2310 -470000 \
E20D 38889 E27 260000 E28a 40000" stands ELM 2026-04
	try 'sound' prints True sound
	try 'a charge explains what waits' shows "ELM: £3,300.00 of it was for later than September 2025, and \
waited as prepaid; released in 6 months since, the last March 2026, so that £1,500.00 waits" explain PE1
	try 'and tells programs' prints 'ELM 1500 330000 6 150000 TAR 2500 -330000 6 -150000' \
		of "*[v for s in d['charges'][0]['entry']['set_aside'] for k, v in s.items() if 'month' not in k]" \
		explain PE1
	try 'the real charge comes, its accrual goes' prints '31000 0 2' charged 2026-03-31
	march
	try 'sound' prints True sound
	attacks accrued
}
march() {
	try 'March, Elmbrook' prints "1310 153333 1400 40000 1500 197778 2100 -270000 2310 -498000 E20D 48889 \
E27 285000 E28a 43000" stands ELM 2026-03
	try 'March, Beckside' prints '1310 43000 1500 27778 2310 -136667 I08b -43000 E20D 48889 E27 60000' \
		stands BEC 2026-03
	try 'March, Tarn' prints '1310 515000 1500 27777 2310 -76666 2500 -170000 I08b -345000 E20D 48889' \
		stands TAR 2026-03
}

# What is accrued and then corrected is withdrawn, and its successor accrued.
changed_mind() {
	local place="postgresql:///open?host=$files/socket&user=$(id -un)"
	mkdir ../changed
	{
		head -n 1 "$fixture/04-year-end/activities.csv"
		echo 'PE5b,TAR,PE,2026-03-18,staff training,,ELM,0.5,day,register of the day,,PE5,a half-day,'
	} >../changed/activities.csv
	"$PURSE" accrue --school ELM --on 2026-03-31 --quiet --database "$place" >/dev/null
	"$PURSE" import ../changed --quiet --database "$place" >/dev/null
	try 'the accrual of what was corrected is withdrawn' prints '1 1 12500' \
		of "d['accrued'], d['withdrawn'], d['cost_pence']" accrue --school ELM --on 2026-03-31 \
		--database "$place"
	try 'and the books are sound' prints True of "d['sound']" verify --database "$place"
	try 'what is accrued stays as it is' refuses 'it was accrued; import the difference under a new Ref' \
		"$PURSE" import "$PWD/../other" --replace --database "$place"
}
summer() {
	close 2026-03
	try 'too late to accrue in a closed month' prints '0 0 1' accrued ELM 2026-02-28
	bring 05-summer
	try 'the invoice came' prints '61200 10 0' charged 2026-04-30
	for month in 04 05 06 07; do close "2026-$month"; done
	bring 06-august
	try 'the year-end of the academy' prints '1 -25000 0' accrued TAR 2026-08-31
	close 2026-08
	try 'August, Elmbrook' prints \
		'1310 174133 1400 52240 2100 -313440 2310 -498000 E20D 87067 E27 455000 E28a 43000' \
		stands ELM 2026-08
	try 'August, Beckside' prints '1310 43000 2310 -172067 I08b -43000 E20D 87067 E27 85000' \
		stands BEC 2026-08
	try 'August, Tarn' prints '1310 540000 2310 -87066 I08b -540000 E20D 87066' stands TAR 2026-08
	try 'charged in September' prints '25000 0 0' charged 2026-09-30
	try 'once' prints '1310 540000 2310 -87066 I08b -540000 E20D 87066' stands TAR 2026-09
	try 'sound' prints True sound
}

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	bring 01-september
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	person erin ELM; person tom TAR
	september
	attacks waits
	autumn
	correction
	year_end
	mkdir ../other
	sed 's/600.00/660.00/' "$fixture/04-year-end/expected-purchases.csv" >../other/expected-purchases.csv
	changed_mind
	summer
}
with_books play
