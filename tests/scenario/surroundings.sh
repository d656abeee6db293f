#!/usr/bin/env bash
# purse works wherever it stands: folders with blanks and accents, links, long paths, moved and closed
# folders; without a home; as root and as an ordinary account; in other locales and time zones; among
# variables that mean something to PostgreSQL. One set of books serves most of it.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER

skip() { echo "ok $1 # skip $2"; }
in_books() { env -C "$books" "$@"; }
# answers COMMAND…: the command, with purse's words after it, sees the seven schools and may write for them.
answers() { says '^7 schools keep their books here' in_books "$@" "$PURSE" status; }
quietly() { "$@" >/dev/null; }

# What people and programs read, and a workbook, all in one file.
everything() {
	export SOURCE_DATE_EPOCH=1788500000
	in_books "$@" "$PURSE" status
	in_books "$@" "$PURSE" balance --fund
	in_books "$@" "$PURSE" balance --month 2025-11 --json
	in_books "$@" "$PURSE" statement HAZ PEL
	in_books "$@" "$PURSE" invoice list --kind 'INTERNAL charge'
	in_books "$@" "$PURSE" explain haz-p01
	in_books "$@" "$PURSE" split 1,234.50 Ashcombe=12.5% Igel=0.5
	in_books "$@" "$PURSE" import --dry-run "$PWD/upper"
	in_books "$@" "$PURSE" report savings --year 2025-26 --out "$PWD/savings.xlsx"
	sha256sum <savings.xlsx
	in_books "$@" "$PURSE" charge --to '' 2>&1 || true
	in_books "$@" "$PURSE" invoice raise --term 'AUTUMN 2025' --date 01/02/2026 --dry-run
	unset SOURCE_DATE_EPOCH
}
same_with() { everything "$@" >there.txt && diff here.txt there.txt; }
# A locale made for the occasion: the C library takes it from LOCPATH.
in_locale() {   # in_locale NAME DEFINITION
	mkdir -p locales
	localedef -i "$2" -f UTF-8 "locales/$1" >/dev/null 2>&1 || [ -d "locales/$1" ] || return 1
	same_with env "LOCPATH=$PWD/locales" "LC_ALL=$1" "LANGUAGE=de:tr"
}

