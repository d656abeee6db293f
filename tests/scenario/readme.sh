#!/usr/bin/env bash
# The README's list of commands is the one the program has. When it is not:
# sh src/build/readme.sh build/purse <README.md
# And its words are true: every command that stands in it is one, and its year can be played with the example
# rows as it is told there.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER
mkdir bin year
ln -s "$PURSE" bin/purse
PATH=$PWD/bin:$PATH

same_commands() {
	sh "$PURSE_TOP/src/build/readme.sh" "$PURSE" <"$PURSE_TOP/README.md" | diff "$PURSE_TOP/README.md" -
}
try "the README lists the commands as they are" same_commands

# What stands `in such quotes` and begins with the program's name, but for the list of commands.
spans() { sed '/^<!-- commands/,/commands -->$/d' | tr '\n' ' ' | grep -oE '`purse( [^`]*)?`' | tr -d '`'; }
# A command's name alone, which the words around it speak of.
purse help --markdown | sed -nE 's/^\| `(purse [a-z-]+( [a-z]+)?).*/\1/p' >names
names=$PWD/names
is_name() { grep -qxF -- "$1" "$names"; }
# Tells it when it begins with no command.
no_command() {
	local words
	read -ra words <<<"$1"
	[ "${#words[@]}" -eq 1 ] || is_name "${words[*]:0:2}" || is_name "${words[*]:0:3}" || echo "$1"
}
all_are_commands() {
	local line others
	others=$(spans <"$PURSE_TOP/README.md" | while IFS= read -r line; do no_command "$line"; done)
	[ "$(spans <"$PURSE_TOP/README.md" | wc -l)" -gt 20 ] && [ -z "$others" ] || { echo "$others"; return 1; }
}
try 'every command that it speaks of is one' all_are_commands

# The year as it is told: what is shown with --dry-run is then done without.
step() { try "in its year: $1" $1; }
play() {
	local line ran=0
	cd year
	while IFS= read -r line; do
		case $line in
			'purse init' | 'purse charge') ;;
			*) ! is_name "$line" || continue ;;
		esac
		step "$line"
		[[ $line != *' --dry-run' ]] || step "${line% --dry-run}"
		ran=$((ran + 1))
	done < <(sed -n '/^## A year with it/,/^## Commands/p' "$PURSE_TOP/README.md" | spans)
	try 'it has its steps' [ "$ran" -ge 9 ]
	try 'documents to send are there' ls documents/ASHCOMBE-INT-00001.xlsx
	try 'and the workbook for governors' ls savings.xlsx
}
with_books play
