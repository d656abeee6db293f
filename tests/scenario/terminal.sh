#!/usr/bin/env bash
# On a terminal, which a pseudo-terminal stands for: colour and when not, widths, what lines up, the line of
# progress and how it goes, Ctrl-C, and what could steer the terminal.
# time limit: 240 s
set -eu
. "$PURSE_TOP/tests/support/try.sh"
. "$PURSE_TOP/tests/support/books.sh"
. "$PURSE_TOP/tests/support/year.sh"
unset PURSE_DATABASE PURSE_USER NO_COLOR COLUMNS
export TERM=xterm
if ! python3 -c 'import os, pty; os.openpty()' 2>/dev/null; then
	echo 'ok terminals # skip there is no pseudo-terminal here'
	exit
fi

cat >term.py <<'X'
# term.py COLUMNS WHEN COMMAND…: runs it on a terminal so wide and prints what came, \r\n as \n; ends as it
# ended. WHEN is a text: once it was read, Ctrl-C is pressed.
import fcntl, os, pty, struct, sys, termios

columns, when, command = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3:]
ours, theirs = pty.openpty()
fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(theirs, stream)
    os.close(ours)
    os.execvp(command[0], command)
os.close(theirs)
came = b""
while True:
    try:
        some = os.read(ours, 65536)
    except OSError:
        break
    if not some:
        break
    came += some
    if when and when in came:
        os.write(ours, b"\x03")
        when = b""