from_below() {
	mkdir -p "$books/Größe & Maß/x"
	head -n 1 "$year/01-setup/bodies.csv" >"$books/Größe & Maß/x/bodies.csv"
	says '^There is no row' env -C "$books/Größe & Maß" "$PURSE" import x/bodies.csv || return
	says 'could not tell what "x/Lehrkräfte.csv" holds' env -C "$books/Größe & Maß" sh -c \
		'touch x/Lehrkräfte.csv; "$PURSE" import x' || return
	says '^The workbook is Größe\.xlsx\.$' env -C "$books/Größe & Maß/x" "$PURSE" report savings \
		--year 2025-26 --out Größe.xlsx && [ -s "$books/Größe & Maß/x/Größe.xlsx" ]
}
no_home() { answers env -u HOME && answers env HOME= && answers env HOME=/nonexistent; }
home_not_writable() {
	mkdir -p "$PWD/home" && chmod 500 home && answers env "HOME=$PWD/home" && [ -z "$(ls -A home)" ]
}
no_environment() { answers env -i "$(command -v env)"; }
libpq_ignored() {
	answers env PGHOST=nowhere.invalid PGPORT=1 PGDATABASE=none PGUSER=nobody PGSERVICE=none \
		PGPASSFILE=/none PGSERVICEFILE=/none PGOPTIONS='--search_path=none' PGSSLMODE=verify-full \
		PGCLIENTENCODING=LATIN1 PGTZ=Asia/Tokyo PGDATESTYLE='German, YMD' PGCONNECT_TIMEOUT=1 \
		PGTARGETSESSIONATTRS=standby PGREQUIREPEER=nobody PGHOSTADDR=192.0.2.1 PGDATA=/none
}
server_ignores() {
	quietly in_books "$PURSE" server stop &&
		answers env PGDATA=/none PGPORT=1 PGHOST=nowhere.invalid TZ=Mars/Olympus LC_ALL=xx_XX PGOPTIONS=-x
}
private() {   # private MASK: made with that mask, nobody else can look into the books
	rm -rf "masked $1" && mkdir "masked $1"
	(umask "$1"; quietly "$PURSE" init "masked $1/b") || return
	(umask "$1"; quietly env -C "masked $1/b" "$PURSE" template r) || return
	local files
	files=$(env -C "masked $1/b" "$PURSE" server status --json | sed -n 's/.*"files": "\([^"]*\)".*/\1/p')
	for place in "masked $1/b/.purse" "$files" "$files/data" "$files/socket"; do
		[ "$(stat -c %a "$place")" = 700 ] || { stat -c '%a %n' "$place"; return 1; }
	done
	[ -z "$(find "masked $1/b/.purse" "$files/log" -type f -perm /077)" ] || return
	# what is for people is as the mask says
	[ "$(stat -c %a "masked $1/b/r/schools.csv")" = "$(printf '%o' $((0666 & ~0$1)))" ] &&
		quietly env -C "masked $1/b" "$PURSE" server stop
}
long_path() {
	local part=einsehrlangernameeinesordnersderkeinendehabenwill folder=$PWD/long i
	for i in 1 2 3 4 5 6; do folder+=/$part; done
	quietly "$PURSE" init "$folder" && says '^The books are empty' env -C "$folder" "$PURSE" status &&
		mkdir -p "$folder/$part" && says '^The books are empty' env -C "$folder/$part" "$PURSE" status &&
		quietly env -C "$folder" "$PURSE" server stop
}
too_long_path() {
	local folder=long i
	for i in $(seq 25); do folder+=/$(printf 'x%.0s' {1..200}); done
	refuses 4 'File name too long' "$PURSE" init "$folder"
}
linked() {
	ln -sfn "$books" link
	says '^7 schools' env -C link "$PURSE" status &&
		prints "$(realpath "$books")" pick "d['folder']" env -C "link/Größe & Maß" "$PURSE" server status &&
		says 'there are books in' "$PURSE" init link
}
# The number of the process stays: the books were moved, and their server was not stopped.
process() { pick "d['process']" env -C "$1" "$PURSE" server status; }
moved() {   # moved while the server runs, and while it does not
	local ran
	quietly in_books "$PURSE" server start && ran=$(process "$books")
	mv "$books" "${books}2" && books+=2 && answers env && prints "$ran" process "$books" || return
	quietly in_books "$PURSE" server stop && says 'all of it holds' in_books "$PURSE" verify || return
	quietly in_books "$PURSE" server stop && mv "$books" "${books%2}" && books=${books%2} || return
	answers env || return
	[ "$(ls "$TMPDIR")" = "$1" ] || { ls "$TMPDIR"; return 1; }
}
nonsense_named() {
	refuses 3 PURSE_DATABASE in_books env PURSE_DATABASE=postgresql://nowhere.invalid/x "$PURSE" status &&
		refuses 3 PURSE_DATABASE in_books env PURSE_DATABASE='no sense=' "$PURSE" status &&
		answers env PURSE_DATABASE= &&
		refuses 2 "can't be the name of a person" in_books env PURSE_USER='Ärger' "$PURSE" status
}
read_only() {
	mkdir -p closed && chmod 500 closed
	refuses 4 'closed.*: Permission denied' "$PURSE" init closed &&
		says 'you have no right to that file or folder' "$PURSE" init closed &&
		refuses 4 'closed/r.*: Permission denied' "$PURSE" template closed/r &&
		refuses 4 'closed/s\.xlsx.*: Permission denied' in_books "$PURSE" report savings --year 2025-26 \
			--out "$PWD/closed/s.xlsx"
}
read_only_books() {   # a folder that can't be written, of books that can
	chmod 500 "$books" && answers env
	local status=$?
	chmod 700 "$books"
	return "$status"
}
odd_streams() {
	in_books "$PURSE" status <&- >/dev/null && refuses 4 'could not write the result' in_books sh -c \
		'"$PURSE" balance >/dev/full' && (in_books "$PURSE" balance | head -n 1 >first.txt) 2>err.txt &&
		[ -s first.txt ] && [ ! -s err.txt ] && in_books "$PURSE" status >/dev/null 2>&-
}
# What an assert does that does not hold; the server, which ran before, stays.
a_bug() {
	in_books "$PURSE" server start --quiet >/dev/null
	refuses 70 'this is a fault of purse, not of yours' in_books "$PURSE" server run -- \
		sh -c 'kill -ABRT $PPID; sleep 1'
}
reader_gone() {   # ends well and silently, though nobody reads the rest
	local status=0
	{
		in_books "$PURSE" statement HAZ PEL 2>err.txt || status=$?
		echo "$status" >status.txt
	} | head -n 1 >/dev/null
	[ "$(cat status.txt)" -eq 0 ] && [ ! -s err.txt ]
}

