#!/usr/bin/env bash
# The command line as a whole: help, usage, exit statuses, streams that fail, and `purse split`.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
unset PURSE_DATABASE PURSE_USER COLUMNS

# says PATTERN COMMAND…: what the command prints, on either stream, has a line that matches.
says() {
	local pattern=$1 said
	shift
	said=$("$@" 2>&1) || true
	grep -qE -- "$pattern" <<<"$said" || { printf 'no line like: %s\nin: %s\n' "$pattern" "$said"; return 1; }
}
# refuses STATUS PATTERN COMMAND…: ends so, says so on standard error, and prints nothing else.
refuses() {
	local status=0
	"${@:3}" >out 2>err || status=$?
	[ "$status" -eq "$1" ] || { echo "ended with $status instead of $1"; cat err; return 1; }
	[ ! -s out ] || { echo "printed:"; cat out; return 1; }
	grep -qE -- "$2" err || { echo "no line like: $2"; cat err; return 1; }
}

# --- split ---
# splits JSON WORD…
splits() { prints "$1" "$PURSE" split --json "${@:2}"; }
# splits_into AMOUNT 'PARTY PENCE EXACT, …' WORD…: the same, with the JSON put together.
splits_into() {
	local json="{\"format\": 1, \"amount_pence\": $1, \"parts\": [" comma= party pence exact
	while read -r party pence exact; do
		json+="$comma{\"party\": \"$party\", \"pence\": $pence, \"exact\": \"$exact\"}" comma=', '
	done < <(tr ',' '\n' <<<"$2")
	splits "$json]}" "${@:3}"
}
thirds='{"format": 1, "amount_pence": 10000, '
thirds+='"parts": [{"party": "Ashcombe", "pence": 3334, "exact": "10000/3"}, '
thirds+='{"party": "Bramley", "pence": 3333, "exact": "10000/3"}, '
thirds+='{"party": "Coldharbour", "pence": 3333, "exact": "10000/3"}]}'
try 'split in thirds' splits "$thirds" 100.00 Ashcombe=1/3 Bramley=1/3 Coldharbour=1/3
try 'split by pupils' splits_into 100000 \
	'Ashcombe 30352 11200000/369, Bramley 14634 600000/41, Coldharbour 55014 20300000/369' \
	'£1,000.00' Ashcombe=112 Bramley=54 Coldharbour=203
try 'split a negative amount' splits_into -100 'A -67 -200/3, B -33 -100/3' -- -1.00 A=2 B=1
try 'split by percent, decimal, nothing' splits_into 100 'A 20 20, B 80 80, C 0 0' 1 A=12.5% B=0.5 C=0
try 'split 1.00 as 1:1:1:5' splits_into 100 'A 13 25/2, B 13 25/2, C 12 25/2, D 62 125/2' 1.00 A=1 B=1 C=1 D=5
try 'split 1.03 as 1:1:0:0' splits_into 103 'A 52 103/2, B 51 103/2, C 0 0, D 0 0' 1.03 A=1 B=1 C=0 D=0
thirds=(100 Ashcombe=1/3 Bramley=1/3 Coldharbour=1/3)
try 'split says who got the penny' says '^Ashcombe +1/3 +10000/3 +£33\.34 +.1p$' "$PURSE" split "${thirds[@]}"
try 'split says why' says '^Bramley and Coldharbour have the same fraction' "$PURSE" split "${thirds[@]}"
try 'split says that nothing is odd' says '^Each part is a whole number of pence' "$PURSE" split 100 A=1 B=1
try 'split says what percents add up to' says '^The shares add up to 90%, not' "$PURSE" split 100 A=50% B=40%
try 'split refuses 1,5' refuses 2 'could not read the amount "1,5"' "$PURSE" split 1,5 A=1
try 'split refuses 1.234' refuses 2 'could not read the amount "1\.234"' "$PURSE" split 1.234 A=1
try 'split refuses a share' refuses 2 'could not read the share of A, "1/0"' "$PURSE" split 1 A=1/0
try 'split refuses a bare party' refuses 2 'could not read "Ashcombe" as a party' "$PURSE" split 1 Ashcombe
try 'split refuses a party twice' refuses 2 '"ashcombe" is named twice' "$PURSE" split 1 Ashcombe=1 ashcombe=1
try 'split refuses shares of nothing' refuses 1 'all shares are zero' "$PURSE" split 1 A=0 B=0%
try 'split refuses a negative share' refuses 1 'negative share of A, -1' "$PURSE" split 1 A=-1 B=2
try 'split refuses too much' refuses 2 'too large for the books' "$PURSE" split 99999999999999999999 A=1
try 'split refuses too many parties' refuses 1 '' "$PURSE" split 1 $(seq -f 'P%g=1' 513)
try 'split tells a dash from an option' refuses 2 'after two dashes: -- -12\.50' "$PURSE" split -12.50 A=1
try 'split asks for its arguments' refuses 2 'PARTY=SHARE is missing' "$PURSE" split 1.00

