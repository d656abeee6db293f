#!/usr/bin/env bash
# Two schools with a written plan (fixtures/joint-committee/README.md, worked by hand there): training places
# at a price in tiers, what would be if a third school joined, one left or more was used, objectives with
# notes of what changed. Asking changes nothing; each reader sees its own.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/asks.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done

sound() { of "d['sound']" verify; }
sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$files/socket" -U purse_admin -d purse "$@"; }
# Rows of every table of the books, and the last number that each sequence gave.
everything() {
	sql <<<"select format('select %L, count(*) from purse.%I', c.relname, c.relname) from pg_class c
		where c.relnamespace = 'purse'::regnamespace and c.relkind = 'r' order by 1 \\gexec"
	sql -c "select s.sequencename, s.last_value from pg_sequences s where s.schemaname = 'purse' order by 1"
}
# tiers ITEM OPTION…: alone and together by school, in all, and the next tier
tiers() {
	of "*('%s %s %d %d' % (s['school'], s['quantity'], s['alone']['pence'], s['together']['pence'])
		for l in d['lists'] for s in l['schools']),
		*('%d %d' % (l['alone_pence'], l['together_pence']) for l in d['lists']),
		*('next %(minimum)s %(more)s %(at_price_pence)s %(filled_pence)s' % l['next']
			for l in d['lists'] if l['next'])" tiers --year 2025-26 --agreement train --item "$@"
}
# what_if OPTION…: what each school pays and earns after, agreement by agreement, with what changes alone
what_if() {
	of "*('%s %s %d %d' % (a['agreement'], s['school'], s['after']['pays_pence'], s['after']['earns_pence'])
		for a in d['agreements'] for s in a['schools']
		if s['before'] != s['after'] or s['role'] != 'stays')" what-if --year 2025-26 "$@"
}
all_after() {
	of "*('%s %s %d %d' % (a['agreement'], s['school'], s['after']['pays_pence'], s['after']['earns_pence'])
		for a in d['agreements'] for s in a['schools'])" what-if --year 2025-26 "$@"
}
saves() {
	of "*('%s %d %d' % (s['school'], s['before']['saving_pence'], s['after']['saving_pence'])
		for s in d['schools'])" what-if --year 2025-26 "$@"
}
shares() {
	of "*('%s %s %s' % (s['school'], s['before']['share'], s['after']['share'])
		for s in d['agreements'][0]['schools'])" what-if --year 2025-26 "$@"
}
says() { "$PURSE" "${@:2}" | tr -s ' \n' ' ' | grep -qF -- "$1"; }
figures() { of "*('%(name)s %(value)s' % f for f in d['figures'])" report objectives --year 2025-26 "$@"; }
person() {
	"$PURSE" user add "$1" --quiet >/dev/null
	"$PURSE" user grant "$1" --school "$2" --role governor --quiet >/dev/null
}

price_lists() {
	try 'places, alone and together' prints \
		'FER 8 144000 120000 STB 6 108000 90000 252000 210000 next 20 6 168000 240000' tiers 'training place'
	try 'a price by pupils' prints 'FER 1 95000 95000 STB 1 78000 78000 173000 173000' tiers membership
	try 'at least so much a school' prints 'FER 112 75000 75000 STB 54 75000 75000 150000 150000' \
		tiers 'data service'
	try 'a third school reaches the next tier' prints \
		'FER 8 144000 96000 STB 6 108000 72000 ELM 7 126000 84000 378000 252000' \
		tiers 'training place' --quantity elm=7
	try 'some of them together' prints \
		'FER 8 144000 120000 ELM 7 126000 105000 270000 225000 next 20 5 180000 240000' tiers \
		'training place' --quantity elm=7 --school fer --school elm
	try 'another roll' prints 'FER 1 115000 115000 STB 1 60000 60000 175000 175000' \
		tiers membership --pupils STB=50 --pupils FER=216
	try 'told to people' says 'The next tier begins at 20, at £120.00: 6 places more.' tiers --year 2025-26
	try 'and that nothing is left to reach' says 'The lowest price of the list is reached.' tiers \
		--year 2025-26 --item 'training place' --quantity elm=7
	try 'no list on these days' refuses 'no price list in tiers holds' "$PURSE" tiers --year 2027-28
	try 'no such agreement' refuses 'agreement "NONE" is not known' "$PURSE" tiers --agreement none \
		--year 2025-26
	try 'no such school' refuses 'the school "ELF"' "$PURSE" tiers --year 2025-26 --item membership \
		--quantity elf=1
	try 'a school beyond the bands' refuses 'no band is for 112 pupils' "$PURSE" tiers \
		--year 2025-26 --item narrow
	try 'which keeps other lists from nobody' prints 'no band is for 112 pupils 3' \
		of "d['lists'][2]['why_not'][-25:], sum(l['why_not'] is None for l in d['lists'])" tiers \
		--year 2025-26
	try 'quantities of several lists' fails 2 "$PURSE" tiers --year 2025-26 --quantity fer=1
	try 'a quantity that is none' fails 2 "$PURSE" tiers --year 2025-26 --quantity fer=many
	try 'a quantity of nobody' fails 2 "$PURSE" tiers --year 2025-26 --quantity 7
	try 'a quantity below nought' fails 2 "$PURSE" tiers --year 2025-26 --quantity=fer=-1
	try 'half a pupil' fails 2 "$PURSE" tiers --year 2025-26 --pupils fer=0.5
	try 'days without an end' fails 2 "$PURSE" tiers --from 2025-09-01
}

