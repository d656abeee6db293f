#!/usr/bin/env bash
# The README's list of commands is the one the program has. When it is not:
# sh src/build/readme.sh build/purse <README.md
set -eu
. "$PURSE_TOP/tests/support/try.sh"

same_commands() {
	sh "$PURSE_TOP/src/build/readme.sh" "$PURSE" <"$PURSE_TOP/README.md" | diff "$PURSE_TOP/README.md" -
}
try "the README lists the commands as they are" same_commands
