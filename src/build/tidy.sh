#!/usr/bin/env bash
# Proves that the modules stand in order and that the house rules hold. Complains as `path:line: what is
# wrong`; status 1 then.
# usage: bash src/build/tidy.sh [FOLDER]
# tests/build/tidy.sh breaks each rule once and sees it refused.
set -u
export LC_ALL=C
tools=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
files=$scratch/files code=$scratch/code complaints=$scratch/complaints
readonly MAX_LINES=600 MAX_FUNCTION_LINES=70 MAX_COLUMNS=110
errors=include/purse/base/errors.def
special='src/build/.*|include/purse/base/banned\.h|include/purse/purse\.h'   # no modules

# What each folder may include, besides itself.
matrix='
exact   base
rules   exact base
input   rules exact base
store   rules exact base
output  rules exact base
report  output store rules exact base
work    report input store output rules exact base
cli     work report input store output rules exact base
main    cli work report input store output rules exact base'

# Files that are committed or would be.
list_files() {
	if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ]; then
		git ls-files --cached --others --exclude-standard
	else
		find . -name .git -prune -o -path ./build -prune -o -type f -print | sed 's,^\./,,'
	fi | while read -r path; do if [ -f "$path" ]; then echo "$path"; fi; done | sort -u
}

# --- modules: the list, their files, the order, the matrix of folders

check_list() {
	awk '
		$1 ~ /^#/ || !NF { next }
		seen[$1]++ { print "src/ORDER:" FNR ": " $1 " is listed twice" }
		$1 !~ /^[a-z]+\/[a-z0-9_]+$/ || NF < 2 { print "src/ORDER:" FNR ": not a folder/module and a phrase" }
	' src/ORDER
	for module in $modules; do
		if [ ! -f "include/purse/$module.h" ]; then
			echo "src/ORDER: $module has no header include/purse/$module.h"
		elif [ ! -f "src/$module.c" ] && grep -q 'purse_[a-z0-9_]*(' "include/purse/$module.h"; then
			echo "src/ORDER: $module has no source src/$module.c"
		fi
	done
	for command in $commands; do
		[ -f "src/$command.c" ] || echo "src/cli/commands.def: $command has no source src/$command.c"
	done
	grep -E '^(src|include)/.*\.[ch]$' "$files" | grep -vxE "src/main\.c|$special" | while read -r path; do
		case $path in
			src/*/*/* | include/purse/*/*/*) module= ;;
			src/*/*.c) module=${path#src/} module=${module%.c} ;;
			include/purse/*/*.h) module=${path#include/purse/} module=${module%.h} ;;
			*) module= ;;
		esac
		if [ -z "$module" ]; then
			echo "$path: modules are src/folder/module.c and include/purse/folder/module.h"
		elif [[ $path == src/cli/command_* ]]; then
			grep -qxF "$module" <<<"$commands" || echo "$path: $module is not listed in src/cli/commands.def"
		elif ! grep -qxF "$module" <<<"$modules"; then
			echo "$path: $module is not listed in src/ORDER"
		fi
	done
}

