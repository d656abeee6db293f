#!/usr/bin/env bash
# Which lines the tests ran: by module, by folder and in all, from what a build with --coverage left behind.
# usage: bash src/build/coverage.sh BUILD [FOLDER=PERCENT…] [all=PERCENT]
# from the top of the tree. BUILD/lines/ gets every module with how often each line ran; `#####` is never.
# Exit status 1 when a folder, or all, is below its percentage.
set -eu
export LC_ALL=C
build=$1
shift
lines=$build/lines
rm -rf "$lines"
find "$build/obj" -name '*.gcno' | sort | while read -r notes; do
	module=${notes#"$build/obj/"} module=${module%.gcno}
	[ -f "src/$module.c" ] || continue
	mkdir -p "$lines/${module%/*}"
	gcov --stdout "$notes" 2>/dev/null |
		awk -v wanted="src/$module.c" '/^ *-: *0:Source:/ { own = $0 ~ ":" wanted "$" } own' \
			>"$lines/$module.c"
	awk -v module="$module" '
		!/^ *-:/ { all++; ran += !/^ *[#=]+:/ }
		END { print module, all + 0, ran + 0 }' "$lines/$module.c"
done | awk -v limits="$*" '
	function percent(ran, all) { return all ? 100 * ran / all : 100 }
	function show(name, all, ran) { printf "%-24s %7d %7d %6.1f %%\n", name, all, ran, percent(ran, all) }
	function total(name, all, ran) {
		show(name, all, ran)
		if (name in least && percent(ran, all) < least[name])
			short = short sprintf("%s is below %g %%\n", name, least[name])
		seen[name] = 1
	}
	BEGIN {
		count = split(limits, limit, " ")
		for (i = 1; i <= count; i++) { split(limit[i], part, "="); least[part[1]] = part[2] }
		printf "%-24s %7s %7s %8s\n", "module", "lines", "ran", "covered"
	}
	{
		folder = $1
		if (!sub(/\/.*/, "", folder)) folder = "main"
		if (folder != last && last != "") total(last, folder_all, folder_ran)
		if (folder != last) folder_all = folder_ran = 0
		last = folder
		folder_all += $2; folder_ran += $3; all += $2; ran += $3
		if ($1 != folder) show("  " $1, $2, $3)
	}
	END {
		if (last != "") total(last, folder_all, folder_ran)
		total("all", all, ran)
		for (name in least) if (!(name in seen) || !all) short = short "nothing of " name " was compiled\n"
		printf "%s", short
		exit short != ""
	}'
