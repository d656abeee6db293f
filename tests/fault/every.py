"""A small run from import to verify, in which everything fails that can, once each.

usage: every.py allocations|statements BOOKS RECORDS        BOOKS: new books whose server is up

For each command of the run and for each n, the n-th allocation of the program fails, or the n-th statement
that it sends, in each of several ways. However it ends, it must say so in plain words and with the right
status; afterwards the books are as before or complete, no half-written file is there, and running again
completes it. Prints a line `ok …` or `not ok …` for each command."""
import collections
import concurrent.futures
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time

import wire

PURSE = os.environ["PURSE"]
HERE = os.path.dirname(os.path.abspath(__file__))
SHIM = os.path.join(os.environ["PURSE_BUILD"], "tools", "failing.so")
WORKERS = max(2, os.cpu_count() or 1)
SIGNATURE = """select (select count(*) from pg_stat_activity where datname = current_database()
    and pid <> pg_backend_pid() and backend_type = 'client backend')
    || ' ' || coalesce((select sum(last) from purse.counter), 0)
    || ' ' || string_agg(c.relname || (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s',
        c.oid::regclass), false, true, '')))[1]::text, ' ' order by c.relname)
    from pg_class c where c.relkind = 'r' and c.relnamespace in ('purse'::regnamespace, 'purse_cache'::regnamespace)"""
WAYS = ("cut", "mute", "refuse", "again")
# Whatever fails, nobody is told of these.
NEVER = ("assert", "fault of purse", "sanitizer", "segmentation", "failed without saying why", "gnu mp", "[error]")


class Command:
    """shows: what it says is tried with --dry-run, since making the books as they were takes longest."""

    def __init__(self, name, words, shows=False):
        self.name, self.words, self.shows = name, words, shows


RUN = [
    Command("import", ["import", "{records}"], True),
    Command("charge", ["charge", "--to", "2026-01-31"], True),
    Command("invoice raise", ["invoice", "raise", "--term", "autumn-2025", "--date", "2026-01-05"], True),
    Command("invoice credit", ["invoice", "credit", "ASHCOMBE-INT-00001", "--line", "3", "--reason", "not agreed",
                               "--date", "2026-01-06"], True),
    Command("close", ["close", "2025-09"]),
    Command("report", ["report", os.path.join(HERE, "charges.sql"), "--out", "charges.xlsx"]),
    Command("verify", ["verify"]),
]


class Server:
    """The private server of the books, seen from behind."""

    def __init__(self, books):
        told = subprocess.run([PURSE, "server", "status", "--json"], cwd=books, check=True, capture_output=True)
        self.socket = json.loads(told.stdout)["files"] + "/socket"
        self.admin, self.turn = self.open("postgres"), threading.Lock()
        for setting in ("fsync = off", "full_page_writes = off", "autovacuum = off"):   # the disk is not asked here
            self.admin.ask(f"alter system set {setting}")
        self.admin.ask("select pg_reload_conf()")

    def open(self, database):
        return wire.Connection(self.socket, "purse_admin", database)

    def copy(self, source, target):
        with self.turn:
            self.admin.ask(f"drop database if exists {target} with (force)")
            self.admin.ask(f"create database {target} template {source}")


class Worker:
    """One database and one folder of output, in which one run follows the other."""

    def __init__(self, server, number, person, records):
        self.server, self.name, self.person, self.records = server, f"work{number}", person, records
        self.folder = os.path.abspath(f"out{number}")
        self.proxy = wire.Proxy(server.socket, os.path.abspath(f"proxy{number}"))
        self.session = None

    def reset(self, source):
        self.forget()
        self.server.copy(source, self.name)
        self.session = self.server.open(self.name)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.mkdir(self.folder)

    def forget(self):
        if self.session:
            self.session.close()
        self.session = None

    def state(self):
        """How many rows there are, once nobody else is connected any more."""
        while True:
            others, rest = self.session.ask(SIGNATURE).split(" ", 1)
            if others == "0":
                return rest
            time.sleep(0.002)

    def run(self, command, through_proxy=False, **extra):
        socket = self.proxy.folder if through_proxy else self.server.socket
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        environment.update(extra, PURSE_DATABASE=f"postgresql:///{self.name}?host={socket}&user={self.person}",
                           SOURCE_DATE_EPOCH="1768000000", LC_ALL="C.UTF-8")
        words = [w.format(records=self.records) for w in command.words]
        return subprocess.run([PURSE] + words, cwd=self.folder, env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=60)

    def files(self, command):
        """What is in the folder; a whole file is named by its content."""
        there = {}
        for name in os.listdir(self.folder):
            with open(os.path.join(self.folder, name), "rb") as file:
                there[name] = file.read()
        return there