# --- usage ---
try 'help' says '^Usage: purse COMMAND' "$PURSE" help
try 'help by option' says '^Usage: purse COMMAND' "$PURSE" --help
try 'help of a command' says '^Usage: purse split \[OPTIONS\] AMOUNT PARTY=SHARE\.\.\.$' "$PURSE" help split
try 'help, whatever else stands there' says '^Usage: purse server run' "$PURSE" server run --nonsense -h
try 'no help after two dashes' refuses 2 'could not read "--help"' "$PURSE" split 1 -- --help
try 'version' says '^purse [0-9.]+ \(schema [0-9]+\)$' "$PURSE" --version
try 'version as JSON' says '^\{"format": 1, "version": "[0-9.]+", "schema": [0-9]+\}$' "$PURSE" -j version
try 'option before the command' says '^\{"format": 1, "amount_pence": 100,' "$PURSE" --json split 1 A=1
try 'unknown command' refuses 2 'did you mean `purse split`' "$PURSE" slpit 100
try 'half a command' refuses 2 '"server" needs a second word' "$PURSE" server
try 'unknown option' refuses 2 'did you mean --json' "$PURSE" split 1 A=1 --jsn
try 'a word too many' refuses 2 '"now" is one word too many' "$PURSE" version now
try 'not UTF-8' refuses 2 'it is not UTF-8' "$PURSE" split 1 $'\xff=1'
try 'bad clock' refuses 2 'could not read SOURCE_DATE_EPOCH' env SOURCE_DATE_EPOCH=now "$PURSE" split 1 A=1
every_command_has_help() {
	"$PURSE" help --markdown | sed -nE 's/^\| `purse ([a-z-]+( [a-z]+)?)[ `].*/\1/p' >names
	[ "$(wc -l <names)" -ge 10 ]
	while read -r name; do "$PURSE" help $name >/dev/null || return 1; done <names
}
try 'every command has help' every_command_has_help
# What is not in the table would be compiled and never called.
every_file_is_a_command() {
	local folder=$PURSE_TOP/src/cli file name
	for file in "$folder"/command_*.c; do
		name=${file##*/command_} name=${name%.c}
		grep -qx "PURSE_COMMAND($name)" "$folder/commands.def" || { echo "$name is not there"; return 1; }
	done
}
try 'every file of a command is in the table' every_file_is_a_command

# --- streams ---
plain_when_piped() { ! "$PURSE" nonsense 2>&1 | grep -q $'\033'; }
try 'no colour in a pipe' plain_when_piped
unbroken_when_piped() { [ "$("$PURSE" split "$(printf '%0120d' 0)x" A=1 2>&1 | wc -l)" -eq 4 ]; }
try 'no line breaks in a pipe' unbroken_when_piped
if [ -c /dev/full ]; then
	full_disk() { "$PURSE" help >/dev/full; }
	try 'full disk' fails 4 full_disk
fi
closed_output() { "$PURSE" help >&-; }
try 'closed output' fails 4 closed_output
reader_gone() {
	{ sleep 0.2; "$PURSE" help 2>err; echo $? >status; } | true
	sleep 0.5
	[ "$(cat status)" -eq 0 ] && [ ! -s err ]
}
try 'reader has gone' reader_gone
# In a narrow band of memory the program loads but cannot work: found from above, then searched from below.
out_of_memory() {
	local kib=200000 status=0 end
	while (ulimit -v "$kib"; exec "$PURSE" help) >/dev/null 2>&1; do kib=$((kib - kib / 50)); done
	for ((end = kib + kib / 40; kib < end; kib += 4)); do
		status=0
		(ulimit -v "$kib"; exec "$PURSE" help) >/dev/null 2>err || status=$?
		if [ "$status" -eq 4 ]; then grep -q 'memory ran out' err; return; fi
	done
	return 1
}
if nm "$PURSE" | grep -q __asan_init; then
	echo 'ok out of memory # skip: the sanitizer takes more than there is'
else
	try 'out of memory' out_of_memory
fi
