#!/usr/bin/env bash
# LibreOffice recalculates every workbook of ours from its formulas: no result may differ from the one the
# file carried, no cell may hold an error.
# usage: recalculate.sh [FOLDER…]
# Folders of .xlsx; without any: samples, and what the demo wrote if it was run.
# time limit: 600 s
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/before" "$work/after" "$work/profile" "$work/profile/user"

if ! command -v soffice >/dev/null; then
	echo 'ok recalculation # skip LibreOffice is not installed'
	exit 0
fi

# Always recalculate on load; otherwise LibreOffice believes what the file says.
cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XML

recalculate() {   # FROM TO
	if ! soffice --headless "-env:UserInstallation=file://$work/profile" \
		--convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir "$2" "$1"/*.xlsx >"$work/log" 2>&1; then
		cat "$work/log"
		echo 'not ok LibreOffice failed'
		exit 1
	fi
}

if [ $# -eq 0 ]; then
	PURSE_SAMPLES=$work/samples "$PURSE_BUILD/tests/unit/test_samples" >"$work/log" 2>&1 || cat "$work/log"
	set -- "$work/samples"
	if [ -d "$PURSE_BUILD/demo/out" ]; then set -- "$@" "$PURSE_BUILD/demo/out"; fi
fi
for folder; do
	find "$folder" -name '*.xlsx' | while read -r path; do
		cp "$path" "$work/before/$(basename "$folder")-$(basename "$path")"
	done
done

recalculate "$work/before" "$work/after"
status=0
python3 "$here/recalculated.py" "$work/before" "$work/after" || status=1

# The proof of the proof: a result that was changed on purpose must be found.
mkdir "$work/spoilt" "$work/again"
first=$(find "$work/before" -name '*.xlsx' | sort | head -n 1)
cp "$first" "$work/spoilt/"
python3 "$here/recalculated.py" --spoil "$work/spoilt/$(basename "$first")"
recalculate "$work/spoilt" "$work/again"
if python3 "$here/recalculated.py" "$work/spoilt" "$work/again" >/dev/null; then
	echo 'not ok a spoilt result is found'
	status=1
else
	echo 'ok a spoilt result is found'
fi
exit $status
