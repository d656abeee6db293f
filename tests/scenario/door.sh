#!/usr/bin/env bash
# The one door (R9-R16): batches that were posted by the program are changed a little and submitted again by
# people who may write for one school; every one must be refused, with the right code, and leave nothing
# behind. So must all ways round the door. The attacks are in tests/store/door.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
unset PURSE_DATABASE PURSE_USER
for name in ${!PG@}; do unset "$name"; done

door=$PURSE_TOP/tests/store/door

quietly() { "$@" >last.txt 2>&1 || { cat last.txt; return 1; }; }
sql() {   # sql DATABASE LOGIN …: psql
	psql -X -q -At -v ON_ERROR_STOP=1 -h "$socket" -d "$1" -U "$2" "${@:3}"
}
admin() { sql "$1" purse_admin "${@:2}"; }
copy_books() { admin postgres -c "create database $1 template purse"; }
# on_copy DATABASE LOGIN …
on_copy() { "$PURSE" --database "postgresql:///$1?host=$socket&user=$2" "${@:3}"; }

# take NAME KIND: the rows of the last batch of that kind, in the folder NAME.
take() {
	mkdir -p "$1"
	(cd "$1" && admin purse -v batch="(select max(id) from purse.batch where kind = '$2')" -f \
		"$door/take.sql")
}

person() { quietly "$PURSE" user add "$1"; }
right() { quietly "$PURSE" user grant "$1" --school "$2" --role "$3"; }

# The books, step by step, with a copy before each.
play() {
	"$PURSE" init --quiet
	socket=$("$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')/socket
	quietly "$PURSE" import "$door/setup" "$door/autumn"
	for who in ada ben eve fay gov aud nob; do person $who; done
	right ada ASH manager; right ben BRA manager; right eve EVE manager; right fay FOX manager
	right gov BRA governor; right aud ALL auditor
	copy_books charge
	quietly "$PURSE" charge --to 2025-12-31 --as ada
	take charge charge
	copy_books raise
	quietly "$PURSE" invoice raise --from 2025-09-01 --to 2025-12-31 --date 2026-02-05 --as ada
	take raise raise
	copy_books credit
	quietly "$PURSE" invoice credit ASH-VAT-00001 --line 2 --reason "not agreed" --date 2026-02-06 --as ada
	take credit credit
	copy_books credited
	quietly "$PURSE" close 2025-09
	quietly "$PURSE" close 2025-10
	quietly "$PURSE" import "$door/spring"
	copy_books spring
	quietly "$PURSE" charge --to 2026-02-28 --as ada
	take spring charge
	copy_books after
	admin postgres -c "create database corrected template charge"
	quietly on_copy corrected "$(id -un)" import "$door/spring"
}

# What stands in every table, and the counters.
count_rows() {
	admin "$1" -c "select string_agg(format('%s %s', c.relname, (xpath('/row/n/text()', query_to_xml(format(
			'select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]), ', ' order by c.relname)
		from pg_class c where c.relnamespace in ('purse'::regnamespace, 'purse_cache'::regnamespace)
			and c.relkind = 'r'" -c 'select * from purse.counter order by 1, 2'
}

in_words() { sed \
	"s/@e(\([^)]*\))/pg_temp.entry('\1')/g; s/@c(\([^),]*\),\([^)]*\))/pg_temp.charge('\1', '\2')/g
	s/@c(\([^)]*\))/pg_temp.charge('\1')/g; s/@s(\([^)]*\))/pg_temp.id('school', '\1')/g
	s/@id(\([^,]*\),\([^)]*\))/pg_temp.id('\1', '\2')/g" <<<"$1"; }

# attack CODE NAME COMMAND…: what the command says on stderr has that SQLSTATE as its first error.
attack() {
	local code=$1 name=$2 got
	"${@:3}" >out.txt 2>err.txt || true
	cat err.txt >>said.txt
	got=$(sed -n 's/.*ERROR:  \([0-9A-Z]\{5\}\):.*/\1/p' err.txt | head -n 1)
	if [ "$got" = "$code" ]; then
		echo "ok refused: $name"
	else
		cat out.txt err.txt
		echo "not ok refused: $name (wanted $code, got ${got:-no error})"
		trap 'exit 1' EXIT
	fi
}
submit() {   # submit DATABASE BATCH KIND LOGIN SQL
	(cd "$2" && sql "$1" "$4" -v VERBOSITY=verbose -v kind="$3" -1 -f "$door/open.sql" -c "$5" -f \
		"$door/submit.sql")
}
run() { sql "$1" "$2" -v VERBOSITY=verbose -1 -c "$3"; }   # run DATABASE LOGIN SQL