class Outcome:
    """What a command does when nothing fails."""

    def __init__(self, worker, command, source):
        worker.reset(source)
        self.before = worker.state()
        self.counted = os.path.abspath("counted")
        self.said = self.go(worker, command)
        self.after, self.files = worker.state(), worker.files(command)
        self.changes = self.before != self.after

    def go(self, worker, command):
        worker.proxy.arm(0, "cut")
        extra = {"LD_PRELOAD": SHIM, "PURSE_FAIL_COUNT": self.counted} if os.path.exists(SHIM) else {}
        done = worker.run(command, through_proxy=True, **extra)
        if done.returncode != 0:
            raise SystemExit(f"{command.name} does not run at all: {done.stdout}{done.stderr}")
        self.statements = worker.proxy.asked
        self.allocations = 0
        if extra:
            with open(self.counted, encoding="ascii") as file:
                self.allocations = int(file.read())
        return done.stdout


def plain(done, status_wanted):
    """What is wrong with how a program ended, and with its words."""
    said = done.stderr.lower()
    if done.returncode not in status_wanted:
        return f"ended with {done.returncode}"
    if any(word in said for word in NEVER):
        return "speaks of what nobody should see"
    if done.returncode != 0 and not (said.startswith("purse: ") and "\nhint: " in said):
        return "does not say what is wrong, or not what to do"
    return None


def look(worker, command, outcome, done, status_wanted):
    """Whether it all is as it should be afterwards; gives what is wrong, and whether the books are complete."""
    wrong = plain(done, status_wanted)
    state, files = worker.state(), worker.files(command)
    complete = state == outcome.after
    if not complete and state != outcome.before:
        wrong = wrong or f"left half of it: {state}\n  before: {outcome.before}\n  after:  {outcome.after}"
    if done.returncode == 0 and (not complete or done.stdout != outcome.said or files != outcome.files):
        wrong = wrong or "said that it was done, and it was not"
    if "nothing was changed" in done.stderr + done.stdout and complete and outcome.changes:
        wrong = wrong or "said that nothing was changed, and something was"
    if files not in ({}, outcome.files):
        wrong = wrong or f"left in the folder: {sorted(files)}"
    return wrong, complete


def fail(worker, command, outcome, fault):
    """One run with one fault."""
    kind, n = fault
    if kind == "allocation":
        done = worker.run(command, LD_PRELOAD=SHIM, PURSE_FAIL_ALLOCATION=str(n))
        return done, look(worker, command, outcome, done, {4})
    worker.proxy.arm(n, kind)
    done = worker.run(command, through_proxy=True)
    # who has read all that it needs can do without the end of its transaction
    harmless = kind == "again" or (n == outcome.statements and not outcome.changes)
    return done, look(worker, command, outcome, done, {0, 3} if harmless else {3})


def work_off(worker, command, outcome, source, faults, troubles, ended):
    worker.reset(source)
    while True:
        try:
            fault = faults.get_nowait()
        except queue.Empty:
            break
        done, (wrong, complete) = fail(worker, command, outcome, fault)
        ended[(done.returncode, complete and outcome.changes)] += 1
        if wrong:
            troubles.append(f"{fault[0]} {fault[1]}: {wrong}\n{done.stdout[-500:]}{done.stderr[-1500:]}")
        if (complete and outcome.changes) or wrong:
            worker.reset(source)
        for name in os.listdir(worker.folder):
            os.unlink(os.path.join(worker.folder, name))
    worker.proxy.arm(0, "cut")
    again = worker.run(command)
    if again.returncode != 0 or worker.state() != outcome.after:
        troubles.append(f"running again does not complete it:\n{again.stdout}{again.stderr}")
    worker.forget()


