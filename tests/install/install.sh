#!/usr/bin/env bash
# make install and make uninstall: what goes where, what goes away again, and a program of one's own that is
# built on what was installed and posts a charge.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER DESTDIR PREFIX
prefix="$PWD/a place é" stage="$PWD/a stage" list=share/purse/installed

# What is built already is installed, so with the settings it was built with.
CC=$(cut -d ' ' -f 1 "$PURSE_BUILD/flags")
sanitize=$(sed -nE 's/.*-fsanitize=([a-z,]+) .*/\1/p' "$PURSE_BUILD/flags")
run_make() { make -C "$PURSE_TOP" --no-print-directory CC="$CC" SANITIZE="$sanitize" "$@"; }
files_in() { find "$1" -mindepth 1 ! -type d -printf '%P\n' | LC_ALL=C sort; }
nothing_in() { prints '' find "$1" -mindepth 1; }

# --- what is installed ---
mkdir "$stage"
by_list() {   # the files there are, and those of the list
	diff <(files_in "$prefix") <(sed -n "s,^file $prefix/,,p" "$prefix/$list" | LC_ALL=C sort)
}
each_command_has_a_page() {
	local wanted found
	wanted=$(grep -c '^PURSE_COMMAND(' "$PURSE_TOP/src/cli/commands.def")
	found=$(find "$prefix/share/man/man1" -name 'purse-*.1' | wc -l)
	[ "$wanted" -eq "$found" ] && [ -f "$prefix/share/man/man1/purse.1" ] && [ "$found" -ge 20 ]
}
others_are_there() {
	local file
	for file in bin/purse lib/libpurse.a lib/pkgconfig/purse.pc include/purse/purse.h \
		share/bash-completion/completions/purse share/zsh/site-functions/_purse \
		share/fish/vendor_completions.d/purse.fish share/doc/purse/README.md; do
		[ -s "$prefix/$file" ] || { echo "$file is missing"; return 1; }
	done
	[ ! -e "$prefix/include/purse/cli" ] && [ ! -e "$prefix/include/purse/base/banned.h" ]
}
readable_by_all() {
	prints '' find "$prefix" \( -type d ! -perm 755 -o -type f ! -perm 644 ! -path '*/bin/purse' \) || return
	prints 755 stat -c %a "$prefix/bin/purse"
}
install_closed() { (umask 077; run_make install PREFIX="$prefix"); }
try 'install below a PREFIX' install_closed
try 'every file is in the list' by_list
try 'every command has a page' each_command_has_a_page
try 'program, library, completion and README are there' others_are_there
try 'everybody may read them' readable_by_all
try 'the program runs from there' grep -q '^purse [0-9.]* (schema' <("$prefix/bin/purse" --version)
try 'install below a DESTDIR' run_make install DESTDIR="$stage" PREFIX=/opt/purse
same_below_destdir() { diff <(files_in "$prefix") <(files_in "$stage/opt/purse"); }
try 'it holds the same' same_below_destdir
knows_its_prefix() { grep -qx 'prefix=/opt/purse' "$stage/opt/purse/lib/pkgconfig/purse.pc"; }
try 'what is below a DESTDIR knows its PREFIX alone' knows_its_prefix
try 'a PREFIX that is not absolute is refused' fails 2 run_make install PREFIX=here
try 'folders can be chosen' run_make install DESTDIR="$stage" PREFIX=/usr bindir=/programs mandir=/pages
chosen() {
	[ -x "$stage/programs/purse" ] && [ -f "$stage/pages/man1/purse.1" ] && [ ! -e "$stage/usr/bin" ]
}
try 'and are used' chosen
unwritable() { fails 2 run_make install PREFIX=/proc/purse 2>&1 | grep -F 'PREFIX="$HOME/.local"'; }
try 'where one may not write it says what to do' unwritable

