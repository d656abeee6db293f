#!/usr/bin/env bash
# purse cost: the figures that the issue names, through the program, exactly and to the penny; days that cross
# changes; rates that people add, with who added them and why; what is refused and what is said then. More is
# worked by hand in tests/unit/test_staffcost.c.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# has WORDS… TEXT: the text, with every run of blanks as one and without rules, has all the words.
has() {
	local text words
	text=$(sed '/^-[- ]*$/d' <<<"${!#}" | tr -s ' \n' ' ')
	for words in "${@:1:$#-1}"; do
		[[ $text == *"$words"* ]] || { echo "wanted: $words"; echo "$text"; return 1; }
	done
}
# shows WORDS… -- COMMAND…: what it prints has all the words.
shows() {
	local words=() said
	while [ "$1" != -- ]; do words+=("$1"); shift; done
	said=$("${@:2}") || return
	has "${words[@]}" "$said"
}
# refuses STATUS WORDS… -- COMMAND…: it ends so, and standard error has all the words.
refuses() {
	local wanted=$1 status=0 words=() said
	shift
	while [ "$1" != -- ]; do words+=("$1"); shift; done
	said=$("${@:2}" 2>&1 >/dev/null) || status=$?
	[ "$status" -eq "$wanted" ] || { echo "ended with $status instead of $wanted"; echo "$said"; return 1; }
	has "${words[@]}" "$said"
}
# of EXPRESSION,… OPTION…: parts of the cost as JSON; p is its first part.
of() {
	"$PURSE" cost "${@:2}" --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
p = d["parts"][0]
x = eval("(%s,)" % sys.argv[1])
print(*(x[0] if len(x) == 1 and isinstance(x[0], list) else x))' "$1"
}

# teacher NAME SALARY TOTAL DAY HOUR [OPTION…]: pence on 1 October 2025.
teacher() {
	try "$1" prints "$3 $4 $5" of "p['total_pence'], p['day_pence'], p['hour_pence']" \
		--salary "$2" --scheme TPS --on 2025-10-01 "${@:6}"
}
on=(--on 2025-10-01)
named_figures() {
	teacher 'M1' 32916 4654371 23869 3679
	teacher 'M6' 45352 6441175 33032 5092
	teacher 'M6 with levy' 45352 6463851 33148 5110 --levy
	teacher 'U3' 51048 7259577 37229 5739
	teacher 'L1 has no hourly rate' 51773 7363745 37763 None --kind leadership
	local year total
	while read -r year total; do
		try "40,000 in $year" prints "$total" \
			of "p['total_pence']" --salary '£40,000.00' --scheme tps --on "$year-10-01"
	done <<-'END'
		2018 5094949
		2020 5377926
		2023 5373620
		2024 5573620
		2025 5672200
	END
}

assistant=(--salary 26000 --hours 30 --full-hours 37 --weeks 39 --leave-days 33 "${on[@]}" --scheme LGPS)
rated=(--pension-rate 22%)
# pay, national insurance, pension, total and an hour worked; 13,470,527,250 / 561,697 is 23,981.839…
term_time() {
	try 'a term-time assistant' prints '1805244 195787 397154 2398184 2050' \
		of "*(l['year_pence'] for l in p['lines']), p['total_pence'], p['hour_pence']" \
		"${assistant[@]}" "${rated[@]}"
	try '… exactly' prints 1347052725000/561697 of "p['total']" "${assistant[@]}" "${rated[@]}"
	try '… as people read it' shows 'An hour worked ÷ 1170 149672525/7302061 20.50' \
		'Paid for 44.651802… weeks of 52.143.' -- "$PURSE" cost "${assistant[@]}" "${rated[@]}" --per hour
}
# What the issue shows: each figure exactly and to the penny, the divisor, rows with their sources.
as_people_read_it() {
	local m6=(cost --salary 45352 "${on[@]}" --scheme TPS)
	try 'salary, national insurance, pension' shows 'Salary 45352 45,352.00' \
		'Employer national insurance 15% above £5,000.00 6052.8 6,052.80' \
		"Teachers' pension 28.6% 12970.672 12,970.67" \
		"Teachers' pension administration 0.08% 36.2816 36.28" -- "$PURSE" "${m6[@]}" --per day
	try 'total, divisor, day' shows 'Total 64411.7536 64,411.75' \
		'A day worked ÷ 195 40257346/121875 330.32' \
		-- "$PURSE" "${m6[@]}" --per day
	try 'the row that was used' shows \
		'Employer national insurance: 15% above £5,000.00, 6 April 2025 to 5 April 2026.' \
		'morriscrocker.co.uk and comcar.co.uk Class 1 rates and thresholds (secondary, checked on 22' \
		-- "$PURSE" "${m6[@]}" --per day
	try 'the method' shows 'worked out on the pay of the whole year' -- "$PURSE" "${m6[@]}"
	try 'an hour' shows 'An hour worked ÷ 1265 40257346/790625 50.92' -- "$PURSE" "${m6[@]}" --per hour
	try 'today when no day is named' shows 'costs, 1 October 2025' \
		-- env SOURCE_DATE_EPOCH=1759276800 "$PURSE" cost --salary 45352 --scheme TPS
}
# Two fifths of 40,000: 16,000; 15 % of 11,000 is 1,650; no pension: 17,650; by 78 days.
less_usual() {
	try 'part-time, no scheme' prints '1765000 78 22628' \
		of "p['total_pence'], p['days'], p['day_pence']" --salary 40000 --part 2/5 --scheme none "${on[@]}"
	try 'divisors as agreed' prints '194 33202 2517/2 5118' \
		of "p['days'], p['day_pence'], p['hours'], p['hour_pence']" --salary 45352 --scheme TPS "${on[@]}" \
		--days 194 --year-hours 1258.5
	try 'paid weeks as agreed' prints '1738462 2306694' \
		of "p['lines'][0]['year_pence'], p['total_pence']" --salary 26000 --hours 30 --full-hours 37 \
		--weeks 38 --paid-weeks 43 --scheme LGPS "${rated[@]}" "${on[@]}"
}
# over NAME PENCE SALARY FROM TO: of a teacher.
over() { try "$1" prints "$2" of "d['amount_pence']" --salary "$3" --scheme TPS --from "$4" --to "$5"; }
across_changes() {
	local days=(--salary 40000 --scheme TPS --from 2024-01-01 --to 2024-08-31)
	try 'across 1 April 2024, cut there' \
		prints '2024-01-01 1/4 1343405 2024-04-01 1/72 77411 2024-04-06 29/72 2244930' \
		of "[x for q in d['parts'] for x in (q['from'], q['share'], q['amount_pence'])]" "${days[@]}"
	try '… together' prints '10997240/3 3665747' of "d['amount'], d['amount_pence']" "${days[@]}"
	try '… each at its own rates, added up' shows '1 April 2024 to 5 April 2024: 1/72 of a year' \
		'Together 2/3 549862/15 36,657.47' -- "$PURSE" cost "${days[@]}"
	over 'across 6 April 2025' 1600085 45352 2025-03-01 2025-05-31
	over 'across 6 November 2022' 1347160 40000 2022-10-01 2022-12-31
	over '29 February' 15441 40000 2024-02-29 29/02/2024
	over 'a leaver in mid-month' 1252451 45352 2025-09-01 2025-11-10
}

