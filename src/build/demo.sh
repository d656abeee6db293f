#!/bin/sh
# The main job on a realistic year of a partnership: import, charges, documents, workbooks.
# Usage: demo.sh PURSE FOLDER
# Starts clean each time; the server it starts for itself ends with it.
set -eu

purse=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
top=$(realpath "$(dirname "$0")/../..")
unset PURSE_DATABASE PURSE_USER

# Removes what an earlier run left, its server and root's cluster included.
clean() {
	[ -d "$folder/.purse" ] || return 0
	files=$(cd "$folder" && "$purse" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	(cd "$folder" && "$purse" server stop --quiet >/dev/null) || true
	case $files in
		/var/lib/purse/?*) rm -rf "$files" ;;
	esac
}

clean
rm -rf "$folder"
mkdir -p "$folder/out"
cd "$folder"
"$purse" init --quiet >out/log.txt
"$purse" server stop --quiet >>out/log.txt   # so that the next line starts it, and ends it
exec "$purse" server run -- sh "$top/src/build/demo-year.sh" "$purse" "$top/fixtures/year-2025-26"
