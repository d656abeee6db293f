#!/usr/bin/env bash
# `purse init` is killed at random moments, or interrupted: books are there whole, with a person who may
# write, or not at all; init can be run again; nothing of what was given up stays. PURSE_SEED repeats a run.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

readonly KILLS=${PURSE_FAULTS:-24}
RANDOM=${PURSE_SEED:=$((RANDOM * 32768 + RANDOM))}
echo "# seed $PURSE_SEED"

# struck SIGNAL FOLDER MS: init there, struck at a random moment of the first so many; whether it was.
struck() {
	local pid moment
	moment=$(printf '%d.%03d' $((${4:=RANDOM % $3} / 1000)) $(($4 % 1000)))
	env --default-signal=INT "$PURSE" init "$2" --as kim --quiet >said.txt 2>&1 & pid=$!
	sleep "$moment"
	kill -"$1" "$pid" 2>/dev/null || true
	status=0
	wait "$pid" 2>/dev/null || status=$?
}
# What root's books have elsewhere, of folders below this one.
homes() {
	local home
	for home in /var/lib/purse/*/; do
		[ -e "$home" ] || continue
		case $(cat "$home/folder" "$home/making" 2>/dev/null || true) in
			"$PWD"/*) echo "$home" ;;
		esac
	done
}
whole() {   # whole FOLDER: its books are complete: who made them may write for all, and verify is clean
	has manager "d['rights'][0]['role']" env -C "$1" "$PURSE" --as kim user list &&
		env -C "$1" "$PURSE" --as kim verify
}
# nobody: no process works in books that were given up
# A server whose folder is gone looks for it once a minute.
strays() {
	local try
	for ((try = 0; try < 75; try++)); do
		[ -n "$(lost_servers)" ] || return 0
		sleep 1
	done
	lost_servers
}
lost_servers() {
	local process cwd
	for process in /proc/[0-9]*; do
		cwd=$(readlink "$process/cwd" 2>/dev/null) || continue
		case $cwd in *' (deleted)') [[ $cwd == */data* ]] && echo "$process $cwd" ;; esac
	done
}

killed_again_and_again() {
	local i half=0
	for ((i = 0; i < KILLS; i++)); do
		if ((i % 4 == 3)); then struck INT books "$usual_ms"; else struck KILL books "$usual_ms"; fi
		if [ -e books/.purse ]; then
			whole books || return 1
			remove books
		else
			half=$((half + 1))
			[ "$status" != 0 ] || { echo "said that it was done"; return 1; }
		fi
		if ((i % 4 == 3)) && [ "$status" = 4 ]; then
			grep -q 'stopped; nothing was changed' said.txt || { cat said.txt; return 1; }
			[ ! -e books/.purse.new ] || { echo "left .purse.new"; return 1; }
		fi
	done
	echo "# $half of $KILLS before the books were there, which takes $usual_ms ms" >counted.txt
}
remove() {
	local files
	files=$(env -C "$1" "$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	env -C "$1" "$PURSE" server stop --quiet >/dev/null
	rm -rf "$files" "$1"
}
# The folder of a killed init is removed by hand: for root its half-made books stand elsewhere, until the next
# init anywhere.
folder_gone() {
	local i
	for i in 1 2 3; do
		struck KILL gone 1 $((i * usual_ms / 5))
		rm -rf gone
	done
	"$PURSE" init other --as kim --quiet && whole other
	[ "$(id -u)" -ne 0 ] || prints 2 eval 'homes | wc -l' || { homes; return 1; }   # of first and other
}

play() {
	local began
	began=$(date +%s%3N)
	"$PURSE" init first --as kim --quiet >/dev/null
	readonly usual_ms=$(($(date +%s%3N) - began))
	try 'init is killed and interrupted, and leaves books whole or none' killed_again_and_again
	cat counted.txt
	try 'and can be run again' "$PURSE" init books --as kim
	try 'which then are whole' whole books
	remove books
	try 'what it left elsewhere goes when its folder is gone' folder_gone
	try 'no server is left of books that were given up' prints '' strays
}
with_books play
