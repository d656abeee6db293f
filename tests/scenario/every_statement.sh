#!/usr/bin/env bash
# Each statement of a small run fails once in each of several ways: see tests/fault/every.sh.
# time limit: 300 s
set -eu
. "$PURSE_TOP/tests/fault/every.sh"

every statements
