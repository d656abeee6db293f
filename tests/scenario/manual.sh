#!/usr/bin/env bash
# Manual pages render without a complaint, and shells complete what the program takes. That pages and scripts
# name each option and no other is seen in tests/unit/test_manual.c.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
unset PURSE_DATABASE PURSE_USER
mkdir bin
ln -s "$PURSE" bin/purse
PATH=$PWD/bin:$PATH
purse help --markdown | sed -nE 's/^\| `purse ([a-z-]+( [a-z]+)?)[ `].*/\1/p' >names
[ "$(wc -l <names)" -ge 20 ]
for shell in bash zsh fish; do purse help --completion "$shell" >"purse.$shell"; done

# --- manual pages ---
mkdir pages
purse help --man >pages/purse.1
while read -r name; do purse help --man $name >"pages/purse-${name// /-}.1"; done <names
quiet() { ! "$@" 2>&1 | grep .; }
have() { command -v "$1" >/dev/null; }
# if_have PROGRAM NAME COMMAND…: a test that needs a program which may not be there.
if_have() { if have "$1"; then try "${@:2}"; else echo "ok $2 # skip $1 is not installed"; fi; }
if_have mandoc 'mandoc finds nothing to complain about' quiet mandoc -T lint -W style pages/*.1
if_have groff 'groff finds nothing to complain about' quiet groff -man -T utf8 -ww -z pages/*.1
plain() { quiet grep -nP '[^\x20-\x7e]' pages/*.1; }
try 'the source of the pages is plain ASCII' plain
rendered() { mandoc -T ascii -O width=78 "pages/$1" | sed 's/.\x08//g'; }
sections() { sed -n 's/^\.SH //p' "$1" | grep -v COMMANDS | paste -s -d ' '; }
has_sections() {
	local page
	for page in pages/*.1; do
		prints 'NAME SYNOPSIS DESCRIPTION OPTIONS EXIT STATUS ENVIRONMENT FILES EXAMPLES SEE ALSO' \
			sections "$page" || { echo "in $page"; return 1; }
	done
}
try 'every page has its sections' has_sections
# Each page leads to pages that there are.
leads_on() {
	sed -nE 's/^\.BR ([^ ]+) \(1\).*/\1/p' pages/*.1 | tr -d '\\' | sort -u >led
	[ "$(wc -l <led)" -eq "$(($(wc -l <names) + 1))" ] || return
	while read -r page; do [ -f "pages/$page.1" ] || { echo "there is no $page(1)"; return 1; }; done <led
}
try 'pages lead to pages that there are' leads_on
same_pages() {
	SOURCE_DATE_EPOCH=1000000000 TZ=Asia/Tokyo LC_ALL=C purse help --man invoice raise |
		cmp - pages/purse-invoice-raise.1
}
try 'a page is the same whenever it is made' same_pages
reads_well() {
	rendered purse-split.1 >page
	grep -qx ' *purse split \[OPTIONS\] AMOUNT PARTY=SHARE...' page && grep -qx " *-j, --json" page || return
	rendered purse-invoice-raise.1 | grep -q 'purse invoice raise --term autumn-2025 --dry-run'
}
if_have mandoc 'a page reads as it should' reads_well

# --- what bash offers ---
try 'bash takes the script' bash -n purse.bash
# offers WANTED WORD…: bash offers exactly that (in one line) where the last word is being typed.
offers() {
	prints "$1" bash -c '
		compopt() { COMPREPLY+=("<${*: -1}>"); }   # bash itself is asked for names of files
		. ./purse.bash
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_purse
		echo "${COMPREPLY[*]}"
	' bash purse "${@:2}"
}
common='--database --as --json --quiet --help --version'
try 'bash completes a command' offers invoice inv
try 'bash completes its second word' offers raise invoice r
try 'bash completes all second words' offers 'raise list show credit' invoice ''
try 'bash completes options' offers "$common --to --agreement --dry-run" charge --
try 'bash completes one option' offers --dry-run charge --dr
try 'bash completes letters' offers '--database --as --json -j --quiet -q --help -h --version' -
try 'bash completes choices' offers 'manager governor auditor' user grant --role ''
try 'bash completes choices after =' offers governor user grant --role = gov
try 'bash completes choices after = in one word' offers --role=governor user grant --role=gov
try 'bash quotes choices with blanks' offers 'credit\ note' invoice list --kind c
try 'bash completes commands to explain' offers invoice help inv
try 'bash completes second words to explain' offers show help invoice s
try 'bash finds the command behind options' offers raise --as maria -q invoice r
try 'bash completes files' offers '<default>' import ''
try 'bash completes files of an option' offers '<default>' balance --csv ''
try 'bash completes folders' offers '<dirnames>' init ''
try 'bash completes reports and files' offers 'savings <default>' report s
ln -s "$PURSE" bin/guest-of-purse
try 'bash completes programs' offers guest-of-purse server run -- guest-of
try 'bash offers nothing for what only the books know' offers '' balance --school ''
try 'bash offers no options after two dashes' offers '' split -- -
try 'bash offers nothing after a word that is no command' offers '' slpit ''

# --- bash, help and parser ---
# Every command takes what bash offers, and nothing that it does not.
parser_takes_them() {
	local name option options taken
	while read -r name; do
		options=$(offers x $name -- | sed -n 's/^ *got: //p')
		[ "$(purse help $name | grep -oE '^  (    |-., )--[a-z-]+' | grep -oE -- '--[a-z-]+' | sort)" = \
			"$(tr ' ' '\n' <<<"$options" | sort)" ] || { echo "purse help $name: not $options"; return 1; }
		taken=()
		for option in $options; do
			case $option in --help) ;; *) taken+=("$option=?") ;; esac
		done
		fails 2 purse $name "${taken[@]}" --no-such-option 2>said
		prints 'purse: there is no option --no-such-option' grep 'there is no option' said ||
			{ echo "purse $name"; return 1; }
	done <names
}
try 'parser and help have the options that bash offers' parser_takes_them

# --- zsh and fish, where they are ---
if_have zsh 'zsh takes the script' zsh -n purse.zsh
if_have fish 'fish takes the script' fish -n purse.fish
# fish_offers WANTED LINE: fish offers exactly that, in one line.
fish_offers() { prints "$1" fish_offered "$2"; }
fish_offered() {
	HOME=$PWD fish -c "source purse.fish; complete -C '$1'" | cut -f 1 | sort | paste -s -d ' '
}
if_have fish 'fish completes a command' fish_offers invoice 'purse inv'
if_have fish 'fish completes its second word' fish_offers raise 'purse invoice r'
if_have fish 'fish completes options' fish_offers \
	"$(printf '%s\n' $common --to --agreement --dry-run | sort | paste -s -d ' ')" 'purse charge --'
if_have fish 'fish completes choices' fish_offers 'auditor governor manager' 'purse user grant --role '
if_have fish 'fish completes commands to explain' fish_offers show 'purse help invoice s'
