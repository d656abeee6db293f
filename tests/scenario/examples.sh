#!/usr/bin/env bash
# Every example of the help does what it says: those that need no books in an empty folder each, the others
# one after the other in one folder of books, as on a first day.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER
mkdir bin day
ln -s "$PURSE" bin/purse
PATH=$PWD/bin:$PATH

play() {
	local place line number=0 folder
	while IFS=$'\t' read -r place line; do
		number=$((number + 1))
		folder=$PWD/empty-$number
		case $place in
			shown) continue ;;
			books) folder=$PWD/day; if [ -d day/books ]; then folder=$PWD/day/books; fi ;;
		esac
		mkdir -p "$folder"
		# tests/unit/test_option.c sees that blanks alone take an example apart
		try "$line" env -C "$folder" $line
	done <examples
	[ "$number" -gt 10 ]
}
purse help --examples >examples
with_books play
