#!/bin/sh
# Writes the README's list of commands from the commands' own table. Usage: readme.sh PURSE <README.md >NEW
set -eu
awk -v purse="$1" '
	/^<!-- commands -->$/ {
		print
		command = "\"" purse "\" help --markdown"
		while ((command | getline line) > 0) print line
		skipping = 1
		next
	}
	/^<!-- \/commands -->$/ { skipping = 0 }
	!skipping { print }
'
