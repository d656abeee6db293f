"""Ctrl-C and kill -9 of client and server at random points of import, charge, raise, credit and close.

usage: points.py BOOKS POINTS SEED         BOOKS: books of the fixture year, charged; their private server is up

Each point strikes one command, some time between its start and its end: SIGINT to the program, SIGINT to its
process group as a terminal sends it, SIGKILL to the program, to the session that serves it, to the whole server.
Afterwards everything or nothing of the command must be there, and the next command must find the books in
order, whatever has to be started or repaired first. Prints `ok …` and `not ok …`."""
import collections
import json
import os
import random
import signal
import subprocess
import sys
import time

import wire

PURSE = os.environ["PURSE"]
BLOWS = ("interrupt", "interrupt all", "kill program", "kill session", "kill server")
# What a state is made of: rows that a command adds, and what is left for charge and raise to do.
STATE = {
    "records": "select count(*) from purse.record",
    "charges": "select count(*) from purse.charge",
    "entries": "select count(*) from purse.entry",
    "documents": "select count(*) from purse.document",
    "numbers": "select coalesce(sum(last), 0) from purse.counter",
    "closed": "select count(*) from purse.period_close",
    "uncharged": "select count(*) from purse_view.uncharged_activity where date <= '2025-12-31'",
    "unraised": "select count(*) from purse_view.charge_standing where live = 0 and reversed_by is null and pence <> 0"
                " and not held and service_from <= '2025-12-31'",
}
SQL = "select concat_ws(' ', " + ", ".join(f"({q})" for q in STATE.values()) + ")"
NEVER = ("assert", "fault of purse", "sqlstate", "segmentation", "failed without saying why")


class Books:
    def __init__(self, folder):
        self.folder = folder
        self.files = json.loads(self.purse("server", "status", "--json").stdout)["files"]
        self.session = None

    def purse(self, *words, **more):
        return subprocess.run([PURSE, *words], cwd=self.folder, capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, **more)

    def postmaster(self):
        try:
            with open(self.files + "/data/postmaster.pid", encoding="ascii") as file:
                pid = int(file.readline())
        except (OSError, ValueError):
            return 0
        return pid if os.path.exists(f"/proc/{pid}") else 0

    def sessions(self):
        """The processes that serve clients."""
        found = []
        postmaster = self.postmaster()
        if not postmaster:
            return found
        with open(f"/proc/{postmaster}/task/{postmaster}/children", encoding="ascii") as file:
            children = file.read().split()
        for pid in children:
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    if b"[local]" in file.read() and b"purse_admin" not in open(f"/proc/{pid}/cmdline", "rb").read():
                        found.append(int(pid))
            except OSError:
                pass
        return found

    def state(self):
        """Asks as the owner, once all that the command began has come to an end; starts nothing itself."""
        for _ in range(3000):
            try:
                if self.session is None:
                    self.session = wire.Connection(self.files + "/socket", "purse_admin", "purse")
                if self.session.ask("select count(*) from pg_stat_activity where backend_type = 'client backend'"
                                    " and pid <> pg_backend_pid()") == "0":
                    return dict(zip(STATE, map(int, self.session.ask(SQL).split())))
            except (OSError, EOFError, RuntimeError):
                self.session = None
            time.sleep(0.01)
        raise SystemExit("the server does not come back")


class Year:
    """The commands, one after the other, each with what it should have changed when it is done."""

    def __init__(self, books, chance):
        self.books, self.chance, self.folders, self.closings = books, chance, 0, 0

    def next(self, n, before):
        return (self.import_, self.charge, self.raise_, self.credit, self.close)[n % 5](before)

    def import_(self, before):
        self.folders += 1
        folder = os.path.join(self.books.folder, f"records-{self.folders}")
        os.mkdir(folder)
        with open(os.path.join(folder, "activities.csv"), "w", encoding="ascii") as file:
            file.write("Ref,Provider,Agreement,Date,Item,For school,Quantity,Unit\n")
            for i in range(3):
                day = 1 + (self.folders * 3 + i) % 28
                file.write(f"F{self.folders}-{i},HAZ,FED-HT,2025-1{self.folders % 3}-{day:02},head teacher,PEL,0.5,"
                           "day\n")
        return ["import", f"records-{self.folders}"], lambda after: after["records"] == before["records"] + 3

    def charge(self, before):
        return ["charge", "--to", "2025-12-31"], lambda after: after["uncharged"] == 0

    def raise_(self, before):
        return ["invoice", "raise", "--term", "autumn-2025", "--date", "2026-01-05"], \
            lambda after: after["unraised"] == 0

    def credit(self, before):
        words = ["invoice", "credit", f"GRE-VAT-0000{self.chance.randint(1, 3)}", "--reason", "fault",
                 "--line", str(self.chance.randint(1, 6)), "--rebill"]
        return words, lambda after: after["documents"] == before["documents"] + 1

    def close(self, before):
        month = 2025 * 12 + 8 + before["closed"] // 7
        return ["close", f"{month // 12}-{month % 12 + 1:02}"], lambda after: after["closed"] == before["closed"] + 7