suppositions() {
	local left='BUS STB 0 0 BUS FER 0 0 MUSIC FER 166000 0 MUSIC STB 0 0 SENCO STB 0 0 SENCO FER 0 0'
	local more='BUS STB 8100 0 BUS FER 0 8100 SENCO STB 279000 0 SENCO FER 0 279000'
	left+=' SPEAKER FER 40101 0 SPEAKER STB 0 0 TRAIN FER 144000 0 TRAIN STB 0 0 TRAIN HIG 0 144000'
	more+=' TRAIN FER 144000 0 TRAIN STB 108000 0 TRAIN HIG 0 252000'
	try 'a school joins what has tiers' prints \
		'TRAIN FER 96000 0 TRAIN STB 72000 0 TRAIN HIG 0 252000 TRAIN ELM 84000 0' \
		what_if --agreement train --join elm
	try 'what it saves' prints 'ELM 0 0 FER 24000 48000 HIG 0 0 STB 18000 36000' \
		saves --agreement train --join elm
	try 'the tier that is reached' prints "14 21 15000 12000" \
		of "*('%(quantity_before)s %(quantity_after)s %(price_before)s %(price_after)s' % t
			for t in d['agreements'][0]['tiers'])" what-if --year 2025-26 --agreement train --join elm
	try 'a school joins what goes by pupils' prints 'MUSIC FER 94376 0 MUSIC STB 45502 0 MUSIC ELM 26122 0' \
		what_if --agreement music --join elm
	try 'its share' prints 'FER 56/83 112/197 STB 27/83 54/197 ELM None 31/197' \
		shares --agreement music --join elm
	try 'what that saves' prints 'ELM 0 0 FER 18000 35624 STB 16000 24498' saves --agreement music --join elm
	try 'and that it has no quote' says 'ELM would pay £261.22 for what it has no quote for' \
		what-if --year 2025-26 --agreement music --join elm
	try 'as many pupils as it is told' prints 'MUSIC FER 112000 0 MUSIC STB 54000 0 MUSIC ELM 0 0' \
		all_after --agreement music --join elm --pupils elm=0
	try 'a school joins what is shared equally' prints \
		'SPEAKER FER 13367 0 SPEAKER STB 13367 0 SPEAKER ELM 13367 0' what_if --agreement speaker --join elm
	try 'a school leaves all' prints "$left" what_if --partnership joint --leave stb
	try 'what it would pay alone' prints '425800' \
		of "sum(a['leaver_alone_pence'] for a in d['agreements'])" what-if --year 2025-26 --leave stb
	try 'what that saves or costs' prints 'FER 42000 -36000 HIG 0 0 STB 90400 0' saves --leave stb
	try 'half as much again' prints "$more" what_if --quantity +50%
	try 'less, back to the first price' prints 'TRAIN FER 86400 0 TRAIN STB 64800 0 TRAIN HIG 0 151200' \
		what_if --agreement train --quantity -40%
	try 'several changes at once' prints \
		'TRAIN FER 96000 0 TRAIN STB 108000 0 TRAIN HIG 0 264000 TRAIN ELM 60000 0' \
		what_if --agreement train --join elm --uses elm=5 --quantity stb=+50%
	try 'the savings are those of the report' prints '132400' \
		of "d['together']['before']['saving_pence']" what-if --year 2025-26 --leave stb
	try 'what was assumed of prices' says 'at the quantity of all' what-if --year 2025-26 --quantity +50%
	try 'with what was assumed' says 'ELM counts with 31 pupils.' what-if --year 2025-26 --join elm
	try 'the lead leaves' refuses 'without its lead, "FER"' \
		"$PURSE" what-if --year 2025-26 --agreement music --leave fer
	try 'of several it is told' prints 'could not work it out without its lead, "FER"' \
		of "d['agreements'][1]['why_not']" what-if --year 2025-26 --leave fer
	try 'a school that is in it joins' refuses 'makes no difference' \
		"$PURSE" what-if --year 2025-26 --agreement music --join stb
	try 'no such school' refuses 'the school "ELF"' "$PURSE" what-if --year 2025-26 --join elf
	try 'nothing was charged' refuses 'nothing was charged' "$PURSE" what-if --year 2030-31 --join elm
	try 'nothing changes' fails 2 "$PURSE" what-if --year 2025-26
	try 'a change that is none' fails 2 "$PURSE" what-if --year 2025-26 --quantity 20
	try 'less than nothing' fails 2 "$PURSE" what-if --year 2025-26 --quantity=-101%
	try 'joining and leaving' fails 2 "$PURSE" what-if --year 2025-26 --join elm --leave elm
}

