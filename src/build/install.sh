#!/bin/sh
# Puts what was built where it belongs, or takes it away again. `make install` and `make uninstall` call it.
# usage: VARIABLES sh src/build/install.sh install|uninstall       from the top of the tree
# VARIABLES: BUILD, VERSION, PACKAGES (what libpurse needs, as pkg-config calls it), DESTDIR, PREFIX, and
# the folders that `folders` names below. All are absolute; DESTDIR, which may be empty, comes before each.
#
# DATADIR/purse/installed lists every file and every folder that was made. An older version is taken away by
# its list, so that nothing of it stays that the new one does not have; and uninstall takes away what the list
# has and nothing else. A folder in which something else lies stays.
set -eu
umask 022
folders='PREFIX bindir libdir includedir datadir mandir docdir bashdir zshdir fishdir'

fail() {
	printf 'install: %s\n' "$@" >&2
	exit 1
}

for folder in $folders; do
	eval "value=\$$folder"
	case $value in
		/*) ;;
		*) fail "could not use $folder=\"$value\": it must begin with /" ;;
	esac
done
list=$datadir/purse/installed
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP
: >"$scratch/folders"
: >"$scratch/before"
if [ -f "$DESTDIR$list" ]; then cp "$DESTDIR$list" "$scratch/before"; fi

# What goes where: `mode<tab>source<tab>target`, one a line.
plan() {
	one() { printf '%s\t%s\t%s\n' "$@"; }
	one 755 "$BUILD/purse" "$bindir/purse"
	one 644 "$BUILD/libpurse.a" "$libdir/libpurse.a"
	one 644 "$scratch/purse.pc" "$libdir/pkgconfig/purse.pc"
	# The command line is the program's own, and what is banned here may be used elsewhere.
	find include/purse -name cli -prune -o -type f ! -name banned.h -print | sort | while read -r header; do
		one 644 "$header" "$includedir/${header#include/}"
	done
	for page in "$BUILD"/documents/man1/*.1; do one 644 "$page" "$mandir/man1/${page##*/}"; done
	one 644 "$BUILD/documents/purse.bash" "$bashdir/purse"
	one 644 "$BUILD/documents/purse.zsh" "$zshdir/_purse"
	one 644 "$BUILD/documents/purse.fish" "$fishdir/purse.fish"
	one 644 README.md "$docdir/README.md"
	one 644 reports/README.md "$docdir/reports.md"
	find fixtures/year-2025-26 -type f | sort | while read -r file; do
		one 644 "$file" "$docdir/examples/${file#fixtures/}"
	done
	one 644 reports/savings.sql "$docdir/examples/savings.sql"
	one 644 tests/install/post_charge.c "$docdir/examples/post_charge.c"
}

# A folder as pkg-config takes it.
escaped() { printf '%s\n' "$1" | sed 's/[^A-Za-z0-9_./+:@%,-]/\\&/g'; }

# libpurse is there as an archive only, so that whoever links it needs the others with or without --static;
# and of those the shared libraries, which --static would not ask for were they named as packages.
write_pc() {
	libraries=$(pkg-config --libs $PACKAGES)
	cat <<END
prefix=$(escaped "$PREFIX")
libdir=$(escaped "$libdir")
includedir=$(escaped "$includedir")

Name: purse
Description: exact double-entry books for schools that share
Version: $VERSION
Cflags: -I\${includedir}
Libs: -L\${libdir} -lpurse $libraries
END
}

# Makes a folder and those above it, and notes which it made.
make_folder() {
	[ ! -d "$DESTDIR$1" ] || return 0
	make_folder "${1%/*}"
	mkdir "$DESTDIR$1" || fail "give PREFIX=\"\$HOME/.local\" for a place of your own, or install as root"
	printf 'folder %s\n' "$1" >>"$scratch/folders"
}

# The list of what there is after this, and of what there was before.
write_list() {
	{
		cat "$@"
		grep '^folder ' "$scratch/before" || true
		cat "$scratch/folders"
		cut -f 3 "$scratch/plan" | sed 's/^/file /'
		printf 'file %s\n' "$list"
	} | awk '!seen[$0]++' >"$DESTDIR$list.new"
	mv "$DESTDIR$list.new" "$DESTDIR$list"
}

# Folders of the list on standard input, the deepest first, unless something else lies in them.
remove_folders() {
	sed -n 's/^folder //p' | LC_ALL=C sort -r | while IFS= read -r folder; do
		rmdir "$DESTDIR$folder" 2>/dev/null || true
	done
}

# Files of the list on standard input.
remove_files() {
	sed -n 's/^file //p' | while IFS= read -r file; do rm -f "$DESTDIR$file"; done
}

install_all() {
	local mode source target
	write_pc >"$scratch/purse.pc"
	plan >"$scratch/plan"
	if [ -n "$DESTDIR" ]; then mkdir -p "$DESTDIR"; fi
	{ cut -f 3 "$scratch/plan"; echo "$list"; } | sed 's,/[^/]*$,,' | sort -u >"$scratch/targets"
	while IFS= read -r folder; do make_folder "$folder"; done <"$scratch/targets"
	write_list "$scratch/before"   # so that uninstall finds everything even if this is stopped half way
	while IFS="$(printf '\t')" read -r mode source target; do
		install -m "$mode" "$source" "$DESTDIR$target"
	done <"$scratch/plan"
	cut -f 3 "$scratch/plan" | sed 's/^/file /' >"$scratch/now"
	printf 'file %s\n' "$list" >>"$scratch/now"
	grep -vxFf "$scratch/now" "$scratch/before" >"$scratch/old" || true
	remove_files <"$scratch/old"
	remove_folders <"$scratch/before"
	write_list /dev/null
	echo "purse $VERSION is installed: $DESTDIR$bindir/purse"
}

uninstall_all() {
	[ -s "$scratch/before" ] ||
		fail "could not find $DESTDIR$list: nothing was installed there by make install" \
			"give the same PREFIX, DESTDIR and folders as then"
	remove_files <"$scratch/before"
	remove_folders <"$scratch/before"
	echo "purse is no longer installed below $DESTDIR$PREFIX; books that were made are where they were"
}

case ${1-} in
	install) install_all ;;
	uninstall) uninstall_all ;;
	*) fail "usage: install.sh install|uninstall" ;;
esac
