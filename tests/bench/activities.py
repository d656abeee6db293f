"""A CSV of activities for measuring: what the fixture year's schools did at a price, again and again, spread
evenly over its twelve months. usage: activities.py YEAR_FOLDER ROWS"""
import csv
import datetime
import glob
import itertools
import sys


def priced(folder):
    """The codes of the agreements that charge by a price."""
    with open(f"{folder}/01-setup/agreements.csv", encoding="utf-8", newline="") as file:
        return {row["Agreement"] for row in csv.DictReader(file) if row["Basis"] == "price"}


def patterns(folder):
    """Rows of the year at a price, without corrections."""
    codes = priced(folder)
    for path in sorted(glob.glob(f"{folder}/0*/activities.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["Agreement"] in codes and not row["Corrects"] and float(row["Quantity"]) > 0:
                    yield row


def main():
    folder, rows = sys.argv[1], int(sys.argv[2])
    first = datetime.date(2025, 9, 1)
    found = list(patterns(folder))
    out = csv.DictWriter(sys.stdout, found[0].keys(), lineterminator="\n")
    out.writeheader()
    for number, row in enumerate(itertools.islice(itertools.cycle(found), rows)):
        day = first + datetime.timedelta(days=number * 364 // rows)
        out.writerow(row | {"Ref": f"BENCH-{number:07d}", "Date": day.isoformat()})


main()
