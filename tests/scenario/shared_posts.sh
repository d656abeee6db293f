#!/usr/bin/env bash
# Posts that are shared: by calendar days and by weeks of term, estimated, trued up to payroll and to a
# back-dated award, shared among three schools, charged, invoiced, explained; pay is the employer's alone.
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
# shared MONTH OPTION…: the rows that are recorded, as role/month/kind/pence.
shared() {
	of "*['%s/%s/%s/%d' % (r['role'].split()[0], r['service_from'], r['kind'], r['pence'])
		for r in d['staff_costs']]" staff share --month "$@"
}
charged() { of "d['staff_costs'], sum(c['pence'] for c in d['charges'])" charge --to "$1"; }
sound() {
	"$PURSE" verify --json >found || true
	python3 -c 'import json; d = json.load(open("found")); print(d["sound"], *d["findings"])'
}
# bring NAME ROW…: imports rows of a kind under its heading, with --replace.
bring() {
	rm -rf more && mkdir more
	printf '%s\n' "${HEADING[$1]}" "${@:2}" >"more/$1.csv"
	"$PURSE" import --quiet --replace more
}

declare -A HEADING=(
	[posts]='Post,School,From,To,Role,Kind,Salary,Hours,Full-time hours,Weeks,Leave days,Pension,Levy,Source'
	[shared-posts]='Agreement,School,Post,From,To,Part,Pro rata,Weeks,Role'
	[term-weeks]='School,From,To'
	[payroll]='Ref,School,Post,Month,Gross,NI,Pension,Levy,Other'
	[staff-costs]='Ref,School,Agreement,Service from,Service to,Role,Amount,Kind,Trues up,Reason'
)

# A caretaker, an assistant in term time and a head teacher, all of Ashcombe.
records() {
	cp -r "$PURSE_TOP/fixtures/hand-cases/thirds" records
	rm -f records/EXPECTED.md records/purchases.csv
	cat >records/agreements.csv <<-'END'
		Agreement,From,To,Name,Partnership,Kind,Lead,Basis,Supply,Presentation,Cost code
		SITE,2025-04-01,2026-08-31,Staff of the site,TOGETHER,staff,ASH,equal,other staff,principal,E28a
		HEAD,2025-09-01,2026-08-31,Head seconded,TOGETHER,staff,ASH,fixed shares,leadership,principal,E27
	END
	cat >records/parties.csv <<-'END'
		Agreement,School,From,To,Position,Share
		SITE,ASH,2025-04-01,,1,
		SITE,BRA,2025-04-01,,2,
		SITE,COL,2025-04-01,,3,
		HEAD,BRA,2025-09-01,,1,1
	END
	cat >records/approvals.csv <<-'END'
		Agreement,School,Board,Minute,Date,From,Expires
		SITE,BRA,Full governing board,FGB 1,2025-03-01,2025-04-01,2026-08-31
		SITE,COL,Full governing board,FGB 1,2025-03-01,2025-04-01,2026-08-31
		HEAD,BRA,Full governing board,FGB 2,2025-07-01,2025-09-01,2026-08-31
	END
	cat >records/posts.csv <<-END
		${HEADING[posts]}
		CT-1,ASH,2025-01-01,,caretaker,support,24000.00,37,37,,,LGPS,no,contract
		TA-11,ASH,2025-09-01,,teaching assistant,support,26000.00,30,37,39,33,LGPS,no,contract
		HT-1,ASH,2025-09-01,,head,leadership,70000.00,,,,,TPS,no,contract
	END
	cat >records/statutory-rates.csv <<-'END'
		Rate,Employer,From,To,Threshold,Percent,Source,Reason
		local government pension,INVLA,2025-01-01,2026-03-31,,22,certificate of the fund,our council
	END
	cat >records/shared-posts.csv <<-END
		${HEADING[shared-posts]}
		SITE,ASH,CT-1,2025-04-01,,40%,calendar days,,site supervisor
		SITE,ASH,TA-11,2025-09-15,,1/2,term weeks,39,assistant in class
		HEAD,ASH,HT-1,2025-09-01,2026-08-31,1,calendar days,,head teacher
	END
	cat >records/term-weeks.csv <<-END
		${HEADING[term-weeks]}
		ASH,2025-09-01,2025-10-24
		ASH,2025-11-03,2025-12-19
	END
}

# The caretaker costs 24,000 + 15 % of 19,000 + 22 % of 24,000 = 32,130 a year, a twelfth of 40 % is 1,071.00.
# April 2025: 5/360 of 24,000 + 13.8 % of 14,900 + 5,280 = 31,336.20, 25/360 of 32,130; 40 % is 1,066.59. The
# assistant (20.50 an hour in DOMAIN 2.6) costs 23,981.839408… a year; 15 to 30 September has 12 school days,
# 2.4 of 39 weeks, and half of that is 737.9027…. The head: a twelfth of 99,826.
estimates() {
	try 'April 2025 is cut on the 6th' prints site/2025-04-01/estimate/106659 shared 2025-04 --dry-run
	try 'all posts up to a month' prints "site/2025-04-01/estimate/106659 site/2025-05-01/estimate/107100\
 site/2025-06-01/estimate/107100 site/2025-07-01/estimate/107100 site/2025-08-01/estimate/107100\
 head/2025-09-01/estimate/831883 assistant/2025-09-15/estimate/73790 site/2025-09-01/estimate/107100" \
		shared 2025-09
	try 'nothing is recorded twice' prints '' shared 2025-09
	try 'status tells of them' prints 8 of "d['uncharged']['staff_costs']" status
	try 'all of it is shared' prints '8 1547832' charged 2025-09-30
	try 'nothing is charged twice' prints '0 0' charged 2025-09-30
	try 'the books are sound' prints True sound
}

