#!/usr/bin/env bash
# Runs suites of tests, shows the output of those that fail, and counts. The last line is `N passed, N
# failed`.
# usage: BUILD=build bash src/build/check.sh SUITE…          from the top of the tree, with everything built
#
# A suite is a folder of tests/: test_*.c are cmocka programs, run at the top of the tree; *.sh print `ok
# name`, `not ok name` or `ok name # skip why`, and run in an empty folder of their own. A suite's around.sh,
# if there is one, is given a command that runs the suite: it starts what the suite needs, runs the command
# and clears up.
#
# What tests find in their environment: PURSE (the program), PURSE_TOP (the top of the tree), PURSE_BUILD,
# TMPDIR (a folder of their own, removed afterwards). A test may take 120 s, or what a line of its source
# says that begins so: `/* time limit: 300 s`.
# For special runs: ONLY (a regular expression on names), UNDER (a command to run programs under), SLOWER (a
# factor on the time limits), JOBS (how many tests at a time).
set -u
top=$PWD
build=$(realpath "$BUILD")
guard=$build/tools/guard
jobs=${JOBS:-$(nproc)}

# How many of a log's tests passed, failed and were skipped.
count_results() {
	awk '
		/^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
		/^\[  FAILED  \] [0-9]+ test/ { failed += $4 }
		/^\[  SKIPPED \] [0-9]+ test/ { skipped += $4 }
		/^ok / { if (/# [Ss][Kk][Ii][Pp]/) skipped++; else passed++ }
		/^not ok / { failed++ }
		END { print passed + 0, failed + 0, skipped + 0 }
	' "$1"
}

# run_test NUMBER SUITE/NAME SOURCE FOLDER COMMAND…: runs one test there (`here`: an empty folder of its own),
# shows what went wrong, records the counts.
run_test() {
	local own=$scratch/$1 name=$2 source=$3 folder=$4 log=$scratch/$1/log limit_s status passed failed skipped
	shift 4
	local started=$SECONDS
	mkdir -p "$own/tmp" "$own/here"
	[ "$folder" != here ] || folder=$own/here
	limit_s=$(sed -nE 's,^[#/* ]*time limit: ([0-9]+) s.*,\1,p' "$source" | head -n 1)
	limit_s=$((${limit_s:-120} * ${SLOWER:-1} * jobs))
	(cd "$folder" && TMPDIR=$own/tmp "$guard" "$limit_s" "$@") >"$log" 2>&1 </dev/null
	status=$?
	read -r passed failed skipped < <(count_results "$log")
	if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
	if [ $((passed + failed + skipped)) -eq 0 ]; then
		echo 'check: it ran no test' >>"$log"
		failed=1
	fi
	exec 9>"$scratch/turn"
	flock 9   # one after the other
	echo "${name%%/*} $passed $failed $skipped" >>"$scratch/counts"
	if [ "$failed" -eq 0 ]; then
		printf '  %-36s %5d ok %4d s\n' "$name" "$passed" $((SECONDS - started))
		grep '^guard: left running' "$log" | sed 's/^guard:/      note:/'
	else
		printf '  %-36s %5d ok %4d s %5d FAILED (exit status %d)\n' \
			"$name" "$passed" $((SECONDS - started)) "$failed" "$status"
		tail -n 80 "$log" | sed 's/^/      /'
	fi
	rm -rf "$own"
}

# As many tests at a time as there are processors: most of them wait for a server or a clock.
run_suite() {
	local suite=$1 source name number=0
	for source in "tests/$suite"/test_*.c "tests/$suite"/*.sh; do
		name=$suite/$(basename "${source%.*}")
		[ "${source##*/}" != around.sh ] && [ -f "$source" ] && [[ $name =~ ${ONLY:-} ]] || continue
		[ "$(jobs -rp | wc -l)" -lt "$jobs" ] || wait -n
		number=$((number + 1))
		case $source in
			*.c) run_test "$number" "$name" "$source" "$top" ${UNDER:-} "$build/${source%.c}" & ;;
			*.sh) run_test "$number" "$name" "$source" here bash "$top/$source" & ;;
		esac
	done
	wait
}

if [ "$1" = --inside ]; then   # called by an around.sh
	run_suite "$2"
	exit
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/purse.XXXXXX") || exit 1
export scratch PURSE=$build/purse PURSE_TOP=$top PURSE_BUILD=$build LC_ALL=C.UTF-8
export UBSAN_OPTIONS=print_stacktrace=1
for name in PURSE_DATABASE SOURCE_DATE_EPOCH MAKEFLAGS MFLAGS MAKELEVEL ${!PG@}; do unset "$name"; done
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP
ulimit -c 0
: >"$scratch/counts"
for suite; do
	echo "$suite"
	around=tests/$suite/around.sh
	if [ -f "$around" ]; then
		if ! "$guard" 3000 bash "$around" bash "$0" --inside "$suite" </dev/null; then
			echo "  $around FAILED"
			echo "$suite 0 1 0" >>"$scratch/counts"
		fi
	else
		run_suite "$suite"
	fi
	grep -q "^$suite " "$scratch/counts" || echo '  no test'
done

echo
awk '
	function line(name, p, f, s) { printf "%-12s %6s %7s %8s\n", name, p, f, s }
	!($1 in passed) { suites[++count] = $1 }
	{ passed[$1] += $2; failed[$1] += $3; skipped[$1] += $4 }
	{ all_passed += $2; all_failed += $3; all_skipped += $4 }
	END {
		line("suite", "passed", "failed", "skipped")
		for (i = 1; i <= count; i++) { s = suites[i]; line(s, passed[s], failed[s], skipped[s]) }
		if (!(all_passed + all_failed)) { print "no test was run"; all_failed = 1 }
		more = all_skipped ? ", " all_skipped " skipped" : ""
		print all_passed + 0 " passed, " all_failed + 0 " failed" more
		exit all_failed > 0
	}
' "$scratch/counts"