attacks_on_batches() {
	local books batch kind login code name change
	while IFS=$'\t' read -r books batch kind login code name change; do
		[ "$kind" = nothing ] && kind=''
		attack "$code" "$name" submit "$books" "$batch" "$kind" "$login" "$(in_words "$change")"
	done <"$door/attacks.tsv"
}

ways_round() {
	local login code name change
	while IFS=$'\t' read -r login code name change; do
		attack "$code" "$name" run charge "$login" "$change"
	done <"$door/ways-round.tsv"
}

# refused ROLE CODE STATEMENT…: each statement, with %I for the table and %C for a column of it, on every
# table of the books; prints those that do not end with that code. PURSE_SKIP: tables that are left out.
refused() {
	local role=$1 code=$2
	shift 2
	admin credit -c "$(cat <<-EOF
		set role $role;
		do \$\$ declare t record; statement text; said text; begin
			for t in select c.relname, min(a.attname) as attname from pg_class c join pg_attribute a on
				a.attrelid = c.oid
				and a.attnum > 0 and not a.attisdropped and a.attidentity = ''
				where c.relnamespace = 'purse'::regnamespace and
					c.relkind = 'r'
				and c.relname <> all ('{${PURSE_SKIP:-}}') group by 1 loop
				foreach statement in array '{$(IFS=,; echo "$*")}'::text[] loop
					statement := replace(replace(statement, '%I', 'purse.' || t.relname), '%C', t.attname);
					said := 'done';
					begin execute statement; exception when others then said := sqlstate; end;
					if said <> '$code' then raise exception '%: %', statement, said; end if;
				end loop;
			end loop;
		end \$\$
	EOF
	)"
}
# Tables: nobody but the owner writes, and not even the owner changes.
attacks_on_tables() {
	local write=('insert into %I default values' 'update %I set %C = %C' 'delete from %I' \
		'truncate %I cascade')
	local never installers=migration,installation role
	never=$(cd "$PURSE_TOP/sql/reference" && printf '%s,' *.csv | sed 's/\.csv//g')counter
	for role in ada purse_user purse_viewer; do
		try "refused to $role: every change of every table" refused $role 42501 "${write[@]}"
	done
	try 'refused to ada: reading any table' refused ada 42501 'select * from %I'
	try 'refused to the owner: delete and truncate' env_skip $installers refused purse_owner LG311 \
		"${write[@]:2}"
	try 'refused to the owner: update' env_skip "$installers,$never" refused purse_owner LG311 "${write[1]}"
	attack LG311 'the owner counts documents back' run credit purse_admin \
		'set role purse_owner; update purse.counter set last = last - 1'
	attack LG311 'the owner gives a counter to another school' run credit purse_admin \
		'set role purse_owner; update purse.counter set issuer = issuer + 1, last = last + 1'
}
env_skip() { PURSE_SKIP=$1; "${@:2}"; }

