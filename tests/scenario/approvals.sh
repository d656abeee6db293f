#!/usr/bin/env bash
# How boards decide (fixtures/decisions/README.md, worked by hand there): a joint committee recommends, each
# board authorises up to its limit, what goes beyond is held until the board decides, and when one declines
# everybody decides again. What is refused, and what is tampered with.
# time limit: 180 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done

records=$PURSE_TOP/fixtures/decisions
door=$PURSE_TOP/tests/store/door
take() { "$PURSE" import --quiet "$records/$1" >/dev/null; }
charge() { of "sum(c['pence'] for c in d['charges'])" charge --to 2026-08-31; }
sound() { of "d['sound']" verify; }
# raised DAY: customer and total of each document.
raised() {
	of "' '.join(sorted('%s %d' % (x['to'], x['total_pence']) for x in d['documents']))" \
		invoice raise --from 2025-09-01 --to 2026-08-31 --date "$1"
}
# states DAY: of each school of the agreement, with what is held.
states() {
	of "'; '.join('%s %s %d' % (s['school'], s['state'], s['held_pence'])
		for s in d['agreements'][0]['schools'])" approvals --at "$1"
}
shows() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$(tr -s ' \n' ' ' <<<"$1" | sed 's/ $//')"; }
# approval ROW: a file with that row alone.
approval() {
	mkdir -p row
	{ head -n 1 "$records/2-boards/approvals.csv"; echo "$1"; } >row/approvals.csv
}
sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$files/socket" -d purse "$@"; }