def all_faults(what, outcome):
    if what == "allocations":
        return [("allocation", n) for n in range(outcome.first, outcome.last + 1)]
    # Before anything can be kept it is all the same whether the answer or the question is lost, and trying again
    # runs the same statements anew; so two of the ways are for the first statements and the last.
    most = outcome.statements
    ends = [n for n in range(1, most + 1) if n <= 4 or n > most - 4]
    return [(way, n) for way in WAYS for n in (ends if way in ("mute", "again") else range(1, most + 1))]


def try_command(what, workers, command, source, span=None):
    began = time.monotonic()
    outcome = Outcome(workers[0], command, source)
    outcome.first, outcome.last = span or (1, outcome.allocations)
    faults, troubles, ended = queue.Queue(), [], collections.Counter()
    for fault in all_faults(what, outcome):
        faults.put(fault)
    count = faults.qsize()
    with concurrent.futures.ThreadPoolExecutor(len(workers)) as pool:
        for job in [pool.submit(work_off, w, command, outcome, source, faults, troubles, ended) for w in workers]:
            job.result()
    for trouble in troubles[:10]:
        print(trouble)
    kinds = f"allocations {outcome.first} to {outcome.last}" if what == "allocations" \
        else f"{outcome.statements} statements, {count} failures"
    print(f"# {command.name}: {kinds}, {time.monotonic() - began:.1f} s; "
          + ", ".join(f"{n} ended with {s}{' after the books were complete' if c else ''}"
                      for (s, c), n in sorted(ended.items())))
    good = count > 0 and not troubles
    print(f"{'ok' if good else 'not ok'} {command.name}: each {what[:-1]} fails once", flush=True)
    return good


def first_kept(worker, command, outcome, source):
    """The first allocation that fails when the books are complete already."""
    low, high = 1, outcome.allocations + 1
    while low < high:
        middle = (low + high) // 2
        worker.reset(source)
        worker.run(command, LD_PRELOAD=SHIM, PURSE_FAIL_ALLOCATION=str(middle))
        low, high = (low, middle) if worker.state() == outcome.after else (middle + 1, high)
    return low


def try_stage(what, workers, command, source):
    """The command itself. What it says after its work is kept is tried with --dry-run, allocation by allocation
    too, for making the books as they were takes longest of all."""
    if what == "statements" or not command.shows:
        return try_command(what, workers, command, source)
    dry = Command(command.name + ", what it says", command.words + ["--dry-run"])
    outcome, said = Outcome(workers[0], command, source), Outcome(workers[0], dry, source)
    kept = first_kept(workers[0], command, outcome, source)
    rest = outcome.allocations - kept
    return try_command(what, workers, command, source, (1, min(kept + 5, outcome.allocations))) \
        & try_command(what, workers, dry, source, (max(1, said.allocations - rest - 5), said.allocations))


def main():
    what, books, records = sys.argv[1], sys.argv[2], os.path.abspath(sys.argv[3])
    server = Server(books)
    person = server.open("purse").ask("select login from purse.person_login")
    workers = [Worker(server, n, person, records) for n in range(WORKERS)]
    source, good = "stage0", True
    server.admin.ask("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'purse'")
    server.copy("purse", source)
    for number, command in enumerate(RUN, 1):
        good &= try_stage(what, workers, command, source)
        if number <= 5:   # what it leaves is what the next one begins with
            workers[0].reset(source)
            workers[0].run(command)
            workers[0].forget()
            server.copy(workers[0].name, f"stage{number}")
            source = f"stage{number}"
    sys.exit(not good)


main()
