#!/usr/bin/env bash
# The runner of tests itself: it counts right, shows what fails, ends what hangs and leaves nothing running.
set -eu
unset ONLY UNDER SLOWER JOBS   # they are for the run that this is part of
. "$PURSE_TOP/tests/support/try.sh"

tree=$PWD/tree
mkdir -p tree/src/build tree/tests/a tree/tests/b tree/tests/c tree/build
cp "$PURSE_TOP/src/build/check.sh" tree/src/build/
cp -r "$PURSE_BUILD/tools" tree/build/

run() { (cd "$tree" && BUILD=build bash src/build/check.sh "$@"); }
last() { run "$@" | tail -n 1; }
suite() { rm -rf "$tree/tests/$1" "$tree/build/tests/$1"; mkdir -p "$tree/tests/$1" "$tree/build/tests/$1"; }
test_script() { cat >"$tree/tests/$1.sh"; }
# A program that prints what cmocka prints, and ends with a status.
test_program() {
	: >"$tree/tests/$1.c"
	{ echo '#!/bin/sh'; cat; } >"$tree/build/tests/$1"
	chmod +x "$tree/build/tests/$1"
}
alive() { [ -e "/proc/$1" ] && ! grep -q '^State:.Z' "/proc/$1/status"; }

good_suite() {
	suite a
	test_script a/one <<<'echo "ok this"; echo "ok that"; echo "ok other # skip not here"'
	test_program a/test_two <<<'echo "[  PASSED  ] 3 test(s)."
		echo "[  SKIPPED ] 1 test(s), listed below:"'
	prints '5 passed, 0 failed, 2 skipped' last a && run a >/dev/null
}
bad_suite() {
	suite b
	test_script b/says_so <<<'echo "ok this"; echo "not ok that"'
	test_script b/status <<<'echo "ok this"; exit 3'
	test_script b/silent <<<'true'
	test_program b/test_crash <<<'echo "[  PASSED  ] 2 test(s)."; kill -SEGV $$'
	test_program b/test_counts <<<'echo "[  PASSED  ] 4 test(s)."
		echo "[  FAILED  ] 2 test(s), listed below:"; exit 2'
	prints '8 passed, 6 failed' last b && fails 1 run b >/dev/null
}
shows_output() {
	suite b
	test_script b/wrong <<<'echo "the reason"; echo "not ok this"'
	run b | grep 'the reason'
}
sums_suites() {
	suite a
	suite b
	test_script a/one <<<'echo "ok this"'
	test_script b/two <<<'echo "not ok that"'
	prints '1 passed, 1 failed' last a b
}
no_tests() {
	suite c
	prints '0 passed, 1 failed' last c && fails 1 run c >/dev/null
}
chooses() {
	suite a
	test_script a/one <<<'echo "ok this"'
	test_script a/two <<<'echo "ok that"'
	ONLY=tw prints '1 passed, 0 failed' last a
}
hangs() {
	suite c
	test_script c/slow <<<'# time limit: 1 s
		echo "ok begun"; sleep 60'
	prints '1 passed, 1 failed' last c
}
leaves_nothing() {
	suite c
	test_script c/server <<<"(setsid sh -c 'echo \$\$ >$tree/pid; exec sleep 60' &)
		while [ ! -s $tree/pid ]; do sleep 0.1; done; echo 'ok left a server'"
	run c | grep 'left running' && ! alive "$(cat "$tree/pid")"
}
stubborn() {
	suite c
	test_script c/server <<<"(setsid sh -c 'trap \"\" TERM INT; echo \$\$ >$tree/pid2
			while :; do sleep 1; done' &)
		while [ ! -s $tree/pid2 ]; do sleep 0.1; done; echo 'ok left a server'"
	run c | grep 'left running' && ! alive "$(cat "$tree/pid2")"
}
own_folder() {
	suite a
	test_script a/one <<<'touch here; echo "ok $(ls)"'
	test_script a/two <<<'[ -z "$(ls -A)$(ls -A "$TMPDIR")" ] && [ -d "$TMPDIR" ] && echo "ok empty"'
	prints '2 passed, 0 failed' last a
}
no_ambient() {
	suite a
	test_script a/one <<<'[ -z "${PGHOST-}${PURSE_DATABASE-}" ] && echo "ok nothing from outside"'
	PGHOST=elsewhere PURSE_DATABASE=x prints '1 passed, 0 failed' last a
}
around() {
	suite a
	test_script a/one <<<'[ "$SERVER" = running ] && echo "ok one"'
	test_script a/around <<<'SERVER=running "$@"; touch "$PURSE_TOP/cleared"'
	prints '1 passed, 0 failed' last a && [ -e "$tree/cleared" ]
}
around_fails() {
	suite a
	test_script a/one <<<'echo "ok one"'
	test_script a/around <<<'exit 1'
	prints '0 passed, 1 failed' last a
}

try 'passed and skipped tests are counted' good_suite
try 'failures of every kind are counted' bad_suite
try 'the output of a failed test is shown' shows_output
try 'suites are added up' sums_suites
try 'no test at all is a failure' no_tests
try 'ONLY chooses tests by name' chooses
try 'a test that hangs is stopped' hangs
try 'a server left behind is ended, and named' leaves_nothing
try 'one that ignores signals too' stubborn
try 'each script has an empty folder' own_folder
try 'nothing reaches the tests from outside' no_ambient
try 'what a suite needs is put around it' around
try 'a suite whose surroundings fail has failed' around_fails
