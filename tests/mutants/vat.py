"""Changes the table of VAT rules one thing at a time, and sees that a unit test fails each time: the treatment,
the document, the reason, the source and the dates of each rule, whether it is sure enough to decide, each
condition turned round and left out, each supply left out; neighbouring rules swapped; a rule left out; what
follows from silence, and whether a fact may be stated; each rate. Tests read the tables from the folder that
PURSE_TEST_REFERENCE names.

usage: vat.py FOLDER TEST        FOLDER: where vat_fact.csv, vat_rule.csv and vat_rate.csv are

Prints what the test did not notice, and how many changes there were; ends with 1 when there is any."""

import csv
import os
import subprocess
import sys
import tempfile

NAMES = ("vat_fact.csv", "vat_rule.csv", "vat_rate.csv")


def other(value, words):
    return words[(words.index(value) + 1) % len(words)]


def changes_of_rule(row):
    """(what, the row then)"""
    def with_(column, value):
        return "%s: %s for %s" % (column, value or "nothing", row[column] or "nothing"), {**row, column: value}

    yield with_("treatment", other(row["treatment"], ["exempt", "standard", "zero", "no supply", "outside scope",
                                                      "non-business", "not registered", "review"]))
    yield with_("document_kind", other(row["document_kind"], ["invoice", "vat invoice", "internal charge", "none"]))
    yield with_("version", str(int(row["version"]) + 1))
    yield with_("valid_from", "2025-12-01")
    yield with_("valid_to", "2025-11-09")
    yield with_("reason", "Because")
    yield with_("source", "hearsay")
    sure = row["confidence"] not in ("memory", "review")
    if row["treatment"] != "review":
        yield with_("confidence", "memory" if sure else "verified")
    conditions = [c for c in row["conditions"].split("; ") if c]
    for i, condition in enumerate(conditions):
        fact, _, wanted = condition.rpartition("=")
        turned = "%s=%s" % (fact, "no" if wanted == "yes" else "yes")
        yield with_("conditions", "; ".join(conditions[:i] + [turned] + conditions[i + 1:]))
        yield with_("conditions", "; ".join(conditions[:i] + conditions[i + 1:]))
    supplies = row["supply"].split("|")
    for i in range(len(supplies)):
        yield with_("supply", "|".join(supplies[:i] + supplies[i + 1:]) or "nothing at all")
    if row["supply"] != "any":
        yield with_("supply", "any")


def changes_of_fact(row):
    yield "when_silent", {**row, "when_silent": other(row["when_silent"], ["no", "ask", "derived"])}
    yield "stated", {**row, "stated": other(row["stated"], ["yes", "no"])}
    yield "fact", {**row, "fact": "another"}


def changes_of_rate(row):
    yield "treatment", {**row, "treatment": "another"}
    yield "rate", {**row, "rate": "0.05"}
    yield "valid_from", {**row, "valid_from": "2011-01-05"}
    yield "valid_to", {**row, "valid_to": "2030-12-31"}


CHANGES = dict(zip(NAMES, (changes_of_fact, changes_of_rule, changes_of_rate)))


def mutants(tables):
    """(table, what was changed, all rows then), one at a time."""
    for name, rows in tables.items():
        first = list(rows[0])[0]
        for at, row in enumerate(rows):
            for what, changed in CHANGES[name](row):
                yield name, "%s %s" % (row[first], what), rows[:at] + [changed] + rows[at + 1:]
            yield name, "%s left out" % row[first], rows[:at] + rows[at + 1:]
            if name == "vat_rule.csv" and at + 1 < len(rows):
                swapped = rows[:at] + [rows[at + 1], row] + rows[at + 2:]
                yield name, "%s and %s swapped" % (row[first], rows[at + 1][first]), swapped


def write(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def passes(test, folder):
    return subprocess.run([test], env=dict(os.environ, PURSE_TEST_REFERENCE=folder), stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=60).returncode == 0


def main(folder, test):
    tables, count, survived = {}, 0, 0
    for name in NAMES:
        with open(os.path.join(folder, name), newline="") as file:
            tables[name] = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as here:
        for name in NAMES:
            write(here, name, tables[name])
        if not passes(test, here):
            print("%s fails with the tables as they are" % test)
            return 1
        for name, what, rows in mutants(tables):
            write(here, name, rows)
            count += 1
            if passes(test, here):
                survived += 1
                print("%s %s: no test fails" % (name, what))
            write(here, name, tables[name])
    print("%d changes; %d unnoticed" % (count, survived))
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
