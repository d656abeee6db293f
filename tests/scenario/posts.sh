#!/usr/bin/env bash
# Posts: imported, costed by their code on a day and over days with pay awards and changes of employer, and
# seen by the employing school alone.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER

# of EXPRESSION OPTION…: parts of the cost as JSON; p are its parts.
of() {
	"$PURSE" cost "${@:2}" --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
p = d["parts"]
print(*eval("(%s,)" % sys.argv[1]))' "$1"
}

# A class teacher who goes from M6 to U1 on 1 February; an assistant in term time; a caretaker whose school
# becomes an academy on 15 January, where its pension fund wants 25 % instead of 22 %.
records() {
	cat >posts.csv <<-'END'
		Post,School,From,To,Role,Kind,Salary,Part,Hours,Full-time hours,Weeks,Leave days,Pension,Levy,Source
		T-1,HAZ,2025-09-01,2026-01-31,class teacher,teacher,45352.00,,,,,,TPS,no,M6
		T-1,HAZ,2026-02-01,,class teacher,teacher,47472.00,,,,,,TPS,no,U1
		TA-11,HAZ,2025-09-01,,teaching assistant,support,26000.00,,30,37,39,33,LGPS,no,contract
		CT-1,PEL,2025-09-01,,caretaker,support,24000.00,,37,37,,,LGPS,no,contract
		T-1,PEL,2025-09-01,,head of infants,teacher,51048.00,3/5,,,,,TPS,no,U3
	END
	cat >statutory-rates.csv <<-'END'
		Rate,Employer,From,To,Threshold,Percent,Source,Reason
		local government pension,MARROWDALE,2025-04-01,2026-03-31,,22,certificate of the fund,our council
		local government pension,TWINBECK,2025-09-01,2026-08-31,,25,certificate of the fund,their trust
	END
	cat >belongs.csv <<-'END'
		School,From,To,Legal body,VAT person,Employer
		PEL,2026-01-15,,TWINBECK,TWINBECK,TWINBECK
	END
}

# A day of M6 is worked in tests/unit/test_staffcost.c. Over days: 16 to 31 January is 16/31 of a twelfth,
# 4/93 of a year at 64,411.7536, 2,770.40. February is a twelfth at U1: 47,472 + 15 % of 42,472 + 28.68 % of
# 47,472 is 67,457.7696, a twelfth 5,621.4808. Three fifths of U3: pay 30,628.80, national insurance 3,844.32,
# pension 8,784.33984.
teachers() {
	try 'M6 by its post' prints '6441175 33032 5092' \
		of "p[0]['total_pence'], p[0]['day_pence'], p[0]['hour_pence']" --post t-1 --school haz \
		--on 2025-10-01
	try 'a pay award cuts the days' prints '2 277040 562148 839188' \
		of "len(p), p[0]['amount_pence'], p[1]['amount_pence'], d['amount_pence']" --post T-1 --school HAZ \
		--from 2026-01-16 --to 2026-02-28
	try 'part of full time' prints '4325746' of "p[0]['total_pence']" --post T-1 --school PEL --on 2025-10-01
	try 'which school is told' prints "PEL T-1 head of infants" of "d['school'], d['post'], d['role']" \
		--post T-1 --school PEL --on 2025-10-01
	try 'two schools have one of that code' refuses 'write --school' "$PURSE" cost --post T-1
}
# Full time all year: 24,000 + 15 % of 19,000 + 22 % of 24,000 = 32,130, with 25 % 32,850. January, a twelfth:
# 14/31 of 2,677.50 = 1,209.1935…, 17/31 of 2,737.50 = 1,501.2096…
support() {
	try 'an assistant in term time' prints '2398184 2050' of "p[0]['total_pence'], p[0]['hour_pence']" \
		--post TA-11 --on 2025-10-01
	try 'two employers in one month' prints '2 120919 150121 271040' \
		of "len(p), p[0]['amount_pence'], p[1]['amount_pence'], d['amount_pence']" --post CT-1 \
		--from 2026-01-01 --to 2026-01-31
	try 'no row covers the day' refuses 'on 31 August 2025' "$PURSE" cost --post CT-1 --on 2025-08-31
	try 'no rate of the fund after March' refuses 'local government pension' "$PURSE" cost --post TA-11 \
		--on 2026-04-01
}

# Nobody of another school sees a post, what it is paid, or whether it is there.
privacy() {
	"$PURSE" user add pelham >/dev/null
	"$PURSE" user grant pelham --school PEL --role manager >/dev/null
	"$PURSE" user add gova >/dev/null
	"$PURSE" user grant gova --school HAZ --role governor >/dev/null
	try 'not seen by the partner' refuses 'post "TA-11" is not known' "$PURSE" --as pelham cost --post TA-11
	try 'the same words for what is not there' refuses 'post "TA-99" is not known' \
		"$PURSE" --as pelham cost --post TA-99
	try 'the partner sees its own, and only that' prints '4325746' of "p[0]['total_pence']" \
		--as pelham --post T-1 --on 2025-10-01
	try 'the employing school sees it' prints 2398184 of "p[0]['total_pence']" --as gova --post TA-11 \
		--on 2025-10-01
	try 'the partner may not record one' refuses 'you have no right to' \
		"$PURSE" --as pelham import staff/posts.csv --dry-run
}

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	"$PURSE" import --quiet "$PURSE_TOP/fixtures/year-2025-26/01-setup" >/dev/null
	mkdir staff && cd staff && records && "$PURSE" import --quiet . >/dev/null && cd ..
	teachers
	support
	privacy
	try 'the books are sound' grep -q '"sound": true' <("$PURSE" verify --json)
}
with_books play