# --- a program on the library ---
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
same_version() {
	prints "purse $(pkg-config --modversion purse)" sed 's/ (.*//' <("$prefix/bin/purse" version)
}
try 'pkg-config knows the version' same_version
# compile WORD…: as a stranger would, outside the tree.
compile() {
	eval "set -- $(printf '%q ' "$@") $(pkg-config --cflags --libs ${static-} purse)"
	"${CC:-gcc}" -std=c17 -Wall -Wextra -Wpedantic -Werror ${sanitize:+-fsanitize="$sanitize"} "$@"
}
cp "$prefix/share/doc/purse/examples/post_charge.c" .
try 'the example compiles' compile post_charge.c -o post_charge
static=--static try 'and does with --static' compile post_charge.c -o post_charge_static
each_header_alone() {
	local header
	(cd "$prefix/include" && find purse -name '*.h') >headers
	[ "$(wc -l <headers)" -gt 60 ] || return
	while read -r header; do
		printf '#include <%s>\nextern int more;\n' "$header" >"${header//\//-}.c"
	done <headers
	compile -fsyntax-only purse-*.c
}
try 'every header compiles alone' each_header_alone
own_names() {
	! nm -g --defined-only "$prefix/lib/libpurse.a" | grep -E '^[0-9a-f]+ [A-Z] ' | grep -v ' purse_'
}
try 'the library defines no name but its own' own_names

# 7.5 hours at £20.51 are 153.825, and half a penny goes up
posted='libpurse VERSION
recorded 12 rows, posted 1 charges in 1 entries
BRA owes ASH 15383 pence, exactly 30765/2'
post() { ./post_charge books "$PURSE_TOP/tests/install/records" 2025-09-30 ASH-1; }
purse() { env -C books "$prefix/bin/purse" "$@"; }
told() { "$@" | python3 -c "import json, sys; d = json.load(sys.stdin); print($told)"; }
stopped() { told='d["running"]' prints False told purse server status --json; }
accounts() {
	local told='[(a["account"], a["debit_pence"] - a["credit_pence"])
		for s in d["schools"] for a in s["accounts"]]'
	prints "[('1310', 15383), ('I08b', -15383), ('2310', -15383), ('E27', 15383)]" \
		told purse balance --json
}
exactly() {
	told='[(c["pence"], c["exact"], c["price"]["pounds"]) for c in d["charges"]]' \
		prints "[(15383, '30765/2', '20.51')]" told purse explain ASH-1 --json
}
refuses_again() { fails 2 post >said 2>&1 && grep -q '^LG501: there are books in' said; }
use_it() {
	try 'the example posts a charge into new books and reads it back' \
		prints "${posted/VERSION/$(pkg-config --modversion purse)}" post
	try 'it leaves no server running' stopped
	try 'the installed program finds it in both books' accounts
	try 'and explains it' exactly
	try 'the books verify' purse verify
	try 'a second time is refused, and told' refuses_again
}
with_books use_it

# --- an older version goes ---
# As if it had had a page and a folder more; in the folder lies what is somebody else's.
older() {
	mkdir "$prefix/share/old" "$prefix/share/gone"
	touch "$prefix/share/man/man1/purse-old.1" "$prefix/share/old/ours" "$prefix/share/old/theirs"
	printf "file $prefix/share/%s\n" man/man1/purse-old.1 old/ours >>"$prefix/$list"
	printf "folder $prefix/share/%s\n" old gone >>"$prefix/$list"
	run_make install PREFIX="$prefix" && [ ! -e "$prefix/share/gone" ] || return
	[ ! -e "$prefix/share/man/man1/purse-old.1" ] && prints theirs ls "$prefix/share/old" || return
	rm -r "$prefix/share/old"
	by_list
}
try 'installed over an older version, nothing of that stays' older

# --- uninstall ---
touch "$prefix/bin/theirs"
uninstall_leaves() { run_make uninstall PREFIX="$prefix" && prints bin/theirs files_in "$prefix"; }
try 'uninstall leaves what is not ours' uninstall_leaves
rm -r "$prefix"
try 'uninstall asks for what was installed' fails 2 run_make uninstall PREFIX="$prefix"
try 'uninstall below a DESTDIR' run_make uninstall DESTDIR="$stage" PREFIX=/opt/purse
try 'uninstall from chosen folders' \
	run_make uninstall DESTDIR="$stage" PREFIX=/usr bindir=/programs mandir=/pages
try 'nothing is left' nothing_in "$stage"
install_and_uninstall() {
	run_make install PREFIX="$prefix" && run_make install PREFIX="$prefix" &&
		run_make uninstall PREFIX="$prefix"
}
try 'installed twice, it goes at once' install_and_uninstall
try 'with the PREFIX that install made' fails 1 test -e "$prefix"
