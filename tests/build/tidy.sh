#!/usr/bin/env bash
# tidy: each rule is broken once in a small tree that is in order otherwise, and seen to be refused.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"

tidy() { bash "$PURSE_TOP/src/build/tidy.sh" tree; }

# module NAME INCLUDED…
module() {
	local guard=PURSE_${1^^}_H
	guard=${guard//\//_}
	mkdir -p "tree/src/${1%/*}" "tree/include/purse/${1%/*}"
	printf '#ifndef %s\n#define %s\n\nint purse_%s(void);\n\n#endif\n' "$guard" "$guard" "${1#*/}" \
		>"tree/include/purse/$1.h"
	{
		printf '#include "purse/%s.h"\n\n' "$1"
		for other in "${@:2}"; do printf '#include "purse/%s.h"\n' "$other"; done
		printf '\nint purse_%s(void) {\n\treturn 0;\n}\n' "${1#*/}"
	} >"tree/src/$1.c"
	printf '%s  a phrase\n' "$1" >>tree/src/ORDER
}
# A small tree that keeps all rules.
fresh() {
	rm -rf tree
	mkdir -p tree/src tree/sql tree/tests/unit tree/include/purse/base
	echo '# Modules' >tree/src/ORDER
	module base/arena
	module base/text base/arena
	module exact/money base/text
	module input/csv base/text
	module store/db exact/money
	module store/books store/db
	module output/xlsx exact/money
	module report/grid output/xlsx store/db
	module cli/menu report/grid
	module cli/command
	printf '#include "purse/cli/command.h"\n#include "purse/cli/menu.h"\n' >tree/src/cli/command_init.c
	echo 'PURSE_COMMAND(init)' >tree/src/cli/commands.def
	printf '#include "purse/cli/menu.h"\n\nint main(void) {\n\treturn purse_menu();\n}\n' >tree/src/main.c
	echo 'PURSE_ERROR(BAD_DATE, "LG103", 1, "a date")' >tree/include/purse/base/errors.def
	echo 'select raise_error($$LG103$$);' >tree/sql/raise.sql
	echo '/* provokes PURSE_E_BAD_DATE */' >tree/tests/unit/test_text.c
}

# refused WORDS COMMAND [NAME]: tidy complains about a tree changed by the command, in these words alone.
refused() {
	fresh
	(cd tree && eval "$2")
	try "${3:-$1}" complains "$1"
}
complains() {
	fails 1 tidy >complaints
	cat complaints
	grep -qF -- "$1" complaints && [ "$(grep -vcF -e "$1" -e 'tidy: ' complaints)" -eq 0 ]
}
add() { printf '%s\n' "$2" >>"$1"; }                                        # add FILE LINE
include() { add "$1" "#include \"$2\""; }                                    # include FILE HEADER
repeat() { for ((i = 0; i < $1; i++)); do printf '%b\n' "$2"; done; }         # repeat TIMES LINE

fresh
try 'a tree in order passes' tidy

# modules
refused 'cli/menu is listed twice' 'add src/ORDER "cli/menu  again"'
refused 'not a folder/module and a phrase' 'sed -i "s,^base/text .*,base/text," src/ORDER'
refused 'base/text has no source' 'rm src/base/text.c'
refused 'base/lost has no header' 'add src/ORDER "base/lost  a phrase"'
refused 'base/more is not listed' 'echo "#include \"purse/base/more.h\"" >src/base/more.c'
refused 'cli/command_go has no source' 'add src/cli/commands.def "PURSE_COMMAND(go)"'
refused 'cli/command_go is not listed' 'cp src/cli/command_init.c src/cli/command_go.c'
refused 'the first include is purse/cli/command.h' 'sed -i 1d src/cli/command_init.c'
refused 'modules are src/folder/module.c' 'touch src/stray.c'
refused 'modules are src/folder/module.c' 'touch src/base/inside.h' 'a header in src/'
refused 'modules are src/folder/module.c' \
	'mkdir src/base/deep; touch src/base/deep/x.c' 'a folder in a folder'
refused 'includes base/text, listed later' 'include src/base/arena.c purse/base/text.h'
refused 'includes base/nowhere, not listed' 'include src/base/text.c purse/base/nowhere.h'
refused 'store must not include input' 'include src/store/db.c purse/input/csv.h'
refused 'report must not include input' 'include src/report/grid.c purse/input/csv.h'
refused 'output must not include store' 'include src/output/xlsx.c purse/store/db.h'
refused 'an include is "purse/folder/module.h"' 'include src/base/text.c arena.h'
refused 'the first include is purse/base/arena.h' 'sed -i "1s,.*,#include <stdio.h>," src/base/arena.c'
refused 'the include guard is PURSE_BASE_TEXT_H' \
	'sed -i "s,BASE_TEXT_H,TEXT_H," include/purse/base/text.h'
refused 'the header does not compile alone' 'add include/purse/base/text.h "FILE *purse_text_file(void);"'

# doors
refused 'by base/arena alone' 'add src/base/text.c "void f(char *x) { free(x); }"' 'free outside the arena'
refused 'by base/arena alone' \
	'add src/base/text.c "void *f(void) { return malloc(1); }"' 'malloc outside the arena'
refused 'GMP is for exact/fraction alone' 'add src/exact/money.c "#include <gmp.h>"'
refused 'GMP is for exact/fraction alone' \
	'add src/exact/money.c "void f(mpz_t x) { mpz_clear(x); }"' 'calls of GMP'
refused 'libpq is for store/db alone' 'add src/store/books.c "#include <libpq-fe.h>"'
refused 'libpq is for store/db alone' \
	'add src/store/books.c "void f(void *x) { PQclear(x); }"' 'calls of libpq'
refused 'libxlsxwriter is for output/xlsx alone' 'add src/report/grid.c "#include <xlsxwriter.h>"'
refused 'jansson is for one module alone' \
	'for x in books db; do add src/store/$x.c "#include <jansson.h>"; done'
refused 'main.c alone exits' 'add src/cli/menu.c "void f(void) { exit(1); }"'
refused '_exit is for the child after a fork' 'add src/store/db.c "void f(void) { _exit(1); }"'
for call in 'printf("x")' 'puts("x")' 'fputs("x", stdout)' 'fprintf(stderr, "x")' 'perror("x")'; do
	refused 'cli and main.c alone print' "add src/store/db.c 'void f(void) { $call; }'" "$call below cli"
done
refused 'floating point stays in output' 'add src/exact/money.c "double f(void);"'

# sizes and words
refused 'the file is longer than 600 lines' 'repeat 600 "int f(void);" >>src/base/text.c'
refused 'the function has 71 lines' \
	'{ echo "int f(void)"; echo "{"; repeat 68 ";"; echo "}"; } >>src/base/text.c'
refused 'the line has 111 columns' 'printf "%111s\n" ";" >>src/base/text.c'
refused 'the line has 111 columns' 'printf "\t\t%103s\n" ";" >>sql/raise.sql' 'a tab has four columns'
refused 'the line ends in a blank' 'add src/base/text.c "int f(void); "'
refused 'work left open' 'add src/base/text.c "/* TO""DO: more */"'
refused 'a path of one machine' 'add sql/raise.sql "-- see /wo""rk/notes"'
refused 'a path of one machine' 'add sql/raise.sql "-- see /ho""me/ann/notes"' 'a home folder'

# what is said
fail() { add src/base/text.c "bool f(void) { return purse_fail(1, $1); }"; }
refused 'begins with a small letter' "fail '\"Could not do it\"'"
refused 'has no full stop' "fail '\"could not do it.\"'"
refused 'has no full stop' "fail '\"could not \" \"do it.\"'" 'a full stop in the last piece'
refused 'begins with a small letter' \
	"mkdir sql/routine; add sql/routine/x.sql \"raise 'x', hint = 'Ask a person';\"" 'a hint in SQL'
refused 'has no full stop' \
	"mkdir sql/routine; add sql/routine/x.sql \"raise 'it''s out.'; -- It is said.\"" 'a message in SQL'

# errors
refused 'nothing raises BAD_DATE' 'rm sql/raise.sql'
refused 'no test provokes BAD_DATE' 'rm tests/unit/test_text.c'
refused 'LG999 is not in errors.def' 'add sql/raise.sql "select raise_error(\$\$LG999\$\$);"'
refused 'stands there twice' 'sed p -i include/purse/base/errors.def'

# What looks like a violation and is none.
fresh
cat >>tree/src/store/db.c <<'EOF'
/* free(x); printf("x"); exit(1); a double; // */
const char *purse_db_words = "free(x); printf(\"x\"); exit(1); double"; // free(x)
const char purse_db_quote = '"', purse_db_stroke = '\\';
void purse_db_child(void) {
	if (!fork()) _exit(1);
	snprintf(purse_db_text, 9, "x");
	purse_arena_free(purse_db_text);
	fprintf(purse_db_file, "x");
}
EOF
{ echo 'static const int purse_table[] = {'; (cd tree; repeat 80 '\t1,'); echo '};'; } >>tree/src/store/db.c
{ printf '/* '; repeat 100 '€' | tr -d '\n'; echo ' */'; } >>tree/src/store/db.c
{ echo 'int f(void)'; echo '{'; repeat 67 ';'; echo '}'; } >>tree/src/base/text.c
try 'comments, strings, tables and other names are left alone' tidy