proposed() {
	mkdir early && cp "$records"/1-recommended/*.csv early && rm early/recommendations.csv
	"$PURSE" import --quiet early >/dev/null
	try 'put forward' prints 'NOR proposed 0; SOU proposed 0; EAS proposed 0' states 2025-06-10
	approval 'MUSIC,SOU,Full governing board,S 1,2025-06-10,2025-09-01,2026-08-31,,Chair,,'
	try 'no board decides before the committee' refuses 'no committee has recommended it yet' \
		"$PURSE" import row
	take 1-recommended
	try 'nor earlier than the committee' refuses 'the committee recommended it on 16 June 2025' \
		"$PURSE" import row
	try 'recommended' prints 'NOR recommended 0; SOU recommended 0; EAS recommended 0' states 2025-06-20
	approval 'MUSIC,SOU,Full governing board,S 1,2025-07-01,2025-09-01,2026-08-31,,sbm  of NORTHMERE,,'
	try 'who raised it does not sign' refuses 'the same person put the agreement forward' \
		"$PURSE" import row
	approval 'MUSIC,SOU,Full governing board,S 1,2025-07-01,2025-09-01,2026-08-31,100.00,Chair,declined,'
	try 'what is declined has no limit' refuses 'could not take a limit of what a board declined' \
		"$PURSE" import row
	approval 'MUSIC,SOU,Full governing board,S 1,2025-07-01,2025-09-01,2026-08-31,-1.00,Chair,,'
	try 'nor is a limit below nil' refuses 'could not accept "-1.00" as Limit' "$PURSE" import row
}

limited() {
	take 2-boards
	try 'authorised from September on' prints 'NOR authorised 0; SOU authorised 0; EAS authorised 0' \
		states 2025-08-31
	take 3-autumn
	try 'charged' prints 71400 charge
	try 'beyond the limit is held' prints 'NOR live 0; SOU limit reached 16800; EAS live 0' states 2025-12-01
	try 'status says so' shows '£168.00 held' status
	try 'the words for the board' shows 'To put to the board of SOU: That the governing board of Southmere
Primary School authorises A music teacher shared by the hour (MUSIC), led by Northmere Primary School, from
7 November 2025 on, beyond the £420.00 that minute S 1.7.25 item 6 allows. £168.00 without VAT stands in the
books for 7 November 2025, is held and has not been invoiced.' approvals
	try 'its conditions' shows 'The board of SOU asked for: a report on the lessons by Easter' approvals
	sql -U purse_admin -d postgres -c 'create database before template purse'
	try 'what is within the limits is invoiced' prints 'EAS 21000 SOU 33600' raised 2025-12-08
	for month in 2025-09 2025-10; do "$PURSE" close $month --quiet >/dev/null; done
	mkdir sent && (cd sent && sql -U purse_admin -f "$door/take.sql" \
		-v batch="(select max(id) from purse.batch where kind = 'raise')")
	try 'closing lists what is held' shows 'To put to the board of SOU: That the governing board' \
		close 2025-11
	try 'nothing more is invoiced' prints '' raised 2025-12-08
	take 4-more
	try 'the board allows more' prints 'NOR live 0; SOU live 0; EAS live 0' states 2025-12-10
	try 'what was held is released' prints 'SOU 16800' raised 2025-12-10
	try 'the books are sound' prints True sound
	try 'explained by the minute' shows 'by the Full governing board of SOU on 9 December 2025, minute
S 9.12.25 item 3' explain M03
}

declined() {
	take 5-declined
	take 6-spring
	try 'charged in spring' prints 42000 charge
	try 'one declines, and nobody goes on' prints 'NOR ended 0; SOU ended 16800; EAS declined 12600' \
		states 2026-02-20
	try 'January is invoiced' prints 'EAS 4200 SOU 8400' raised 2026-02-20
	approval 'MUSIC,SOU,Full governing board,S 2,2026-02-22,2026-02-01,2026-08-31,,Chair,,'
	"$PURSE" import --quiet row >/dev/null
	try 'a board that decides before the committee does not count' prints '' raised 2026-02-22
	take 7-anew
	try 'taken back' prints -12600 charge
	try 'decided anew' prints 'NOR live 0; SOU live 0; EAS declined 0' states 2026-03-05
	try 'and released' prints 'SOU 16800' raised 2026-03-05
	try 'what is owed in the end' prints '100800' \
		of "sum(a['debit_pence'] for s in d['schools'] for a in s['accounts'] if a['account'] == '1390')" \
		balance --school NOR
	try 'a review is due a year later' prints 'False True' \
		of "d['agreements'][0]['review_is_due'], d['agreements'][0]['review_due'] == '2027-03-03'" \
		approvals --at 2026-08-01
	try 'the books are sound' prints True sound
}

# The door counts as the program does: the documents of the autumn, sent where a board allows less.
beyond() {
	try 'refused where it allows a penny less' refuses_to_post 33599
	try 'sent where the board allows as much' submits before ''

	try 'a limit lowered afterwards is found' found "update purse.approval set limit_pence = 41999
		where limit_pence = 42000 and minute like 'S 1.%'"
	try 'a decline turned into a yes is found' found "update purse.approval set decision = 'authorised'
		where decision = 'declined'"
}
submits() {   # submits DATABASE SQL
	(cd sent && sql -d "$1" -v kind=raise -v VERBOSITY=verbose -1 -f "$door/open.sql" -c "$2" \
		-f "$door/submit.sql") >out.txt 2>err.txt || { cat err.txt; return 1; }
}
refuses_to_post() {
	sql -U purse_admin -d postgres -c 'drop database if exists less' -c 'create database less template before'
	sql -U purse_admin -d less -c 'set session_replication_role = replica' \
		-c "update purse.approval set limit_pence = $1 where limit_pence = 42000"
	! submits less "" >/dev/null && grep -q LG306 err.txt || { cat out.txt err.txt; return 1; }
}
found() {
	sql -U purse_admin -d postgres -c 'drop database if exists copy' \
		-c 'create database copy template purse' 2>/dev/null
	env -u PGHOST psql -X -q -h "$files/socket" -U purse_admin -d copy \
		-c 'set session_replication_role = replica' -c "$1"
	fails 1 "$PURSE" verify --json --database "postgresql:///copy?host=$files/socket&user=$(id -un)" \
		>found.json
}

private() {
	mkdir interests
	{
		echo 'School,Person,In,From,To,Interest,Declared,Minute,Related party'
		echo 'SOU,governor 4,NOR,2024-09-01,,governor of both,2025-09-15,FGB 15.9.25 item 2,no'
	} >interests/interests.csv
	"$PURSE" import --quiet interests >/dev/null
	"$PURSE" user add nora --quiet >/dev/null
	"$PURSE" user grant nora --school NOR --role manager --quiet >/dev/null
	try 'an interest is told to its own school alone' prints 0 \
		sql -U nora -c 'select count(*) from purse_view.interest'
	try 'a partner sees what boards decided' prints 'NOR live 0; SOU live 0; EAS declined 0' \
		states 2026-03-05
	try 'an agreement that is not there' refuses 'agreement "NONE" is not known' \
		"$PURSE" approvals --agreement none
}

play() {
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	files=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	proposed
	limited
	declined
	private
	beyond
}
with_books play