def strike(books, blow, program):
    """Whether there was still something to strike."""
    if program.poll() is not None:
        return False
    if blow == "interrupt":
        program.send_signal(signal.SIGINT)
    elif blow == "interrupt all":
        os.killpg(program.pid, signal.SIGINT)
    elif blow == "kill program":
        program.kill()
    else:
        targets = books.sessions() if blow == "kill session" else [books.postmaster()]
        for pid in targets:
            if pid > 0:
                os.kill(pid, signal.SIGKILL)
        return any(targets)
    return True


def run_struck(books, words, blow, wait_s):
    program = subprocess.Popen([PURSE, *words], cwd=books.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(wait_s)
    struck = strike(books, blow, program)
    out, err = program.communicate(timeout=120)
    return struck, program.returncode, out, err


def wrong_words(blow, status, err):
    """What is wrong with how it ended."""
    said = err.lower()
    if any(word in said for word in NEVER):
        return "speaks of what nobody should see"
    if status == -signal.SIGKILL:
        return None if blow == "kill program" else "was killed by nobody"
    if status == -signal.SIGINT:   # before the program had begun to listen
        return None if blow.startswith("interrupt") and not err else "ended by the signal"
    if status == 4:
        return None if "stopped; nothing was changed" in said and "\nhint: " in said else "does not say that it stopped"
    if status == 3:
        return None if blow.startswith("kill s") and "\nhint: " in said else "lost a server that was there"
    return None if status in (0, 1) else f"ended with {status}"


class Play:
    def __init__(self, books, seed):
        self.books, self.chance = books, random.Random(seed)
        self.year, self.troubles = Year(books, self.chance), []
        self.usual_s = collections.defaultdict(lambda: 0.15)   # how long a command takes
        self.counts = collections.Counter()

    def trouble(self, what, said):
        self.troubles.append(f"point {self.n}, {self.blow} at {' '.join(self.words)}: {what}\n{said}")

    def point(self, n):
        before = self.books.state()
        self.n, self.blow = n, BLOWS[n // 5 % 5]
        self.words, complete = self.year.next(n, before)
        name = " ".join(self.words[:2] if self.words[0] == "invoice" else self.words[:1])
        server = self.books.postmaster()
        began = time.monotonic()
        struck, status, out, err = run_struck(self.books, self.words, self.blow,
                                              self.chance.uniform(0, 1.1) * self.usual_s[name])
        if status == 0:
            self.usual_s[name] += (time.monotonic() - began - self.usual_s[name]) / 4
        self.counts[self.blow, struck, status] += 1
        wrong = wrong_words(self.blow if struck else "nothing", status, err)
        if wrong:
            self.trouble(wrong, f"{status}: {out}{err}")
        if not self.blow.startswith("kill s") and self.books.postmaster() != server:
            self.trouble("the server is another one", err)
        # the next command comes without anybody's help; when a session was killed, the server may just be ending
        # all the others, and says to run again
        again = self.books.purse("status")
        if self.blow == "kill session" and again.returncode == 3 and "run the command again" in again.stderr:
            again = self.books.purse("status")
        if again.returncode != 0:
            self.trouble("the next command does not run", again.stdout + again.stderr)
            self.books.purse("server", "stop")
            self.books.purse("server", "start")
        self.compare(before, self.books.state(), complete, status, err)

    def compare(self, before, after, complete, status, err):
        if after != before and not complete(after):
            self.trouble("half of it is there", f"{before}\n{after}\n{err}")
        if status == 0 and not complete(after):
            self.trouble("it said that it was done", f"{before}\n{after}")
        if after != before and "nothing was changed" in err:
            self.trouble("it said that nothing was changed", f"{before}\n{after}")


def main():
    books = Books(sys.argv[1])
    points, seed = int(sys.argv[2]), int(sys.argv[3])
    play = Play(books, seed)
    for n in range(points):
        play.point(n)
    for trouble in play.troubles[:10]:
        print(trouble)
    struck = sum(count for (_, hit, _), count in play.counts.items() if hit)
    print(f"# {struck} of {points} were struck before they had ended")
    for (blow, hit, status), count in sorted(play.counts.items()):
        print(f"#   {blow}{'' if hit else ' too late'}: {count} ended with {status}")
    print(f"{'not ok' if play.troubles else 'ok'} after each of {points} faults everything or nothing is there")
    print(f"{'ok' if struck >= points / 3 else 'not ok'} the faults struck")
    sys.exit(bool(play.troubles))


main()