# see LOGIN: all that the views show to the login, and what a function of the reader's own sees of it, column
# by column: such a function must not be asked before row security is.
see() {
	sql after "$1" >"seen-$1.txt" <<-'EOF'
		select format('select %L, x::text from purse_view.%I x', relname, relname) from pg_class
		where relnamespace = 'purse_view'::regnamespace and relkind = 'v' order by 1 \gexec
	EOF
	sql after "$1" -v VERBOSITY=terse >>"seen-$1.txt" 2>&1 <<-'EOF'
		create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0000001
			as $$ begin raise notice '%', $1; return true; end $$;
		do $$ declare v record; begin
			for v in select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
				and a.attnum > 0
				where c.relnamespace = 'purse_view'::regnamespace loop
				execute format('select count(*) from purse_view.%I x where pg_temp.leak(x.%I::text)',
					v.relname, v.attname);
			end loop;
		end $$;
	EOF
}
# sees LOGIN WORD… -- WORD…: sees the first, and none of the others.
sees() {
	local login=$1 wanted=1 word
	shift
	for word; do
		if [ "$word" = -- ]; then wanted=0
		elif [ $wanted = 1 ]; then try "$login sees: $word" grep -qF -- "$word" "seen-$login.txt"
		else try "$login does not see: $word" fails 1 grep -m 3 -F -- "$word" "seen-$login.txt"; fi
	done
}
row_security() {
	for login in ada ben eve fay gov aud nob; do see $login; done
	local hidden=('private sheet' 'private note' 'secret price' 'Left by a benefactor' 432100)
	local pay_ash=(4123700 41237.00 1271.00 T-9) pay_bra=(2451300 24513.00 TA-4)
	local pay=('pay letter' "${pay_ash[@]}" "${pay_bra[@]}")
	sees ada 'sheet 1' PO-17 20.51 00000711 "${pay_ash[@]}" -- "${hidden[@]}" 00000721 'Theirs alone' 19.99 \
		1617000 'letter of Bramley' "${pay_bra[@]}"
	sees ben 'sheet 1' PO-17 'private sheet' 'secret price' 00000721 1617000 "${pay_bra[@]}" -- \
		'Left by a benefactor' 432100 1701000 'letter of Ashgrove' "${pay_ash[@]}"
	sees gov 'sheet 1' PO-17 'private sheet' 'secret price' 00000721 1617000 -- 'Left by a benefactor' \
		432100 1701000 "${pay_ash[@]}"
	sees eve 'private sheet' 'secret price' 'Left by a benefactor' -- 'sheet 1' PO-17 20.51 00000711 \
		00000721 'Club leader' "${pay[@]}"
	sees fay 'secret price' 'Theirs alone' -- 'private sheet' 'Left by a benefactor' 'sheet 1' PO-17 20.51 \
		00000711 \
		'Club leader' ASH-VAT-00001 'visit for' "${pay[@]}"
	sees aud 'sheet 1' PO-17 20.51 00000711 00000721 "${hidden[@]}" "${pay[@]}"
	sees nob Ashgrove -- "${hidden[@]}" 'sheet 1' PO-17 20.51 19.99 00000711 00000721 'Club leader' \
		Assistants \
		ASH-VAT-00001 'Sport premium' manager "${pay[@]}"
	try 'no refusal says what its reader may not see' fails 1 grep -nE \
		'private|secret|benefactor|00000721|19\.99|41237\.00|24513\.00' said.txt
}

# Functions that run as the owner look into pg_temp last, where readers can make things.
search_paths() {
	admin charge -c "select f.oid::regprocedure from pg_proc f
		where f.pronamespace in ('purse'::regnamespace, 'purse_api'::regnamespace)
			and (f.prosecdef or f.proconfig is not null)
			and ('search_path=pg_catalog, pg_temp' = any (f.proconfig)) is not true"
}

legitimate() {
	local one="delete from my_charge where ref <> @c(A1); delete from my_entry where ref <> @e(A1);
		delete from my_posting where entry <> @e(A1); delete from my_movement; delete from my_weight;
		delete from my_basis where ref <> (select basis from my_charge)"
	admin postgres -c 'create database one template charge' -c 'create database empty template charge'
	try 'passes: what the program charged' quietly submit charge charge charge ada ''
	try 'passes: one charge of it alone' quietly submit one charge charge ada "$(in_words "$one")"
	try 'passes: the documents' quietly submit raise raise raise ada ''
	try 'passes: a credit note that cancels' quietly submit credit credit credit ada ''
	try 'passes: reversals, lapses and a late item' quietly submit spring spring charge ada ''
	try 'passes: a batch of nothing, which leaves nothing' prints 0 empty_batch
	for books in charge one raise credit spring; do
		try "verify is clean after it: $books" quietly on_copy $books aud verify
	done
}
empty_batch() {
	run empty ada "do \$\$ begin perform purse_api.open_batch(); perform purse_api.post_batch('charge'); end
		\$\$" &&
		admin empty -c "select count(*) from purse.batch where kind = 'charge'"
}

everything() {
play
touch said.txt
for books in charge raise credit credited spring after corrected; do
	count_rows $books >before-$books.txt
done
attacks_on_batches
ways_round
attacks_on_tables
try 'functions look into pg_temp last' prints '' search_paths
row_security
for books in charge raise credit credited spring after corrected; do
	count_rows $books >after-$books.txt
	try "nothing is left behind: $books" diff before-$books.txt after-$books.txt
done
legitimate
}
with_books everything
