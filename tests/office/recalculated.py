#!/usr/bin/env python3
"""Compares the results that our workbooks carry with those of a program that recalculated them.

usage: recalculated.py BEFORE AFTER      two folders of .xlsx with the same names
       recalculated.py --spoil FILE      adds 1 to the first result of a formula: a difference to be found

Prints `ok` or `not ok` for each workbook: results of formulas that differ, values that changed, error cells.
Only Python's standard library.
"""
import os
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def text_of(element):
    return "".join(part.text or "" for part in element.iter(MAIN + "t"))


def cells_of(path):
    """{(sheet, cell): (type, value, has a formula)} of a workbook; empty cells left out."""
    cells = {}
    with zipfile.ZipFile(path) as book:
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            strings = [text_of(item) for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
        links = tree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        parts = {link.get("Id"): link.get("Target") for link in links}
        for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            part = parts[sheet.get(LINK)].lstrip("/")
            part = part if part.startswith("xl/") else "xl/" + part
            for cell in tree.fromstring(book.read(part)).iter(MAIN + "c"):
                kind, value, formula = cell.get("t", "n"), cell.find(MAIN + "v"), cell.find(MAIN + "f")
                text = value.text or "" if value is not None else ""
                if kind == "s":
                    kind, text = "str", strings[int(text)]
                elif kind == "inlineStr":
                    kind, text = "str", text_of(cell)
                if formula is None and text == "":
                    continue
                if text == "":
                    kind = "str"
                cells[sheet.get("name"), cell.get("r")] = (kind, text, formula is not None)
    return cells


def same(before, after):
    if before[0] == "n" and after[0] == "n":
        one, other = float(before[1]), float(after[1])
        return abs(one - other) <= max(1e-7, 1e-12 * abs(one))
    return before[:2] == after[:2]


def compare(before_path, after_path):
    """Differences in words, and how many formulas were compared."""
    before, after = cells_of(before_path), cells_of(after_path)
    wrong = []
    for place, cell in before.items():
        found = after.get(place, ("str", "", False))
        where = "%s!%s" % place
        if cell[0] == "e" or found[0] == "e":
            wrong.append("%s: an error: %s, recalculated %s" % (where, cell[1], found[1]))
        elif cell[2] and not found[2]:
            wrong.append("%s: its formula was lost" % where)
        elif not same(cell, found):
            wrong.append("%s: %s %r, recalculated %s %r" % (where, cell[0], cell[1], found[0], found[1]))
    for place, cell in after.items():
        if cell[0] == "e" and place not in before:
            wrong.append("%s!%s: an error: %s" % (*place, cell[1]))
    return wrong, sum(1 for cell in before.values() if cell[2])


def spoil(path):
    """Changes one cached result in place."""
    with zipfile.ZipFile(path) as book:
        parts = [(item, book.read(item)) for item in book.infolist()]
    done = False
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for item, content in parts:
            if not done and item.filename.startswith("xl/worksheets/sheet"):
                changed, count = re.subn(rb"(</f><v>-?\d+)", rb"\g<1>1", content, count=1)
                done, content = count > 0, changed
            book.writestr(item, content)
    if not done:
        sys.exit("recalculated: found no result to spoil in " + path)


def main():
    if sys.argv[1] == "--spoil":
        spoil(sys.argv[2])
        return
    failed = False
    for name in sorted(os.listdir(sys.argv[1])):
        if not name.endswith(".xlsx"):
            continue
        after = os.path.join(sys.argv[2], name)
        if not os.path.exists(after):
            wrong, count = ["it could not be opened"], 0
        else:
            wrong, count = compare(os.path.join(sys.argv[1], name), after)
        failed = failed or bool(wrong)
        print("%s %s (%d formulas)" % ("not ok" if wrong else "ok", name, count))
        for words in wrong[:20]:
            print("    " + words)
    sys.exit(1 if failed else 0)


main()
