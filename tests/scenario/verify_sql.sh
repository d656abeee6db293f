#!/usr/bin/env bash
# Every query of sql/verify is silent on sound books, and it alone speaks when its rule is broken; the books
# and the violations are in tests/store/sql. Starts a cluster of its own, as postgres when we are root.
# time limit: 180 s
set -eu

top=${PURSE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
for name in ${!PG@}; do unset "$name"; done
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
here=$(mktemp -d /tmp/verify.XXXXXX)   # short: the name of a socket has at most 107 bytes
failed=0

as_server() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && setpriv --reuid=postgres --regid=postgres --init-groups --reset-env "$@")
	else
		"$@"
	fi
}

clear_up() {
	if [ -f "$here/data/postmaster.pid" ]; then
		as_server "$bin/pg_ctl" -D "$here/data" -m immediate -w stop >/dev/null 2>&1 || true
	fi
	rm -rf "$here"
}
trap clear_up EXIT
trap 'exit 130' INT TERM HUP

verdict() {   # verdict STATUS NAME: one line of the test's output
	if [ "$1" -eq 0 ]; then echo "ok $2"; else echo "not ok $2"; failed=1; fi
}

sql() { psql -X -q -At -v ON_ERROR_STOP=1 -h "$here" -U owner_of_all -d books "$@"; }

start_server() {
	if [ "$(id -u)" -eq 0 ]; then chown postgres "$here"; fi
	as_server "$bin/initdb" -D "$here/data" -U owner_of_all -A trust --locale=C --encoding=UTF8 --no-sync \
		>/dev/null
	cat >>"$here/data/postgresql.conf" <<-EOF
		listen_addresses = ''
		unix_socket_directories = '$here'
		fsync = off
		dynamic_shared_memory_type = mmap
	EOF
	as_server "$bin/pg_ctl" -D "$here/data" -l "$here/log" -w start >/dev/null
	psql -X -q -h "$here" -U owner_of_all -d postgres -c 'create database books'
}

# What the program does when it installs (src/store/schema.c), in SQL.
install_sql() {
	local path name columns
	cat <<-'EOF'
		create role purse_owner nologin;
		create role purse_viewer nologin;
		create role purse_user nologin;
		create schema purse authorization purse_owner;
		create schema purse_api authorization purse_owner;
		create schema purse_cache authorization purse_owner;
		create schema purse_view authorization purse_viewer;
		set local role purse_viewer;
		alter default privileges revoke execute on functions from public;
		grant usage on schema purse_view to purse_user;
		set local role purse_owner;
		alter default privileges revoke execute on functions from public;
		grant usage on schema purse_api to purse_user;
		grant usage on schema purse to purse_viewer;
	EOF
	for path in "$top"/sql/schema/*.sql $(find "$top/sql/routine" -name '*.sql' | sort); do
		printf 'set local role purse_owner;\n\\i %s\n' "$path"
	done
	for path in $(find "$top/sql/view" -name '*.sql' | sort); do
		printf 'set local role purse_viewer;\n\\i %s\n' "$path"
	done
	echo 'set local role purse_owner;'
	for path in "$top"/sql/reference/*.csv; do
		name=$(basename "$path" .csv)
		columns=$(head -n 1 "$path" | sed 's/,/ text, /g; s/$/ text/')
		echo "create temp table reference_$name ($columns) on commit drop;"
		echo "\\copy pg_temp.reference_$name from '$path' csv header"
		echo "select purse.take_reference('$name');"
	done
}

# Each query as a view of the owner's, as the program keeps it; names in it must have a schema.
verify_views() {
	local path name
	echo 'set local role purse_owner; set local search_path = pg_catalog;'
	for path in "$top"/sql/verify/*.sql; do
		name=$(basename "$path" .sql)
		echo "create view purse.verify_${name//-/_} as"
		cat "$path"
		echo ';'
	done
}

start_server
install_sql >"$here/install.sql"
verify_views >"$here/views.sql"
status=0
sql -1 -o /dev/null -f "$here/install.sql" -f "$here/views.sql" 2>"$here/errors" || status=$?
[ $status -eq 0 ] || sed 's/^/# /' "$here/errors"
verdict $status 'schema, routines, views and queries install'

missing=$(sql -f "$top/tests/store/sql/uncommented.sql")
[ -z "$missing" ] || echo "$missing" | sed 's/^/# /'
verdict "$([ -z "$missing" ]; echo $?)" 'every schema, table and column is explained'

odd=$(for path in "$top"/sql/verify/*.sql; do
	name=$(basename "$path" .sql)
	[[ $name =~ ^[0-9][0-9]-[a-z-]+$ ]] || echo "$name: not a number and words"
	[[ $(head -n 1 "$path") == '-- '* ]] || echo "$name: does not begin with its rule in words"
	! grep -v '^--' "$path" | grep -q ';$' || echo "$name: ends a statement"
done
ls "$top/sql/verify" | cut -c 1-2 | sort | uniq -d | sed 's/$/: stands twice/'
sql -c "select c.relname || ': gives not place and what' from pg_class c
	where c.relnamespace = 'purse'::regnamespace and c.relname like 'verify\\_%' and (
		select string_agg(a.attname || ' ' || a.atttypid::regtype, ', ' order by a.attnum) from pg_attribute a
		where a.attrelid = c.oid and a.attnum > 0) <> 'place text, what text'")
[ -z "$odd" ] || echo "$odd" | sed 's/^/# /'
verdict "$([ -z "$odd" ]; echo $?)" 'every query has a number, a rule, a place and a what'

readers=$(cd "$top/sql" && grep -rlE "vat_scheme( in|\b.* =) " routine view query verify)
[ "$readers" = routine/320-post-document.sql ] || echo "$readers" | sed 's/^/# /'
verdict "$([ "$readers" = routine/320-post-document.sql ]; echo $?)" \
	'what a VAT scheme means is said in one place'

empty=$(sql -c 'begin' -f "$top/tests/store/sql/plant.sql" -c 'select pg_temp.reported()' -c 'rollback')
verdict "$([ -z "$empty" ]; echo $?)" "empty books are sound${empty:+ (reported: $empty)}"

# One session: what sound.sql and plant.sql make is temporary. The sound books stay.
status=0
{
	echo '\o /dev/null'
	cat "$top/tests/store/sql/sound.sql" "$top/tests/store/sql/plant.sql"
	echo '\o'
	echo "select pg_temp.plant('sound books', '', 'select');"
	cat "$top/tests/store/sql/tamper.sql" "$top/tests/store/sql/tamper_prices.sql" \
		"$top/tests/store/sql/tamper_staff.sql" "$top/tests/store/sql/tamper_tiers.sql" \
		"$top/tests/store/sql/tamper_cutoff.sql" "$top/tests/store/sql/tamper_guards.sql"
	echo "select 'untested ' || c.relname from pg_class c where c.relnamespace = 'purse'::regnamespace
		and c.relname like 'verify\\_%' and not exists (select from planted p
			where substr(c.relname, 8, 2) = any (string_to_array(p.expected, ' ')));"
} | sql >"$here/planted" 2>"$here/errors" || status=$?
grep -E '^(ok|not ok) ' "$here/planted" || true
if grep -q '^not ok ' "$here/planted"; then failed=1; fi
[ $status -eq 0 ] || sed 's/^/# /' "$here/errors"
verdict $status 'all violations were planted'
untested=$(sed -n 's/^untested //p' "$here/planted")
verdict "$([ -z "$untested" ]; echo $?)" "every query has a violation planted${untested:+ (none: $untested)}"
exit $failed
