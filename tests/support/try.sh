# For test scripts: `. "$PURSE_TOP/tests/support/try.sh"`.

# try NAME COMMAND…: says `ok NAME` when the command succeeds; otherwise `not ok NAME`, after what it printed.
# The script goes on; its exit status is 1 once anything failed.
try() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		echo "ok $name"
	else
		printf '%s\n' "$said"
		echo "not ok $name"
		trap 'exit 1' EXIT
	fi
}

# fails STATUS COMMAND…: succeeds when the command ends with that status.
fails() {
	local wanted=$1 status=0
	shift
	"$@" || status=$?
	[ "$status" -eq "$wanted" ] || { echo "ended with $status instead of $wanted: $*"; return 1; }
}

# prints WANTED COMMAND…: succeeds when the command does and prints exactly that.
prints() {
	local wanted=$1 got
	shift
	got=$("$@") || return
	[ "$got" = "$wanted" ] || { printf 'wanted: %s\n   got: %s\n' "$wanted" "$got"; return 1; }
}
