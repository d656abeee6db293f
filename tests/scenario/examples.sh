#!/usr/bin/env bash
# Every example of the help does what it says: those that need no books in an empty folder each, the others
# one after the other in one folder of books, as on a first day. With --quiet each says the same, but for what
# explains and advises.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER
mkdir bin day shy
ln -s "$PURSE" bin/purse
PATH=$PWD/bin:$PATH

# plain NAME: what it says, without what differs between the two folders of books.
plain() {
	sed -E 's,/(day|shy)/,/,g; s,/var/lib/purse/[^/ ]+,SERVER,g; s/[0-9]+/N/g; s/ +/ /g; s/-+/-/g' "$1"
}
# loud LINE FOLDER
loud() { (cd "$2" && $1) >said || { cat said; return 1; }; }
# is_quiet LINE FOLDER: with --quiet, in books of its own, it says what it said before, and nothing more; what
# it leaves out are whole paragraphs.
is_quiet() {
	(cd "$2" && purse --quiet ${1#purse}) >less 2>errors || { cat less errors; return 1; }
	[ ! -s errors ] || { cat errors; return 1; }
	! grep '^Next:' less || return
	[ ! -s said ] || [ -s less ] || { echo 'nothing is left of what it says'; return 1; }
	diff <(plain said) <(plain less) >differences || ! grep '^>' differences
}

play() {
	local place line number=0 folder quiet
	while IFS=$'\t' read -r place line; do
		number=$((number + 1))
		folder=$PWD/empty-$number quiet=$PWD/empty-$number
		case $place in
			shown) continue ;;
			books) folder=$PWD/day quiet=$PWD/shy ;;
		esac
		if [ -d "$folder/books" ] && [ -d "$quiet/books" ]; then folder=$folder/books quiet=$quiet/books; fi
		mkdir -p "$folder"
		# tests/unit/test_option.c sees that blanks alone take an example apart
		try "$line" loud "$line" "$folder"
		try "quiet: $line" is_quiet "$line" "$quiet"
	done <examples
	[ "$number" -gt 10 ]
}
purse help --examples >examples
with_books play
