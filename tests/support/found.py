# Whether purse verify found what it should.
#   python3 found.py FOUND.json FOUND.txt EXPECTED…
#   python3 found.py --cases FOLDER
# Each EXPECTED is `PLACE | WHAT`, in which * stands for anything; it must be one of the findings, and stand
# in the text for people too. A folder of cases has a sub-folder for each: found.json, found.txt, and `case`,
# with its name, the two exit statuses and what is expected, a line each; the test's output is printed.
import json
import os
import re
import sys


def pattern(text):
    return ".*".join(re.escape(part) for part in text.split("*"))


def one_line(text):
    return " ".join(text.split())


def complaints(json_file, text_file, expected):
    with open(json_file) as file:
        found = json.load(file)
    with open(text_file) as file:
        text = one_line(file.read())
    wrong = []
    if found["sound"] or found["found"] < 1 or not found["findings"]:
        wrong.append("nothing was found")
    for wanted in expected:
        place, what = wanted.split(" | ")
        if not any(re.fullmatch(pattern(place), f["place"]) and re.fullmatch(pattern(what), f["what"])
                   for f in found["findings"]):
            wrong.append("not found: " + wanted)
        if not re.search(pattern(one_line(place + ": " + what)), text):
            wrong.append("not in the text: " + wanted)
    if not expected:
        wrong.append("nothing is expected")
    if wrong:
        wrong += ["found: %(place)s | %(what)s (%(rule)s)" % f for f in found["findings"][:15]]
    return wrong


def look_at(folder):
    with open(os.path.join(folder, "case")) as file:
        name, statuses, *expected = file.read().splitlines()
    wrong = []
    if statuses != "1 1":
        wrong.append("verify ended with %s, not 1 1" % statuses)
    try:
        wrong += complaints(os.path.join(folder, "found.json"), os.path.join(folder, "found.txt"), expected)
    except ValueError:
        wrong.append("no JSON")
    print("\n".join(wrong + [("not ok " if wrong else "ok ") + name]))
    return not wrong


if sys.argv[1] == "--cases":
    folders = sorted((os.path.join(sys.argv[2], name) for name in os.listdir(sys.argv[2])),
                     key=lambda path: int(os.path.basename(path)))
    results = [look_at(folder) for folder in folders]
    sys.exit(0 if results and all(results) else 1)
wrong = complaints(sys.argv[1], sys.argv[2], sys.argv[3:])
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
