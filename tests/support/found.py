# Whether purse verify found what it should: python3 found.py FOUND.json FOUND.txt EXPECTED…
# Each EXPECTED is `PLACE | WHAT`, in which * stands for anything; it must be one of the findings, and stand
# in the text for people too. The first finding expected must be among those that people see.
import json
import re
import sys


def pattern(text):
    return re.compile(".*".join(re.escape(part) for part in text.split("*")) + r"\Z", re.S)


found = json.load(open(sys.argv[1]))
text = " ".join(open(sys.argv[2]).read().split())
wrong = []
if found["sound"] or found["found"] < 1 or not found["findings"]:
    wrong.append("nothing was found")
for expected in sys.argv[3:]:
    place, what = expected.split(" | ")
    if not any(pattern(place).match(f["place"]) and pattern(what).match(f["what"]) for f in found["findings"]):
        wrong.append("not found: " + expected)
    said = ".*".join(re.escape(" ".join(part.split())) for part in (place + ": " + what).split("*"))
    if not re.search(said, text):
        wrong.append("not in the text: " + expected)
if wrong:
    print("\n".join(wrong))
    print("\n".join("found: %(place)s | %(what)s (%(rule)s)" % f for f in found["findings"][:15]))
    sys.exit(1)
