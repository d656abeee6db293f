# For test scripts that ask a command for figures or for a refusal: `. "$PURSE_TOP/tests/support/asks.sh"`.

# refuses WORDS COMMAND…: ends with status 1 and says so.
refuses() {
	local status=0 said
	said=$("${@:2}" 2>&1 >/dev/null) || status=$?
	[ "$status" -eq 1 ] || { echo "ended with $status"; echo "$said"; return 1; }
	tr -s ' \n' ' ' <<<"$said" | grep -qF -- "$1" || { echo "wanted: $1"; echo "$said"; return 1; }
}
# of EXPRESSION COMMAND…: the Python expression, of what the command says as JSON, d.
of() {
	"$PURSE" "${@:2}" --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(*eval("(%s,)" % sys.argv[1]))' "$1"
}