play() {
	books=$PWD/$1
	mkdir -p "$books" upper
	try "books in \"$1\"" env -C "$books" bash -c '. "$PURSE_TOP/tests/support/year.sh"; play_year raised'
	# headings and words in capitals, with I, which Turkish has its own small letter for
	head -n 1 "$year/02-autumn/activities.csv" | tr a-z A-Z >upper/activities.csv
	sed -n '2,40p' "$year/02-autumn/activities.csv" >>upper/activities.csv
	everything env >here.txt
	try 'what is the same everywhere was read' [ "$(wc -l <here.txt)" -gt 300 ]
	try 'from folders below' from_below
	try 'odd streams' odd_streams
	try 'a reader who goes' reader_gone
	try 'a bug ends with 70 and says whose it is' a_bug
	try 'no home' no_home
	try 'a home that can not be written' home_not_writable
	try 'no environment at all' no_environment
	try 'the variables of PostgreSQL' libpq_ignored
	try 'and while the server starts' server_ignores
	try 'a PURSE_DATABASE that makes no sense is named' nonsense_named
	for zone in Pacific/Kiritimati Etc/GMT+12 :nonsense; do try "TZ=$zone" same_with env "TZ=$zone"; done
	for locale in C POSIX xx_XX.UTF-8; do try "LC_ALL=$locale" same_with env "LC_ALL=$locale"; done
	for locale in de_DE tr_TR; do
		if [ -e "/usr/share/i18n/locales/$locale" ]; then
			try "LC_ALL=$locale.UTF-8" in_locale "$locale.UTF-8" "$locale"
		else skip "LC_ALL=$locale.UTF-8" 'its definition is not on this machine (package locales)'; fi
	done
	try 'a linked folder' linked
	try 'a folder that moved' moved "$2"
	try 'umask 077' private 077
	try 'umask 000' private 000
	try 'a long path' long_path
	try 'a path that is too long' too_long_path
	if [ "$(id -u)" -ne 0 ]; then
		try 'folders that can not be written' read_only
		try 'books in a folder that can not be written' read_only_books
	fi
	try 'nothing was harmed' says 'all of it holds' in_books "$PURSE" verify
}

# As an ordinary account everything again: its own cluster stands in the folder itself.
if [ "${1-}" = ordinary ]; then
	with_books play "St Orrin's Bücher" ''
	exit
fi
with_books play "Bücher der Schule" '' || true   # it has said so
if [ "$(id -u)" -ne 0 ]; then
	skip 'another account' 'this is an ordinary one already'
elif ! command -v setpriv >/dev/null || ! id nobody >/dev/null 2>&1; then
	skip 'an ordinary account' 'there is no setpriv, or no account called nobody'
else
	home=$(mktemp -d /tmp/purse-ordinary.XXXXXX)
	trap 'rm -rf "$home"' EXIT
	mkdir "$home/tmp" "$home/here"
	cp -r "$PURSE" "$home/purse"
	mkdir "$home/top" && cp -r "$PURSE_TOP/tests" "$PURSE_TOP/fixtures" "$home/top"
	chown -R nobody "$home"
	echo 'as an ordinary account:'
	setpriv --reuid nobody --regid "$(id -g nobody)" --clear-groups env -C "$home/here" TMPDIR="$home/tmp" \
		PURSE="$home/purse" PURSE_TOP="$home/top" bash "$home/top/tests/scenario/surroundings.sh" ordinary
fi