# Payroll of September: 2,100.00 + 250.00 + 462.00 + 5.55 = 2,817.55, 40 % of it 1,127.02; then 2,600.00 in
# all, 1,040.00. 24,768.00 from 1 May costs 24,768 + 15 % of 19,768 + 22 % of 24,768 = 33,182.16 a year,
# 1,106.07 a month, but September was paid. Shared in three: 56.02 + 4 x 35.07 - 87.02 = 109.28.
true_ups() {
	bring payroll PAY-9,ASH,CT-1,2025-09,2100.00,250.00,462.00,,5.55 >/dev/null
	try 'payroll was more' prints site/2025-09-01/true-up/5602 shared 2025-09
	try 'nothing twice' prints '' shared 2025-09
	bring payroll PAY-9,ASH,CT-1,01/09/2025,2000.00,160.00,440.00,, >/dev/null
	try 'payroll was corrected downwards' prints site/2025-09-01/true-up/-8702 shared 2025-09
	bring posts CT-1,ASH,2025-05-01,,caretaker,support,24768.00,37,37,,,LGPS,no,award >/dev/null
	try 'a back-dated award' prints "site/2025-05-01/true-up/3507 site/2025-06-01/true-up/3507\
 site/2025-07-01/true-up/3507 site/2025-08-01/true-up/3507" shared 2025-09
	try 'differences are shared' prints '6 10928' charged 2025-09-30
	# October: 18 of the school days of 39 weeks, half of 23,981.839408… x 18/195 is 1,106.854126…
	bring payroll PAY-10,ASH,HT-1,2025-10,5900.00,800.00,1700.00,, >/dev/null
	try 'a month by payroll from the start' prints \
		"head/2025-10-01/actual/840000 assistant/2025-10-01/estimate/110685 site/2025-10-01/estimate/110607" \
		shared 2025-10
	try 'its shares' prints '3 1061292' charged 2025-10-31
	try 'true-ups are sound' prints True sound
	# of 12 x 39 school days nothing is known after 19 December
	try 'a term that is not known' refuses 'it is not known whether they are of a term' \
		"$PURSE" staff share --month 2026-01
	try 'an unknown agreement' refuses 'agreement "NONE" is not known' "$PURSE" staff share --agreement NONE
}

invoices() {
	"$PURSE" invoice raise --term autumn-2025 --date 2025-12-31 >/dev/null
	"$PURSE" invoice raise --term summer-2025 --date 2025-12-31 >/dev/null
	"$PURSE" invoice show --all --json >documents
	try 'the words of a share' grep -q 'Share of: site supervisor, September 2025' documents
	try 'the words of a true-up' grep -q 'Share of: true-up of site supervisor, September 2025' documents
	try 'the words of some days' grep -q 'Share of: assistant in class, 15 to 30 September 2025' documents
	try 'a head shared whole is paid by one school' prints 'BRA 831883' \
		of "*[w for c in d['charges'] for w in (c['customer'], c['pence'])]" explain HEAD-2025-09-1
	try 'the books are sound with documents' prints True sound
}

# as_mary SQL: what she gets when she asks the database itself.
as_mary() {
	local files login
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	login=$(env -u PGHOST psql -h "$files/socket" -d purse -U purse_admin -qAtX -c \
		"select rolname from pg_roles where rolname like '%mary'")
	env -u PGHOST psql -h "$files/socket" -d purse -U "$login" -qAtX -v ON_ERROR_STOP=1 -c "$1"
}

# Mary manages Bramley: she sees the shared cost, and nothing of what it was made from.
privacy() {
	"$PURSE" user add mary --name Mary >/dev/null
	"$PURSE" user grant mary --school BRA --role manager >/dev/null
	try 'the employer is told the working' prints 'CT-1 payroll 281755 2/5 CT-1' of "*[str(w[k])
		for w in d['sources'][0]['workings'] for k in ('post', 'made_from', 'cost', 'part', 'post')]" \
		explain SITE-2025-09-3
	"$PURSE" explain SITE-2025-09-2 >told
	number=$(of "d['charges'][0]['charge']" explain SITE-2025-09-2)
	"$PURSE" --as mary explain charge "$((number + 1))" >seen
	"$PURSE" --as mary explain charge "$((number + 1))" --json >>seen
	"$PURSE" --as mary invoice show --all --json >>seen || true
	"$PURSE" --as mary status --json >>seen
	try 'the partner sees the role' grep -q 'site supervisor, September 2025' seen
	try 'and neither post nor pay' fails 1 grep -qE \
		'CT-1|HT-1|PAY-9|281755|2817\.55|2,100|24,000|32130|part 2/5' seen
	try 'the views hold nothing for her' prints '0|0|0|0|0|11' as_mary 'select
		(select count(*) from purse_view.shared_post), (select count(*) from purse_view.payroll),
		(select count(*) from purse_view.staff_working), (select count(*) from purse_view.staff_working_told),
		(select count(*) from purse_view.record where kind in (
			$$shared_posts$$, $$payroll$$, $$staff_costs$$, $$staff_workings$$)),
		(select count(distinct role || service_from) from purse_view.staff_cost)'
	try 'the tables are closed' fails 1 as_mary 'select from purse.payroll'
	try 'she records nothing for Ashcombe' prints '0' of "d['looked_at']" --as mary staff share
	try 'nor imports it' refuses 'you have no right to' "$PURSE" --as mary import more --dry-run
}

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	records
	"$PURSE" import --quiet records >/dev/null
	estimates
	true_ups
	invoices
	privacy
}
with_books play