readers() {
	person stella STB
	person elmo ELM
	try 'a party sees the price list' prints \
		'FER 8 144000 120000 STB 6 108000 90000 252000 210000 next 20 6 168000 240000' \
		tiers 'training place' --as stella
	try 'and may ask what if' prints 'MUSIC FER 94376 0 MUSIC STB 45502 0 MUSIC ELM 26122 0' \
		what_if --agreement music --join elm --as stella
	try 'a school outside does not' refuses 'no price list in tiers holds' \
		"$PURSE" tiers --year 2025-26 --as elmo
	try 'nor what was charged' refuses 'nothing was charged' \
		"$PURSE" what-if --year 2025-26 --join elm --as elmo
	try 'nor the objectives' prints '0 0' \
		of "*(f['value'] for f in d['figures'] if f['name'] in ('note_count', 'unserved'))" \
		report objectives --year 2025-26 --as elmo
	try 'a member reads them' prints '4 7' \
		of "*(f['value'] for f in d['figures'] if f['name'] in ('note_count', 'unserved'))" \
		report objectives --year 2025-26 --as stella
	try 'and no records of them' prints 0 env -u PGHOST psql -X -q -At -h "$files/socket" -U elmo \
		-d purse -c \
		"select count(*) from purse_view.record where kind in ('price_tiers', 'objectives',
			'agreement_objectives', 'impact_notes')"
}

play() {
	local reported='spent 6075.01 saved 1324.00 note_count 4 silent 6 unserved 7 loose 1'
	reported+=' loose_spent 54.00 without_quote 401.01'
	mkdir books && cd books
	"$PURSE" init --quiet >/dev/null
	"$PURSE" import --quiet "$PURSE_TOP/fixtures/joint-committee/01-year" >/dev/null
	files=$(of "d['files']" server status)
	try 'the same again changes nothing' prints '0 89' \
		of "d['new'], d['unchanged']" import "$PURSE_TOP/fixtures/joint-committee/01-year"
	try 'what is recorded and not charged counts' prints \
		'FER 8 144000 120000 STB 6 108000 90000 252000 210000 next 20 6 168000 240000' tiers 'training place'
	try 'the year is charged' prints '607501' of "sum(c['pence'] for c in d['charges'])" \
		charge --to 2026-08-31
	try 'and the autumn invoiced' prints '313000' of "sum(x['total_pence'] for x in d['documents'])" \
		invoice raise --term autumn-2025 --date 2026-01-08
	{
		echo 'Agreement,Item,Unit,From,To,Minimum quantity,Roll to,Unit price,Evidence'
		echo 'TRAIN,narrow,year,2025-09-01,2026-08-31,0,60,5,letter'
	} >price-tiers.csv
	"$PURSE" import --quiet price-tiers.csv >/dev/null
	everything >before
	price_lists
	suppositions
	try 'spent, saved and changed, by objective' prints "$reported" \
		figures --partnership JOINT
	everything >after
	try 'asking changed nothing in the books' cmp before after
	try 'of which there is a lot' [ "$(wc -l <before)" -gt 80 ]
	readers
	try 'the books are sound' prints True sound
}
with_books play
