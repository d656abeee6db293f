#!/usr/bin/env bash
# R6: a carry of a penny or more that a reversal leaves is posted when the month closes, if no charge took
# it up. 10 credits for 66p are 6.6 each. Bramley draws four and is charged 7, 6, 7 and 6, each time the
# penny nearest what it owes by then (6.6, 13.2, 19.8, 26.4). The first and the third were Coldharbour's:
# Bramley has paid 12 for two, worth 13.2, and 1.2 stands. Closing the month posts 1 of it; 0.2 stays.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }
sound() { has True 'd["sound"]' "$PURSE" verify; }
# What stands on an account of a school.
stands() {
	pick "sum(a['debit_pence'] - a['credit_pence'] for s in d['schools'] if s['school'] == '$1'
		for a in s['accounts'] if a['account'] == '$2')" "$PURSE" balance
}
settled() { pick 'd["settled"]' "$PURSE" close "$1"; }
told='^Before that 1 difference of a penny or more, left by corrections'

record() {
	cp "$PURSE_TOP/fixtures/hand-cases/credits/"*.csv .
	{
		head -n 1 activities.csv
		for i in 1 2 3 4; do echo "D$i,ASH,SHARE,2025-09-1$i,credit,,BRA,1,credit,note $i,,,"; done
	} >drawn.csv
	{
		head -n 1 activities.csv
		for i in 1 3; do
			echo "E$i,ASH,SHARE,2025-09-1$i,credit,,COL,1,credit,note $i,,D$i,It was Coldharbour"
		done
	} >corrected.csv
	mv drawn.csv activities.csv
	{
		head -n 1 purchases.csv
		echo 'L1,ASH,SHARE,2025-09-08,SUPPLIER,INV L1,10 credits,,,0.66,,,,,10,0.10,2025-09-08,2026-08-31,'
	} >lot.csv
	mv lot.csv purchases.csv
	mkdir records later
	mv corrected.csv later/activities.csv
	mv ./*.csv records/
	"$PURSE" init --quiet && "$PURSE" import records --quiet >/dev/null
}

play() {
	record
	try 'four credits are charged' quietly "$PURSE" charge --to 2025-09-30
	try 'Bramley pays 26' prints 26 stands BRA E27
	try 'two are corrected' quietly "$PURSE" import later
	try 'and charged to Coldharbour' quietly "$PURSE" charge --to 2025-09-30
	try 'Bramley has paid 12' prints 12 stands BRA E27
	try 'verify is clean before' sound
	try 'closing settles one carry, and says so' says "$told" "$PURSE" close 2025-09
	try 'Bramley has paid 13' prints 13 stands BRA E27
	try 'Coldharbour still has paid 14' prints 14 stands COL E27
	try 'the lot holds what is left' prints 39 stands ASH 1500
	try 'the same month again settles nothing' prints 0 settled 2025-09
	try 'the month after it there is nothing to settle' prints 0 settled 2025-10
	try 'verify is clean' sound
	# the lot as explained to who may read all of it: nothing is hidden, and what settles says so
	"$PURSE" explain lot L1 >lot.txt
	try 'explained in words' grep -Eq '^ *2025-09-30 +carry settled +BRA +0 +-1 +6 +39 ' lot.txt
	try 'and below' says '^Carry settled: a correction had left a school a penny or more' cat lot.txt
	try 'nothing is hidden' fails 1 grep hidden lot.txt
	try 'told to programs' has "[('drawn', None, False, 'settle', '0', -1)]" \
		"[(m['kind'], m['ref'], m['ref_hidden'], m['charge_kind'], m['credits'], m['pence'])
			for m in d['lots'][0]['movements'] if m['charge'] and not m['ref']]" "$PURSE" explain lot L1
	add_reader cleo COL governor
	"$PURSE" --as cleo explain lot 1 >lot.txt
	try 'hidden from another school' grep -Eq '^ *2025-09-11 +drawn +BRA +hidden +-1 ' lot.txt
	try 'but not what settles, which every school that draws may know' \
		grep -Eq '^ *2025-09-30 +carry settled +BRA +0 +-1 ' lot.txt
}
with_books play
