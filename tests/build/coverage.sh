#!/usr/bin/env bash
# coverage: lines are counted as by hand, and what is below its limit is refused.
set -eu
. "$PURSE_TOP/tests/support/try.sh"

mkdir -p src/exact src/base include build/obj/exact build/obj/base
cat >src/exact/half.c <<'END'
int half(int x) {
	if (x > 2)
		return 1;
	return 0;
}

int never(void) {
	return 2;
}
END
cat >src/base/whole.c <<'END'
int half(int x);
int main(void) {
	return half(1);
}
END
for module in exact/half base/whole; do
	gcc --coverage -O0 -c -o "build/obj/$module.o" "src/$module.c"
done
gcc --coverage -o whole build/obj/exact/half.o build/obj/base/whole.o

report() { bash "$PURSE_TOP/src/build/coverage.sh" build "$@"; }

# 3 of 6 lines of half.c: 1, 2 and 4; both of whole.c.
counted() {
	./whole
	report | tee said
	grep -qx '  exact/half  *6  *3   50.0 %' said && grep -qx 'exact  *6  *3   50.0 %' said &&
		grep -qx '  base/whole  *2  *2  100.0 %' said && grep -qx 'all  *8  *5   62.5 %' said
}
shown() { grep -q '#####: *3:' build/lines/exact/half.c && ! grep -q '#####' build/lines/base/whole.c; }
limited() {
	report exact=50 all=62.5 &&
		fails 1 report exact=50.1 all=62 >said && grep -qx 'exact is below 50.1 %' said &&
		fails 1 report all=63 >said && grep -qx 'all is below 63 %' said
}
missing() { fails 1 report rules=1 >said && grep -qx 'nothing of rules was compiled' said; }
never_run() {
	rm -f build/obj/*/*.gcda
	report | grep -qx 'all  *8  *0    0.0 %'
}

try 'lines are counted' counted
try 'lines that never ran are shown' shown
try 'what is below its limit is refused' limited
try 'a limit on what is not there is refused' missing
try 'what never ran has no line that ran' never_run