refusals() {
	local teacher=(--salary 40000 --scheme TPS)
	local local_scheme=(--salary 26000 --scheme LGPS "${rated[@]}" "${on[@]}")
	local no_row='the table statutory_rate has no row for that day' said words
	try 'before 6 April 2016' refuses 1 \
		"could not find \"employer national insurance\" on 5 April 2016: $no_row" \
		'hint: choose a later day: before 6 April 2016 employers of members of these pension schemes paid' \
		'rows of those rates in their bands would be needed' -- "$PURSE" cost "${teacher[@]}" --on 2016-04-05
	try 'after the last row' refuses 1 "on 6 April 2027: $no_row" \
		'hint: add a row to statutory-rates.csv, with its source, and import it: Rate "employer national' \
		'insurance", From, To, Threshold, Percent, Source and Reason' \
		-- "$PURSE" cost "${teacher[@]}" --on 2027-04-06
	try 'days that run beyond it' refuses 1 'could not find "teachers pension" on 1 April 2027' \
		-- "$PURSE" cost "${teacher[@]}" --from 2026-09-01 --to 2027-08-31
	try 'an employer whose rate is not known' refuses 1 \
		'could not find "local government pension" of DALESHIRE on 1 October 2025' \
		-- "$PURSE" cost "${assistant[@]}" --employer daleshire
	try 'an hour of the leadership group' refuses 2 'there is no hourly rate' \
		-- "$PURSE" cost "${teacher[@]}" --kind leadership --per hour
	try 'a day without leave' refuses 2 'needs the leave of the post' -- "$PURSE" cost "${local_scheme[@]}"
	try 'an hour without hours' refuses 2 'needs the hours of the post' \
		-- "$PURSE" cost "${local_scheme[@]}" --leave-days 33 --per hour
	try 'term-time without leave' refuses 1 'for how many weeks the post is paid: its leave is not known' \
		-- "$PURSE" cost "${local_scheme[@]}" --weeks 39 --per year
	while IFS='|' read -r said words; do
		try "$words" refuses 2 "$said" -- "$PURSE" cost $words
	done <<-'END'
		the salary is not above nought|--salary 0 --scheme TPS
		the pay is too large|--salary 1000000000 --scheme TPS
		the allowances are below nought|--salary 1 --scheme TPS --allowances -1
		one of --employer and --pension-rate is needed|--salary 1 --scheme LGPS
		one of --employer and --pension-rate is|--salary 1 --scheme LGPS --employer LA --pension-rate 22%
		only the LGPS has one for each employer|--salary 1 --scheme TPS --employer LA
		could not read the pension rate "22"|--salary 1 --scheme LGPS --pension-rate 22
		could not read the pension rate "101%"|--salary 1 --scheme LGPS --pension-rate 101%
		could not read the pension rate "22.1234567%"|--salary 1 --scheme LGPS --pension-rate 22.1234567%
		could not read the number of --days, "many"|--salary 1 --scheme TPS --days many
		could not take 0.009 for --days|--salary 1 --scheme TPS --days 0.009
		could not take 54 for --weeks|--salary 1 --scheme LGPS --pension-rate 22% --weeks 54
		could not take 1.1 for --part|--salary 1 --scheme TPS --part 1.1
		--hours is about support staff|--salary 1 --scheme TPS --kind teacher --hours 30
		--full-hours needs the hours of the post|--salary 1 --scheme LGPS --pension-rate 22% --full-hours 37
		both say the part of full time|--salary 1 --scheme none --hours 30 --full-hours 37 --part 1/2
		the post has more hours than full time has|--salary 1 --scheme none --hours 38 --full-hours 37
		the days need a first and a last one|--salary 1 --scheme TPS --from 2025-09-01
		--on is a day|--salary 1 --scheme TPS --from 2025-09-01 --to 2025-09-02 --on 2025-09-01
		the last day comes before the first|--salary 1 --scheme TPS --from 2025-09-02 --to 2025-09-01
	END
	mkdir "$TMPDIR/nowhere"
	try 'without books' refuses 2 'could not find books in' \
		-- env -C "$TMPDIR/nowhere" "$PURSE" cost --salary 1 --scheme TPS
}

