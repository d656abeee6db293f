#!/usr/bin/env bash
# What `make demo` runs ends its own server, and leaves no process and no books of an earlier run behind, also
# when it fails on the way. The year itself is a short one here.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# A tree of its own, in which the demo's year is what is given.
tree() {
	mkdir -p tree/src/build
	cp "$PURSE_TOP/src/build/demo.sh" tree/src/build/
	ln -sfn "$PURSE_TOP/fixtures" tree/fixtures
	cat >tree/src/build/demo-year.sh
}
demo() { sh tree/src/build/demo.sh "$PURSE" demo; }
files() { env -C demo "$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p'; }
stopped() { env -C demo "$PURSE" server status --json | grep -q '"running": false'; }
# Processes that work in the demo's folder, or in what root's books have elsewhere.
left() {
	local process
	for process in /proc/[0-9]*; do
		case $(readlink "$process/cwd" 2>/dev/null || true) in
			"$PWD/demo"* | "$(files)"*) tr '\0' ' ' <"$process/cmdline" ;;
		esac
	done
}
leaves_nothing() { stopped && prints '' left; }
first_run() {
	tree <<<'set -e
		"$1" import --quiet "$2/01-setup" "$2/02-autumn"
		"$1" charge --to 2025-12-31 --quiet
		"$1" server status --json >out/during.json'
	demo && grep -q '"running": true' demo/out/during.json && leaves_nothing
}
second_run() {
	local before
	before=$(files)
	tree <<<'"$1" status'
	demo && leaves_nothing || return 1
	# books of an ordinary user lie in the folder itself
	[ "$before" = "$PWD/demo/.purse" ] && return 0
	[ "$(files)" != "$before" ] && [ ! -e "$before" ] || { echo "$before is still there"; return 1; }
}
failed_run() {
	tree <<<'exit 7'
	fails 7 demo && leaves_nothing
}

play() {
	try 'the demo ends its server' first_run
	try 'a second one takes the place of the first' second_run
	try 'one that fails ends its server too' failed_run
}
with_books play
