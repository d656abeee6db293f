#!/bin/sh
# The demo's year, in a folder of new books whose server is up. Usage: demo-year.sh PURSE FIXTURES
set -eu

purse=$1
year=$2

# step WORDS COMMAND…: says what it does, keeps the details in out/log.txt, shows them when it fails.
step() {
	printf '  %s\n' "$1"
	shift
	printf '\n$ purse' >>out/log.txt
	printf ' %s' "$@" >>out/log.txt
	printf '\n' >>out/log.txt
	if ! "$purse" "$@" >out/step.txt 2>&1; then
		cat out/step.txt
		exit 1
	fi
	cat out/step.txt >>out/log.txt
	rm out/step.txt
}

echo "The year of the Marrow Valley Cluster: eight schools, one of them abroad."
step "agreements, prices, pupil numbers and quotes come in" import "$year/01-setup"
step "autumn: timesheets and purchases" import "$year/02-autumn"
step "autumn: charged, both schools' books at once" charge --to 2025-12-31
step "autumn: invoices and internal charges raised" invoice raise --term autumn-2025 --date 2026-01-05
for month in 2025-09 2025-10 2025-11 2025-12; do
	SOURCE_DATE_EPOCH=$(date -u -d 2026-01-06 +%s) step "autumn: $month closed" close "$month"
done
step "spring: timesheets, late ones of the autumn among them" import "$year/03-spring"
step "a second person may write for Larkmarsh" user add second --name "A second person"
step "… and for that school only" user grant second --school LAR --role manager
step "… and confirms its new bank details" --as second bank confirm LAR
step "spring: charged, and what was corrected reversed" charge --to 2026-03-31
step "spring: invoices, internal charges, credit notes" invoice raise --term spring-2026 --date 2026-04-13
step "summer: timesheets and purchases" import "$year/04-summer"
step "summer: charged, and unused credits shared" charge --to 2026-08-31
step "summer: invoices, internal charges, credit notes" invoice raise --term summer-2026 --date 2026-09-04
step "every document as a workbook and as CSV" invoice show --all --out out/documents
step "the savings workbook for the governors" report savings --year 2025-26 --out out/savings.xlsx
step "the trial balance" balance --csv out/trial-balance.csv
step "what two schools owe each other, from both sides" statement HAZ PEL --csv out/statement-HAZ-PEL.csv
step "everything checked: each charge made again, each rule asked" verify

echo
"$purse" status
cat <<END

The books are in $PWD. For people, in $PWD/out:
  savings.xlsx             what sharing saved: open it at its first page
  documents/               every invoice, internal charge and credit note
  trial-balance.csv        the books of all schools
  statement-HAZ-PEL.csv    the account between two schools, from both sides
  log.txt                  every command that was run, and what it said

What to try next, in $PWD:
  purse explain HAZ-INT-00001 1     how a line came about, to the last fraction
  purse balance --school STO
  purse invoice show GRE-VAT-00001
(purse is $purse)
END
