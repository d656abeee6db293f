# For test scripts that look at the fixture year: `. "$PURSE_TOP/tests/support/year.sh"`, after books.sh.

year=$PURSE_TOP/fixtures/year-2025-26

# play_year STAGE: makes books in the current folder and plays the year up to there, with the dates of its
# documents: recorded, charged and raised are of the autumn; closed: the autumn's months are; spring, summer:
# its documents are raised.
play_year() {
	local stage
	"$PURSE" init --quiet >/dev/null
	for stage in recorded charged raised closed spring summer; do
		go_on "$stage" >>played.txt 2>&1 || { cat played.txt; return 1; }
		if [ "$stage" = "$1" ]; then return; fi
	done
}

# go_on STAGE: plays one more.
go_on() {
	local month
	case $1 in
		recorded) "$PURSE" import "$year/01-setup" "$year/02-autumn" ;;
		charged) "$PURSE" charge --to 2025-12-31 ;;
		raised) "$PURSE" invoice raise --term autumn-2025 --date 2026-01-05 ;;
		closed)
			for month in 2025-09 2025-10 2025-11 2025-12; do
				SOURCE_DATE_EPOCH=$(date -u -d 2026-01-06 +%s) "$PURSE" close "$month" || return
			done
			;;
		spring)
			"$PURSE" import "$year/03-spring" && "$PURSE" charge --to 2026-03-31 &&
				"$PURSE" invoice raise --term spring-2026 --date 2026-04-13
			;;
		summer)
			"$PURSE" import "$year/04-summer" && "$PURSE" charge --to 2026-08-31 &&
				"$PURSE" invoice raise --term summer-2026 --date 2026-09-04
			;;
	esac
}

# reference: the independent reference, `agreement,provider,customer,term,pence`, without its heading; once.
reference() {
	[ -s reference.csv ] || python3 "$PURSE_TOP/fixtures/expect.py" "$year"/0*-* | tail -n +2 >reference.csv
	cat reference.csv
}
# total CONDITION: pence of the rows for which it holds; $1 agreement, $2 provider, $3 customer, $4 term.
total() { reference | awk -F, "$1 { sum += \$5 } END { print sum + 0 }"; }

# pick EXPRESSION COMMAND…: what a Python expression gives for the command's JSON, d.
pick() {
	local expression=$1
	shift
	"$@" --json | python3 -c "import json, sys; d = json.load(sys.stdin); print($expression)"
}

# says PATTERN COMMAND…: what the command prints, on either stream, has a line that matches.
says() {
	local pattern=$1 said
	shift
	said=$("$@" 2>&1) || true
	grep -qE -- "$pattern" <<<"$said" && return
	printf 'no line like: %s\nin: ' "$pattern"
	tail -n 20 <<<"$said"
	return 1
}
# refuses STATUS PATTERN COMMAND…: ends so, and says so.
refuses() {
	local status=0 said
	said=$("${@:3}" 2>&1) || status=$?
	[ "$status" -eq "$1" ] && grep -qE -- "$2" <<<"$said" || { echo "$status: $said"; return 1; }
}
# has WANTED EXPRESSION COMMAND…: the expression gives that for the command's JSON.
has() { prints "$1" pick "${@:2}"; }

# add_reader LOGIN SCHOOL ROLE
add_reader() {
	"$PURSE" user add "$1" --quiet >/dev/null
	"$PURSE" user grant "$1" --school "$2" --role "$3" --quiet >/dev/null
}
