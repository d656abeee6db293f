# For test scripts in which everything fails once: `. "$PURSE_TOP/tests/fault/every.sh"`.

. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER

# every allocations|statements: a small run from import to verify, in which each of them fails once, and
# each time the books are as before or complete: see tests/fault/every.py.
every() { with_books every_in_new_books "$@"; }

every_in_new_books() {
	"$PURSE" init --quiet books >/dev/null
	"$PURSE" template --quiet records >/dev/null
	# smaller will do: what nothing else refers to
	rm records/{quotes,bank-details,opening-balances,price-tiers,objectives,agreement-objectives}.csv
	rm records/{impact-notes,interests,proposals,recommendations,meter-readings,expected-purchases}.csv
	mkdir here
	cd here
	PYTHONDONTWRITEBYTECODE=1 python3 "$PURSE_TOP/tests/fault/every.py" "$1" ../books ../records
}
