#!/usr/bin/env bash
# embed: whatever stands in a file is what the program carries, and the table is sorted.
set -eu
. "$PURSE_TOP/tests/support/try.sh"

mkdir -p sql/view sql/query reports
printf 'select 1;\n' >sql/view/b.sql
printf '' >sql/view/a.sql
printf 'no new line at the end' >sql/query/end.sql
printf 'what??/ is ??= this \\ "quoted"\t\\n \\0 %%s\r\n/* */ // é €\n\1772' >reports/odd.sql
awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c1", i }' >sql/query/bytes.sql
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "long %d ", i }' >sql/query/long.sql
files='sql/view/b.sql reports/odd.sql sql/query/long.sql sql/view/a.sql sql/query/bytes.sql sql/query/end.sql'

cat >dump.c <<'EOF'
#include <stdio.h>
#include <string.h>
#include "purse/base/embedded.h"
extern const struct purse_embedded purse_embedded_table[];
extern const size_t purse_embedded_count;
int main(int count, char **arguments) {
	for (size_t i = 0; i < purse_embedded_count; i++) {
		const struct purse_embedded *file = &purse_embedded_table[i];
		if (strlen(file->text) != file->length) return 2;
		if (count == 1) puts(file->path);
		if (count == 2 && !strcmp(arguments[1], file->path))
			return fwrite(file->text, 1, file->length, stdout) != file->length;
	}
	return count != 1;
}
EOF
carry() {
	"$PURSE_BUILD/tools/embed" $files >table.c
	"$1" -std=c17 -Wall -Wextra -Wpedantic -Wno-overlength-strings -Werror -I"$PURSE_TOP/include" \
		-o dump dump.c table.c
}
same() {
	./dump "$1" >got
	cmp "$1" got
}
nothing() {
	"$PURSE_BUILD/tools/embed" >table.c
	gcc -std=c17 -Wpedantic -Werror -I"$PURSE_TOP/include" -o empty dump.c table.c
	prints '' ./empty
}
nul() {
	printf 'a\0b' >nul.sql
	fails 1 "$PURSE_BUILD/tools/embed" nul.sql
}

for compiler in gcc clang; do
	if ! command -v "$compiler" >/dev/null; then
		echo "ok the table compiles with $compiler # skip it is not installed"
		continue
	fi
	try "the table compiles with $compiler" carry "$compiler"
	for file in $files; do try "$file is carried whole ($compiler)" same "$file"; done
done
try 'the table is sorted by path' prints "$(printf '%s\n' $files | LC_ALL=C sort)" ./dump
try 'no file gives an empty table' nothing
try 'a file with a NUL is refused' nul
try 'a file that is not there is refused' fails 1 "$PURSE_BUILD/tools/embed" not-there.sql