bodies() {
	cat <<-'END'
		Body,Name,Kind,VAT scheme,VAT number,Eligible body
		HILLSHIRE,Hillshire County Council,local authority,section 33,GB 1,yes
		DALESHIRE,Daleshire Council,local authority,section 33,GB 2,yes
	END
}
rates() {
	cat <<-'END'
		Rate,Employer,From,To,Threshold,Percent,Source,Reason
		local government pension,HILLSHIRE,01/04/2023,31/03/2026,,22%,certificate,what the county pays
		local government pension,DALESHIRE,01/04/2023,31/03/2026,,29.4,certificate,"two schools, with us"
		employer national insurance,,06/04/2027,05/04/2028,"£5,000.00",16,draft,plans for next year
		teachers pension,,01/04/2027,,,30.6,letter of the department,plans for next year
		teachers pension administration,,01/04/2027,,,0.08%,letter of the department,plans for next year
	END
}
# £26,000, 30 of 37 hours: pay 18,052.4375… * 0.294 = 5,307.4166…, at 28.4 % 5,126.8922…; £40,000
# from 6 April 2027: 35,000 at 16 % is 5,600, 30.68 % is 12,272, together 57,872.
own_rates() {
	local pension="p['lines'][2]['year_pence']" total="p['total_pence']" teacher=(--salary 40000 --scheme TPS)
	mkdir rates
	bodies >rates/bodies.csv
	rates >rates/statutory-rates.csv
	try 'rates are imported' "$PURSE" import rates
	try '… once' shows 'all 7 rows are in the books already' -- "$PURSE" import rates
	try 'the rate of one employer' prints 397154 of "$pension" "${assistant[@]}" --employer Hillshire
	try '… and of another' prints 530742 of "$pension" "${assistant[@]}" --employer DALESHIRE
	try 'who added it, and why' shows \
		'Local government pension of DALESHIRE: 29.4%, 1 April 2023 to 31 March 2026. certificate (added by' \
		"(added by $(id -un) on $(date -u '+%-d %B %Y'): two schools, with us)" \
		-- "$PURSE" cost "${assistant[@]}" --employer DALESHIRE
	try 'a year that purse has no rates of' prints 5787200 of "$total" "${teacher[@]}" --on 2027-04-06
	try '… from its first day' prints '2027-03-31 2027-04-05 2027-04-30' \
		of "[q['to'] for q in d['parts']]" "${teacher[@]}" --from 2027-03-01 --to 2027-04-30
	try 'the books hold' "$PURSE" verify
	sed 's/29\.4/28.4/' rates/statutory-rates.csv >statutory-rates.csv
	try 'another rate for the same day' refuses 1 'it is recorded already with other values' \
		-- "$PURSE" import statutory-rates.csv
	try '… takes its place when asked to' "$PURSE" import --replace statutory-rates.csv
	try '… and is used' prints 512689 of "$pension" "${assistant[@]}" --employer DALESHIRE
}
# Who has no right on every school adds no rate; everybody reads them.
rights() {
	"$PURSE" user add nora --quiet >/dev/null
	sed 's/DALESHIRE,01/DALESHIRE,02/' rates/statutory-rates.csv >statutory-rates.csv
	try 'who may add rates' refuses 1 'you have no right to change what all schools share' \
		-- "$PURSE" --as nora import statutory-rates.csv
	try 'everybody may read them' prints 512689 \
		of "p['lines'][2]['year_pence']" "${assistant[@]}" --employer DALESHIRE --as nora
}

play() {
	"$PURSE" init --quiet >/dev/null
	named_figures
	term_time
	as_people_read_it
	less_usual
	across_changes
	refusals
	own_rates
	rights
}
with_books play
