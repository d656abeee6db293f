#!/usr/bin/env bash
# mutants: it changes what is code and nothing else, its tests kill what they should, a test that asserts
# nothing kills nothing, and nothing stays behind.
set -eu
. "$PURSE_TOP/tests/support/try.sh"

mkdir -p src/exact obj
cat >src/exact/add.c <<'END'
#include <assert.h>
#define MOST 3 + 4
/* a < b */
int add_up(const int *list, int count) {
	int sum = 0, room[8] = { 0 };
	const char *text = "a < b && 1";
	assert(count >= 0 && text && !room[1]);
	for (int i = 0; i < count; i++)
		sum += list[i];
	return sum;
}
END
# test_add NAME STATEMENTS…: the object of a test that runs them.
test_add() {
	local folder=obj/$1
	shift
	mkdir -p "$folder"
	{
		echo 'int add_up(const int *list, int count);'
		echo "int main(void) { int list[] = { 1, 2, 4 }; $*; }"
	} >"$folder/test_add.c"
	gcc -c -o "$folder/test_add.o" "$folder/test_add.c"
}
test_add strong 'return add_up(list, 3) != 7 || add_up(list + 1, 1) != 2 || add_up(list, 0) != 0;'
test_add weak 'add_up(list, 3); return 0;'
test_add wrong 'return add_up(list, 3) != 8;'
test_add slow 'while (add_up(list, 3)) {} return 0;'
: >none.tsv
work=work.$$

# mutants TEST [OPTION…]
mutants() {
	local name=$1
	shift
	python3 "$PURSE_TOP/tests/mutants/run.py" --compile 'gcc -O2' --link gcc --with src.a --work "$work" \
		--explained none.tsv --count all "$@" src/exact -- "obj/$name/test_add.o" 2>&1
}
gcc -c -o add.o src/exact/add.c
ar qcs src.a add.o

# Every change of the source above, worked out by hand.
changed() {
	python3 - <<'END'
import os, sys
sys.path.insert(0, os.environ["PURSE_TOP"] + "/tests/mutants")
import changes
with open("src/exact/add.c") as file:
    found = sorted({change.new for change in changes.find("src/exact/add.c", file.read())})
print("\n".join(found))
END
}
changes_code_only() {
	prints ';
for (int i = (-1); i < count; i++)
for (int i = 0; i < count; i--)
for (int i = 0; i <= count; i++)
for (int i = 0; i >= count; i++)
for (int i = 1; i < count; i++)
int sum = (-1), room[8] = { 0 };
int sum = 0, room[8] = { (-1) };
int sum = 0, room[8] = { 1 };
int sum = 1, room[8] = { 0 };
sum -= list[i];' changed
}
kills() {
	before=$(cat src/exact/add.c)
	mutants strong --sanitize '-O1 -fsanitize=address,undefined -fno-sanitize-recover=all' | tee said
	grep -q ' 0 survived, 0 of them without an explanation' said && grep -q 'killed: 100.0 %' said &&
		[ "$(cat src/exact/add.c)" = "$before" ] && [ -z "$(ls -A "$work")" ]
}
survive() {
	fails 1 mutants weak >said
	cat said
	grep -q 'NOT EXPLAINED' said && grep -q '^    now: sum -= list\[i\];$' said && [ -z "$(ls -A "$work")" ]
}
# An explanation excuses a survivor, but not a share that is too low; one of what is not there is refused.
explained() {
	mutants weak --keys | sed -n 's/^    \(src.*\t\)$/\1a reason/p' >all.tsv
	[ -s all.tsv ]
	mutants weak --explained all.tsv --least 0 >said && grep -q ' 0 of them without' said &&
		fails 1 mutants weak --explained all.tsv >said &&
		printf 'src/exact/add.c\tadd_up\tno such line\tsum\ta reason\n' >>all.tsv &&
		fails 1 mutants weak --explained all.tsv --least 0 >said && grep -q 'no change any more' said
}
needs_good_tests() { fails 2 mutants wrong >said && grep -q 'fails as it is' said; }
stopped() {
	mkdir -p "$work"
	fails 130 timeout --foreground -s INT 3 python3 "$PURSE_TOP/tests/mutants/run.py" \
		--compile 'gcc -O2' --link gcc --with src.a --work "$work" --explained none.tsv src/exact \
		-- obj/slow/test_add.o
	[ -z "$(ls -A "$work")" ] && ! pgrep -f "$work/" >/dev/null
}

try 'code is changed, and nothing else' changes_code_only
try 'a good test kills all' kills
try 'a test that asserts nothing lets them live' survive
try 'survivors are explained one by one' explained
try 'tests that fail without a change measure nothing' needs_good_tests
try 'what is stopped leaves nothing' stopped