check_includes() {
	grep -E '^(src|include)/' "$code" | grep -vE "^($special):" |
		awk -v matrix="$matrix" -v modules="$modules" '
		function folder(module) { sub(/\/.*/, "", module); return module }
		BEGIN {
			count = split(modules, list, " ")
			for (i = 1; i <= count; i++) position[list[i]] = i
			position["main"] = count + 1
			rows = split("base\n" matrix, row, "\n")
			for (i = 1; i <= rows; i++) {
				columns = split(row[i], column, " ")
				for (j = 1; j <= columns; j++) allowed[column[1], column[j]] = 1
			}
		}
		{
			split($0, part, ":")
			path = own = part[1]
			place = path ":" part[2] ": "
			sub(/^(src|include\/purse)\//, "", own)
			sub(/\.[a-z]+$/, "", own)
			is_command = own ~ /^cli\/command_/
			if (is_command) position[own] = count + 1
		}
		part[3] !~ /^[ \t]*#[ \t]*include/ { next }
		path ~ /\.c$/ && own != "main" && !(path in first) {
			first[path] = 1
			header = is_command ? "cli/command" : own
			if (part[3] !~ ("\"purse/" header "\\.h\"")) print place "the first include is purse/" header ".h"
		}
		part[3] !~ /"/ || part[3] ~ /\.def"/ { next }
		own in position {
			if (part[3] !~ /"purse\/[a-z]+\/[a-z0-9_]+\.h"/) {
				print place "an include is \"purse/folder/module.h\""
				next
			}
			split(part[3], quoted, "\"")
			target = quoted[2]
			sub(/^purse\//, "", target)
			sub(/\.h$/, "", target)
			if (target == own) next
			if (!(target in position)) print place "includes " target ", not listed in src/ORDER"
			else if (position[target] > position[own])
				print place "includes " target ", listed later in src/ORDER"
			if (!((folder(own), folder(target)) in allowed))
				print place folder(own) " must not include " folder(target)
		}'
}

check_headers() {
	grep -E '^include/purse/[^/]+/[^/]+\.h$' "$files" | while read -r path; do
		guard=${path#include/} guard=${guard^^} guard=${guard//[\/.]/_}
		head=$(grep "^$path:" "$code" | cut -d : -f 3- | grep '[^[:space:]]' | head -n 2 | tr -s ' \n' ' ')
		[ "$head" = "#ifndef $guard #define $guard " ] || echo "$path:1: the include guard is $guard"
		if ! "${CC:-gcc}" -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Wall -Wextra -Wpedantic -Werror \
			-fsyntax-only -x c "$path" 2>"$scratch/compiler"; then
			echo "$path:1: the header does not compile alone ($(grep -m 1 error "$scratch/compiler"))"
		fi
	done
}

# --- one door for each thing

# only_in PATHS TOKENS WHY: regular expressions; TOKENS are words in the code of src/ and include/.
only_in() {
	grep -E '^(src|include)/' "$code" | grep -v '^src/build/' |
		grep -E "^[^:]*:[0-9]*:(.*[^A-Za-z0-9_])?($2)" |
		grep -vE "^($1):" | sed -E "s,^([^:]*:[0-9]*):.*,\1: $3,"
}

check_doors() {
	only_in 'src/base/arena\.c|src/main\.c' '(free|malloc|calloc|realloc|strdup|strndup) *\(' \
		'memory is taken and given back by base/arena alone'
	only_in 'src/exact/fraction\.c' 'gmp\.h|gmp_[a-z]|mp[zqnf]_[a-z]' 'GMP is for exact/fraction alone'
	# The door to libpq is so wide that it has three leaves.
	only_in 'src/store/(db|link|copy)\.c' 'libpq|PQ[a-z]+[A-Z(]|PG(conn|result)' 'libpq is for store/db alone'
	only_in 'src/output/xlsx\.c' 'xlsxwriter|lxw_[a-z]' 'libxlsxwriter is for output/xlsx alone'
	only_in 'src/main\.c' '(exit|_Exit|quick_exit) *\(' 'main.c alone exits'
	only_in 'src/cli/[a-z0-9_]*\.c|src/main\.c' \
		'(v?d?printf|puts|putchar|perror) *\(|(stdout|stderr)([^A-Za-z0-9_]|$)' 'cli and main.c alone print'
	only_in '(src|include/purse)/output/[a-z0-9_]*\.[ch]' '(float|double)([^A-Za-z0-9_]|$)' \
		'floating point stays in output'
	local json
	json=$(grep -E '^(src|include)/[^:]*:[0-9]*:.*jansson\.h' "$code" | cut -d : -f 1 | sort -u | tr '\n' ' ')
	[[ $json != *' '*' ' ]] || echo "${json%% *}: jansson is for one module alone, not for $json"
	# After a fork the child may leave by _exit; nobody else has a use for it.
	only_in '' '_exit *\(' '_exit is for the child after a fork' | while IFS= read -r complaint; do
		grep -q "^${complaint%%:*}:.*[^A-Za-z0-9_]fork *(" "$code" || echo "$complaint"
	done
}

# --- sizes and words

check_sizes() {
	grep -E '(\.(c|h|sql|sh|awk|py|md)|Makefile|^\.ci/run)$' "$files" | while read -r path; do
		lines=$(wc -l <"$path")
		[ "$lines" -le "$MAX_LINES" ] || echo "$path:$lines: the file is longer than $MAX_LINES lines"
	done
	grep -E '\.(c|h|sql|sh|awk)$' "$files" | xargs -r awk -v most="$MAX_COLUMNS" '
		length($0) * 4 > most && substr($0, 1, 5) != "\\copy" {   # psql takes it on one line only
			columns = 0
			for (i = 1; i <= length($0); i++) {
				c = substr($0, i, 1)
				if (c == "\t") columns += 4 - columns % 4
				else if (c < "\200" || c >= "\300") columns++   # later bytes of a character take no column
			}
			if (columns > most) print FILENAME ":" FNR ": the line has " columns " columns, more than " most
		}'
	awk -v most="$MAX_FUNCTION_LINES" '
		{ split($0, part, ":") }
		part[1] != path { path = part[1]; depth = start = assigned = is_function = continued = 0 }
		{
			text = substr($0, length(part[1] ":" part[2] ":") + 1)
			skip = continued || text ~ /^[ \t]*#/
			continued = skip && text ~ /\\$/
			for (i = 1; !skip && i <= length(text); i++) {
				c = substr(text, i, 1)
				if (c == " " || c == "\t") continue
				if (!depth && !start) { start = part[2]; assigned = 0 }
				if (c == "=" && !depth) assigned = 1
				if (c == "{" && !depth++) is_function = before == ")" && !assigned
				if (c == "}" && !--depth) {
					lines = part[2] - start + 1
					if (is_function && lines > most)
						print path ":" start ": the function has " lines " lines, more than " most
					start = is_function = 0
				}
				if (c == ";" && !depth) start = 0
				before = c
			}
		}' "$code"
}

# grep_files PATTERN WHY: complains about each place in committed text, data aside.
grep_files() {
	grep -vE '^(fixtures/.*|tests/fuzz/corpus/.*|.*\.csv)$' "$files" | tr '\n' '\0' |
		xargs -0 -r grep -nIHE -- "$1" | sed -E "s/^([^:]*:[0-9]*):.*/\1: $2/"
}

check_words() {
	grep_files '[[:space:]]$' 'the line ends in a blank'
	# The words are written so that they do not stand here.
	grep_files '(^|[^A-Za-z0-9_])(TO''DO|FIX''ME|XX''X)([^A-Za-z0-9_]|$)' \
		'work left open is an issue, not a remark'
	grep_files '(^|[^]A-Za-z0-9_.)}*-])/(work|root|home/[a-z][a-z0-9_-]*)/' 'a path of one machine'
}

check_style() {
	grep -E '^(src/[a-z]+/.*\.c|sql/(routine|schema)/.*\.sql)$' "$files" | grep -v comments |
		xargs -r awk -f "$tools/style.awk"
}

# The codes that stand in some folders; those named `build` talk about codes only.
codes_in() {
	grep -rhoE --exclude-dir=build 'PURSE_E_[A-Z0-9_]+|LG[0-9]{3}' "$@" 2>/dev/null | sort -u
}

# Every code of errors.def is raised somewhere and provoked by a test; the database raises no other.
check_errors() {
	codes_in src sql >"$scratch/raised"
	codes_in tests >"$scratch/tested"
	sed -nE 's/^PURSE_ERROR\(([A-Z0-9_]+), *"(LG[0-9]{3})".*/\1 \2/p' "$errors" >"$scratch/errors"
	while read -r name state; do
		grep -qxE "PURSE_E_$name|$state" "$scratch/raised" || echo "$errors: nothing raises $name ($state)"
		grep -qxE "PURSE_E_$name|$state" "$scratch/tested" || echo "$errors: no test provokes $name ($state)"
	done <"$scratch/errors"
	grep -rnoE 'LG[0-9]{3}' sql 2>/dev/null | while IFS=: read -r path line state; do
		grep -q " $state\$" "$scratch/errors" || echo "$path:$line: $state is not in errors.def"
	done
	awk -v path="$errors" '
		name[$1]++ || state[$2]++ { print path ": " $1 " (" $2 ") stands there twice" }' "$scratch/errors"
}

list_files >"$files"
modules=$(awk '$1 !~ /^#/ && NF { print $1 }' src/ORDER)
# Commands are sources without headers, above all modules.
commands=$(sed -n 's/^PURSE_COMMAND(\(.*\)).*/cli\/command_\1/p' src/cli/commands.def)
grep -E '^(src|include|tests)/.*\.[ch]$' "$files" | xargs -r awk -f "$tools/code.awk" >"$code"
for check in list includes headers doors sizes words style errors; do
	"check_$check"
done >"$complaints"
if [ -s "$complaints" ]; then
	cat "$complaints"
	echo "tidy: $(wc -l <"$complaints") complaints"
	exit 1
fi
echo "tidy: all in order"
