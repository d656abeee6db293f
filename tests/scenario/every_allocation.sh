#!/usr/bin/env bash
# Each allocation of memory of a small run fails once: see tests/fault/every.sh.
# time limit: 900 s
set -eu
. "$PURSE_TOP/tests/fault/every.sh"

if [ ! -f "$PURSE_BUILD/tools/failing.so" ]; then
	echo 'ok each allocation fails once # skip: what ends the program then is not in it with sanitizers'
	exit
fi
every allocations
