#!/usr/bin/env bash
# .ci/run: every step is taken whatever became of those before, and the counts are added up.
set -eu
. "$PURSE_TOP/tests/support/try.sh"

mkdir .ci
cp "$PURSE_TOP/.ci/run" .ci/
run() { bash .ci/run >said 2>&1; }
# All steps pass, but for what the arguments (lines of a Makefile) say.
makefile() {
	{
		echo 'check:; @echo "unit 3"; echo "4 passed, 0 failed"'
		echo 'check-sanitize check-valgrind check-office:; @echo "2 passed, 0 failed"'
		echo 'analyse tidy programs mutants:; @true'
		printf '%s\n' "$@"   # of two recipes make takes the later
	} >Makefile
}

all_pass() { makefile && run && prints '14 passed, 0 failed' tail -n 1 said; }
counted() {
	makefile 'check:; @echo "5 passed, 2 failed, 1 skipped"; false'
	fails 1 run && prints '15 passed, 2 failed, 1 skipped' tail -n 1 said
}
crashed() {
	makefile 'analyse:; @echo "9 problems"; false' 'check-office:; @echo "2 passed, 0 failed"; false'
	fails 1 run && prints '13 passed, 2 failed' tail -n 1 said
}
goes_on() {
	makefile 'check check-sanitize:; @false'
	fails 1 run && [ "$(grep -c '^=== ' said)" -eq 9 ]
}
no_input() {
	makefile 'tidy:; @[ "$$CI" = true ] && ! read line'
	echo something | run
}

# Their limits and the half minute that is kept back, together.
enough_time() {
	awk '/^step [0-9]+ / { sum_s += $2 * 60; steps++ }
		sub(/^readonly LIMIT_S=/, "") { limit_s = $0 + 0 }
		END { exit !(steps && sum_s + 30 <= limit_s) }' .ci/run
}

try 'steps that pass are added up' all_pass
try 'tests that fail are added up' counted
try 'a step that fails without a count is one failure' crashed
try 'a step that fails does not stop the others' goes_on
try 'steps have no input and know that this is CI' no_input
try 'no step takes away the time of another' enough_time
