#!/usr/bin/env bash
# Tampering as the owner of the database, around the triggers: each case of tests/store/tamper is done in a
# copy of good books, and purse verify must end with status 1 and name the exact place, for people and for
# programs. The books are the fixture year up to its spring documents, the autumn closed.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

sql() { env -u PGHOST psql -X -q -At -v ON_ERROR_STOP=1 -h "$socket" -U purse_admin "$@"; }
copy() {
	sql -d postgres -c 'drop database if exists copy' -c 'create database copy template purse' 2>/dev/null
}
as() { echo "postgresql:///copy?host=$socket&user=$1"; }
on_copy() { "$PURSE" "$@" --database "$(as "$person")"; }
# change SQL: as a superuser, past all triggers; the statements may use the variables of find_rows.
change() { { echo 'set session_replication_role = replica;'; echo "$1;"; } | sql -d copy "${rows[@]}"; }

# names EXPECTED…: verify finds these in the copy (see tests/support/found.py).
names() {
	fails 1 on_copy verify --json >found.json && fails 1 on_copy verify >found.txt &&
		python3 "$PURSE_TOP/tests/support/found.py" found.json found.txt "$@"
}
can_not() { cat "$1"; return 1; }
# tamper NAME SQL EXPECTED…: does it, and keeps what verify finds; found.py looks at all cases at once.
tamper() {
	local here=cases/$((++count)) in_json=0 in_words=0
	mkdir -p "$here"
	copy
	if ! change "$2" >"$here/said.txt" 2>&1; then
		try "$1" can_not "$here/said.txt"
		rm -r "$here"
		return
	fi
	on_copy verify --json >"$here/found.json" 2>>"$here/said.txt" || in_json=$?
	on_copy verify >"$here/found.txt" 2>>"$here/said.txt" || in_words=$?
	printf '%s\n' "$1" "$in_json $in_words" "${@:3}" >"$here/case"
}
copy_is_sound() { on_copy verify --json >found.json && grep -q '"sound": true' found.json; }
# undone NAME SQL UNDO: what was put back as it was leaves nothing to find.
put_back() { copy && change "$1" && fails 1 on_copy verify >found.txt && change "$2" && copy_is_sound; }
undone() { try "undone: $1" put_back "$2" "$3"; }

# Rows by what they are: FEN-0001 is a day of the business manager for MIL at £268.00 on 9 September 2025,
# FEN-0020 one of January; STO-P04 cleaning of £3,412.80 by fixed shares, of which PEL has 8.5 %; STO-0001 is
# 2 of 48 credits for £3,950.00.
find_rows() {
	local code
	rows=(
		-v of_fen="(select id from purse.entry where description like 'FEN-0001: %')"
		-v of_january="(select id from purse.entry where description like 'FEN-0020: %')"
		-v of_pel="(select c.id from purse.charge c join purse.record r on r.id = c.source
			join purse.school k on k.id = c.customer where r.ref = 'STO-P04' and k.code = 'PEL')"
		-v of_sto="(select c.id from purse.charge c join purse.record r on r.id = c.source
			where r.ref = 'STO-0001')"
		-v another_body="$(sql -d purse -c "select replace(pg_get_functiondef(
			'purse.holds_all_schools'::regproc), 'coalesce(', 'true or coalesce(')")"
	)
	for code in HAZ PEL GRE LAR; do
		rows+=(-v "${code,,}=(select id from purse.school where code = '$code')")
	done
}

# Each case: its name, the SQL, and what must be found, after =>; cases are parted by empty lines.
play_cases() {
	local line name='' statements='' expected=()
	while IFS= read -r line || [ -n "$line" ]; do
		case $line in
			'#'*) ;;
			'=> '*)
				line=${line#=> }
				line=${line//'{entry}'/$entry}
				expected+=("${line//'{person}'/$person}")
				;;
			$'\t'*) statements+=$line$'\n' ;;
			'')
				[ -z "$name" ] || tamper "$name" "$statements" "${expected[@]}"
				name='' statements='' expected=()
				;;
			*) name=$line ;;
		esac
	done < <(cat "$1"; echo)
}

# Roles belong to the server, so this one is taken back.
tampered_role() {
	local status=0
	copy
	sql -d copy -c "grant purse_owner to $person"
	names "role purse_owner, member $person | it is \"may act as it\", and should not be" || status=1
	sql -d copy -c "revoke purse_owner from $person"
	copy_is_sound || status=1
	return "$status"
}
index_only() {
	copy
	change 'create index more on purse.posting (amount); drop index purse.charge_pair;
		alter index purse.posting_balance set (fillfactor = 50); reindex table purse.charge'
	copy_is_sound
}

# An upgrade puts views and functions back; what it does not put back stays a finding, also when the books
# come from another build, so that nothing is laundered.
upgraded() {
	copy
	change "drop trigger never_changed on purse.posting; drop view purse.verify_01_entry_balance;
		create function purse.back_door() returns int language sql as 'select 1'; $1"
	"$PURSE" upgrade --quiet --database "$(as purse_admin)" >upgraded.txt || { cat upgraded.txt; return 1; }
	names 'table purse.posting, trigger never_changed | it is gone, and should be "CREATE TRIGGER *"' \
		'function purse.back_door() | purse did not make it' &&
		! grep -q verify_01_entry_balance found.json
}
put_things_back() {
	undone 'a penny' "update purse.posting set amount = amount + 1 where entry = :of_fen and line = 1" \
		"update purse.posting set amount = amount - 1 where entry = :of_fen and line = 1"
	undone 'a trigger' 'alter table purse.posting disable trigger never_changed' \
		'alter table purse.posting enable trigger never_changed'
	undone 'a price row' "update purse.price set price = price + 1 where item = 'head teacher'" \
		"update purse.price set price = price - 1 where item = 'head teacher'"
	undone 'a right' 'grant insert on purse.posting to purse_user' \
		'revoke insert on purse.posting from purse_user'
	try 'an upgrade launders nothing' upgraded ''
	try 'nor does one to another build' upgraded "update purse.installation set fingerprint = 'another'"
}
many_are_cut_short() {
	copy
	change "update purse.price set price = 331.50 where item = 'head teacher'"
	fails 1 on_copy verify --json >found.json && fails 1 on_copy verify >found.txt
	[ "$(grep -c '(replay)' found.txt)" -le 25 ] && grep -qE '… and [0-9]+ more \(replay\)' found.txt
}

play() {
	play_year closed && go_on spring >>played.txt
	socket=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')/socket
	person=$("$PURSE" user list --json | sed -n 's/.*"login": "\([^"]*\)".*/\1/p')
	entry="entry $(sql -d purse -c "select id from purse.entry where description like 'FEN-0001: %'")"
	entry+=" of 2025-09-09 (FEN-0001: business manager, 1 day for MIL)"
	find_rows
	copy
	try 'the books are sound' copy_is_sound
	count=0
	for cases in "$PURSE_TOP"/tests/store/tamper/*.txt; do play_cases "$cases"; done
	python3 "$PURSE_TOP/tests/support/found.py" --cases cases || trap 'exit 1' EXIT
	try 'a member of the owner' tampered_role
	try 'an index more or less changes nothing' index_only
	try 'of many findings people see some of each kind' many_are_cut_short
	put_things_back
	copy
	try 'a fresh copy is sound' copy_is_sound
}
with_books play