sys.stdout.buffer.write(came.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
X
term() { python3 term.py "$@"; }
escape=$'\033['

coloured() { grep -qF "$escape" <<<"$(term 80 '' "$@")"; }
plain() { [ -n "$(term 80 '' "$@")" ] && ! coloured "$@"; }
error_coloured() { grep -qF "${escape}1;31mpurse: " <<<"$(term 80 '' "$PURSE" nonsense)"; }
head_is_bold() { grep -qF "${escape}1mparty" <<<"$(term 80 '' "$PURSE" split 100 A=1 B=2)"; }
piped_is_plain() { ! "$PURSE" help split | grep -qF "$escape"; }
error_piped() { ! "$PURSE" nonsense 2>&1 | grep -qF "$escape"; }

cat >fits.py <<'X'
# fits.py COLUMNS: no line is wider, and what stands in columns lines up, counting as a terminal does.
import sys, unicodedata


def width(text):
    wide = lambda c: 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return sum(0 if unicodedata.combining(c) else wide(c) for c in text)


def at(line, start, end):   # what stands in these columns of the line
    out, column = "", 0
    for c in line:
        if start <= column < end:
            out += c
        column += width(c)
    return out


most, lines = int(sys.argv[1]), sys.stdin.read().split("\n")
rules = [i for i, line in enumerate(lines) if line and set(line) <= {"-", " "} and "--" in line]
for line in lines:
    assert width(line) <= most, f"{width(line)} columns, more than {most}: {line}"
for i in rules:   # between the columns of a table nothing stands
    rule = lines[i]
    gaps = [k for k, c in enumerate(rule) if c == " " and k >= len(rule) - len(rule.lstrip())]
    for line in lines[i + 1:]:
        if not line or line in (rule,) or line.startswith("no room for") or (set(line) <= {"-", " "}):
            break
        for gap in gaps:
            assert at(line, gap, gap + 1) in ("", " "), f"column {gap} of: {line}"
print(len(rules), "tables")
X
fits() {   # fits COLUMNS COMMAND…
	NO_COLOR=1 term "$1" '' "${@:2}" >shown.txt && python3 fits.py "$1" <shown.txt
}
all_fit() {
	local command
	while read -r command; do
		fits "$1" "$PURSE" $command </dev/null || { echo "purse $command"; return 1; }
		iconv -f UTF-8 -t UTF-8 shown.txt >/dev/null || return 1
	done <<'X'
help
help invoice raise
help --keys explain
status
balance
balance --fund --school haz
invoice list
invoice raise --term spring-2026 --dry-run
statement HAZ PEL
bank list
user list
server status
X
}
narrow_and_wide() {
	fits 60 "$PURSE" invoice list && grep -q '^no room for: Kind' shown.txt &&
		grep -q '10,472\.87' shown.txt && fits 200 "$PURSE" invoice list &&
		! grep -q 'no room for' shown.txt && ! NO_COLOR=1 "$PURSE" invoice list | grep -q 'no room for'
}
columns_counts() {
	NO_COLOR=1 COLUMNS=60 term 200 '' "$PURSE" help >shown.txt
	python3 fits.py 60 <shown.txt && ! COLUMNS=60 "$PURSE" help | python3 fits.py 60 2>/dev/null
}
lines_up() {
	fits 80 "$PURSE" split 100 'Ysgol Tŷ’r Felin=1' $'Cafe\u0301=1' '小学校=1' 'Größe ﬁ=1' '🏫 school=1'
}
steers_nothing() {
	term 80 '' "$PURSE" split 100 $'a\033]0;x\007=1' $'b\u009b31m=1' $'c\u202Ed=1' >shown.txt
	grep -qF 'a\x1b]0;x\x07' shown.txt && grep -qF 'b\x9b31m' shown.txt && grep -qF 'c\u202ed' shown.txt
}

# The line of progress is written again and again from the left, and wiped out before anything else.
wiped() {   # what the terminal shows in the end has nothing of it
	python3 -c '
import sys
for line in sys.stdin.buffer.read().decode().split("\n"):
    while "\r\033[K" in line:
        line = line.split("\r\033[K", 1)[1]
    print(line)' <"$1" >left.txt
	! grep -q 'making the database' left.txt && ! grep -q $'\r' left.txt
}
progress() {
	term 80 '' "$PURSE" init new >shown.txt
	grep -qF $'\r\033[Kmaking the database 1 of 4' shown.txt && wiped shown.txt &&
		grep -q '^The books are ready' left.txt
}
# A narrow terminal cuts the line, for one that goes on below could not be wiped out.
progress_cut() {
	term 20 '' "$PURSE" init narrow >shown.txt && tr '\r' '\n' <shown.txt | grep -F "${escape}K" >parts.txt
	grep -qF 'making the database' parts.txt && ! sed "s/.*\[K//" parts.txt | grep -qE '^.{20}'
}
quiet_about_it() {
	term 80 '' "$PURSE" init --json json >shown.txt && "$PURSE" init piped >>shown.txt 2>&1 || return
	[ "$(wc -l <shown.txt)" -gt 2 ] && ! grep -q making shown.txt
}
interrupted() {
	local status=0
	term 80 'making the database' "$PURSE" init gone >shown.txt || status=$?
	[ "$status" -eq 4 ] && wiped shown.txt && grep -q 'stopped' left.txt && [ -z "$(ls -A gone)" ]
}

play() {
	try 'progress' progress
	try 'progress on a narrow terminal' progress_cut
	try 'no progress when it is not wanted' quiet_about_it
	try 'Ctrl-C leaves a clean line and nothing half made' interrupted
	mkdir year && cd year && ln -s ../*.py . && play_year spring
	for width in 60 80 200; do try "everything fits $width columns" all_fit "$width"; done
	try 'less is shown where there is no room' narrow_and_wide
}
try 'colour' coloured "$PURSE" help split
try 'heads of tables' head_is_bold
try 'errors' error_coloured
try 'NO_COLOR' plain env NO_COLOR=1 "$PURSE" help split
try 'NO_COLOR, for errors' plain env NO_COLOR=1 "$PURSE" nonsense
try 'an empty NO_COLOR does not count' coloured env NO_COLOR= "$PURSE" help split
try 'TERM=dumb' plain env TERM=dumb "$PURSE" help split
try 'no TERM' plain env -u TERM "$PURSE" nonsense
try 'no colour in a pipe' piped_is_plain
try 'nor for errors' error_piped
try 'COLUMNS counts more than the terminal' columns_counts
try 'accents and wide letters line up' lines_up
try 'what names hold steers nothing' steers_nothing
with_books play
