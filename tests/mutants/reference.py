"""Changes one value of reference tables at a time, and leaves out one row at a time, and sees that a unit test
fails each time. The tests read the tables from the folder that PURSE_TEST_REFERENCE names.

usage: reference.py [--columns NAME,NAME…] TABLE.csv… -- TEST…

--columns: changes values of these columns alone, and leaves out no row. Tests are tried in their order until one fails. Prints what nobody noticed, and how many there were; ends with 1
when there is any. Before, it sees that all tests pass with the tables as they are."""

import csv
import datetime
import os
import re
import subprocess
import sys
import tempfile


def other_day(text, days):
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days)).isoformat()


def changes_of(value):
    """What a value may become: near enough that only who knows the right one sees it."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return [other_day(value, 1), other_day(value, -1)]
    if value == "infinity":
        return ["2199-12-30"]
    if re.fullmatch(r"\d+(\.\d+)?", value):
        places = len(value.partition(".")[2])
        unit = 10 ** -places
        near = ["%.*f" % (places, float(value) + unit)]
        return near + (["%.*f" % (places, float(value) - unit)] if float(value) >= unit else [])
    return ["1"] if not value else ["something else"]


def mutants(tables, columns):
    """(table, what was changed, all rows then), one at a time; columns: names, or none for all."""
    for path, rows in tables.items():
        for at, row in enumerate(rows):
            if at == 0:
                continue
            for column, value in enumerate(row):
                for new in changes_of(value) if not columns or rows[0][column] in columns else []:
                    changed = [list(r) for r in rows]
                    changed[at][column] = new
                    what = "line %d, %s: %s for %s" % (at + 1, rows[0][column], new, value or "nothing")
                    yield path, what, changed
            if not columns:
                yield path, "line %d left out" % (at + 1), rows[:at] + rows[at + 1:]


def write(folder, path, rows):
    with open(os.path.join(folder, os.path.basename(path)), "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def killer(tests, folder):
    """The first test that fails with the tables in that folder, or None."""
    environment = dict(os.environ, PURSE_TEST_REFERENCE=folder)
    for test in tests:
        done = subprocess.run([test], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=60)
        if done.returncode != 0:
            return test
    return None


def main(arguments):
    columns = []
    if arguments[0] == "--columns":
        columns, arguments = arguments[1].split(","), arguments[2:]
    cut = arguments.index("--")
    paths, tests = arguments[:cut], arguments[cut + 1:]
    tables, killed, survived = {}, {}, 0
    for path in paths:
        with open(path, newline="") as file:
            tables[path] = list(csv.reader(file))
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            write(folder, path, tables[path])
        before = killer(tests, folder)
        if before:
            print("%s fails with the tables as they are" % before)
            return 1
        for path, what, rows in mutants(tables, columns):
            write(folder, path, rows)
            test = killer(tests, folder)
            if test:
                killed[test] = killed.get(test, 0) + 1
            else:
                survived += 1
                print("%s %s: no test fails" % (os.path.basename(path), what))
            write(folder, path, tables[path])
    print("%d changes: %s; %d unnoticed" % (
        sum(killed.values()) + survived,
        ", ".join("%d seen by %s" % (count, os.path.basename(test)) for test, count in killed.items()), survived))
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
