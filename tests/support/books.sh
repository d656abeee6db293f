# For test scripts that make books: `. "$PURSE_TOP/tests/support/books.sh"`.

# with_books COMMAND…: runs the command in a subshell, then stops the servers of all books made below the
# current folder, and removes what root's clusters have elsewhere. Gives the command's status.
with_books() {
	local status=0 place files
	("$@") || status=$?
	while read -r place; do
		files=$(env -C "$place" "$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
		env -C "$place" "$PURSE" server stop --quiet >/dev/null || true
		[ -z "$files" ] || rm -rf "$files"
	done < <(find "$PWD" -name .purse -printf '%h\n')
	return "$status"
}
