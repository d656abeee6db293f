"""Makes small changes to C sources, one at a time, and sees whether the tests notice.

usage: python3 tests/mutants/run.py --compile COMMAND --link COMMAND --with WORDS --sanitize FLAGS
       --work FOLDER --explained FILE [--count N|all] [--seed N] [--least PERCENT] [--only PATTERN]
       [--keys] FOLDER… -- TEST…

FOLDERs hold the sources, of which PATTERN, a regular expression, may choose some. TESTs are the objects of
test programs, lowest module first: a source X.c meets test_X and those behind it, which may use it. `COMMAND -o OBJECT -c SOURCE` compiles, `COMMAND -o
PROGRAM TEST OBJECT WORDS…` links. A change that does not compile, or compiles to the same code as the
original or another change, is none, and another is drawn. A test that fails, crashes or takes too long has
killed the mutant. What survives that meets the tests once more, with all sources built by FLAGS, which find
what is read or written where nothing is, and what is not given back. At least PERCENT must be killed, and
what survives must be explained by a line of FILE (--keys prints the beginnings of lines that are missing).
Exit status: 0; 1 when that is not so; 2 when it could not be measured. Everything made is in a folder in
--work, which goes away in the end. Standard library only.
"""
import argparse
import hashlib
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import changes

# A folder in which each change is made gets as many as its size asks for, and at least these.
LEAST_OF_A_FILE = 6
MEMORY_MB = 3072
FILE_BYTES = 256 << 20
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    pass


class Machine:
    """Runs commands; ends them all when asked to stop."""

    def __init__(self, folder):
        self.folder, self.running, self.lock, self.stopped = folder, set(), threading.RLock(), False
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", PURSE_SEED="1")
        self.environment.pop("SLOWER", None)

    def run(self, command, limit_s, place, **more):
        """The exit status, or None when the time was up, and the seconds it took."""
        environment = dict(self.environment, TMPDIR=place, **more)
        started = time.monotonic()
        with self.lock:
            if self.stopped:
                raise Stopped
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL, env=environment, start_new_session=True)
            self.running.add(child)
        try:
            status = child.wait(limit_s)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            with self.lock:
                self.end(child)
                self.running.discard(child)
        if self.stopped:
            raise Stopped
        return status, time.monotonic() - started

    @staticmethod
    def end(child):
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()

    def stop(self):
        with self.lock:
            self.stopped = True
            for child in self.running:
                self.end(child)


class Bench:
    """The sources, the tests, and how to put them together."""

    def __init__(self, options, machine):
        self.options, self.machine = options, machine
        self.compile, self.link = shlex.split(options.compile), shlex.split(options.link)
        self.linked, self.flags = shlex.split(options.linked), shlex.split(options.sanitize)
        self.sources, self.chosen, self.originals, self.sanitized, self.limits = {}, [], {}, {}, {}
        for folder in options.folders:
            for name in sorted(os.listdir(folder)):
                path = os.path.join(folder, name)
                if name.endswith(".c"):
                    with open(path, encoding="utf-8") as file:
                        self.sources[path] = file.read()
        self.chosen = [path for path in self.sources if re.search(options.only, path)]

    def folder(self, name):
        path = os.path.join(self.machine.folder, name)
        os.makedirs(path, exist_ok=True)
        return path

    def compile_text(self, path, text, place, flags=()):
        """The object, or None. The name of the source stays, for what the compiler makes of it."""
        source = os.path.join(place, os.path.basename(path))
        with open(source, "w", encoding="utf-8") as file:
            file.write('#line 1 "%s"\n%s' % (path, text))
        made = source[:-1] + "o"
        status, _ = self.machine.run(self.compile + [*flags, "-o", made, "-c", source], 120, place)
        return made if status == 0 else None

    def try_test(self, test, made, place, limit_s, flags=(), **more):
        program = os.path.join(place, "program")
        command = self.link + [*flags, "-o", program, test, *made] + self.linked
        if self.machine.run(command, 120, place)[0] != 0:
            raise RuntimeError("could not link %s" % test)
        # an endless loop may eat memory; sanitizers reserve more than they use
        limit = [] if flags else ["prlimit", "--data=%d" % (MEMORY_MB << 20)]
        asan = "hard_rss_limit_mb=%d:detect_leaks=1" % MEMORY_MB
        return self.machine.run([*limit, program], limit_s, place, ASAN_OPTIONS=asan, **more)

    def prepare(self, path):
        """The originals, plain and sanitized."""
        place = self.folder("plain-" + path.replace("/", "-"))
        plain = self.compile_text(path, self.sources[path], place)
        place = self.folder("sanitized-" + path.replace("/", "-"))
        sanitized = self.compile_text(path, self.sources[path], place, self.flags)
        if not plain or not sanitized:
            raise RuntimeError("could not compile %s as it is" % path)
        self.originals[path], self.sanitized[path] = digest(plain), sanitized

    def measure_limits(self, test):
        """The originals must pass every test; how long that takes says what takes too long."""
        place, slowest_s = self.folder("limits-" + os.path.basename(test)), 0
        for made, flags, more in (([], (), {}), (self.sanitized.values(), self.flags, {"SLOWER": "4"})):
            status, took_s = self.try_test(test, made, place, 300, flags, **more)
            if status != 0:
                raise RuntimeError("%s fails as it is" % test)
            slowest_s = max(slowest_s, took_s)
        self.limits[test] = 10 * slowest_s + 3

    def make(self, change, number):
        """Compiles one change; its code as a digest, or None."""
        place = self.folder("mutant-%d" % number)
        made = self.compile_text(change.path, changes.apply(self.sources[change.path], change), place)
        code = digest(made) if made else None
        if code is None:
            shutil.rmtree(place)
        return code

    def killer(self, change, number):
        """The test that notices the change, or None."""
        place = self.folder("mutant-%d" % number)
        module = os.path.basename(change.path)[:-2]
        made = os.path.join(place, module + ".o")
        names = [os.path.basename(test) for test in self.options.tests]
        tests = self.options.tests[names.index("test_%s.o" % module):]
        for test in tests:
            if self.try_test(test, [made], place, self.limits[test])[0] != 0:
                shutil.rmtree(place)
                return test
        killer = self.sanitized_killer(change, place, tests)
        shutil.rmtree(place)
        return killer

    def sanitized_killer(self, change, place, tests):
        made = dict(self.sanitized)
        text = changes.apply(self.sources[change.path], change)
        made[change.path] = self.compile_text(change.path, text, place, self.flags)
        for test in tests:
            if self.try_test(test, made.values(), place, self.limits[test], self.flags, SLOWER="4")[0] != 0:
                return test
        return None


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def shares(counts, wanted):
    """How many of each file: by its number of changes, the largest remainders rounded up."""
    total, floors = sum(counts.values()), {}
    wanted = min(wanted, total)
    for path, count in counts.items():
        floors[path] = min(count, max(wanted * count // total, LEAST_OF_A_FILE))
    by_rest = sorted(counts, key=lambda path: (-(wanted * counts[path] % total), path))
    while sum(floors.values()) < wanted:
        for path in by_rest:
            if floors[path] < counts[path] and sum(floors.values()) < wanted:
                floors[path] += 1
    return floors


def show_progress(words):
    if sys.stderr.isatty():
        print("\r\033[K" + words, end="", file=sys.stderr, flush=True)


def by_lot(seed, change):
    """A random order in which a change keeps its place whatever becomes of other lines."""
    return hashlib.sha256("\t".join([str(seed), *key_of(change)]).encode()).digest()


def draw(bench, pool, found, options):
    """The changes to try, each with its number: as many of each file as wanted that are changes at all."""
    drawn, number, none = [], 0, 0
    counts = {path: len(found[path]) for path in found}
    quota = counts if options.count == "all" else shares(counts, int(options.count))
    for path in found:
        order = sorted(found[path], key=lambda change: (by_lot(options.seed, change), change.start))
        codes, taken = {bench.originals[path]}, 0
        while order and taken < quota[path]:
            wave, order = order[:quota[path] - taken], order[quota[path] - taken:]
            numbers = range(number, number + len(wave))
            number += len(wave)
            for change, n, code in zip(wave, numbers, pool.map(bench.make, wave, numbers)):
                if code is None or code in codes:
                    none += 1
                    shutil.rmtree(bench.folder("mutant-%d" % n))
                    continue
                codes.add(code)
                drawn.append((change, n))
                taken += 1
            show_progress("making mutants: %d" % len(drawn))
    return drawn, none


def read_explained(path):
    """file, function, was, now, why: of each line but the first and remarks."""
    explained = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 5 or not all(cells[:3]) or not cells[4]:
                raise RuntimeError("could not read %s: not file, function, was, now, why: %s" % (path, line))
            explained[tuple(cells[:4])] = cells[4]
    return explained


def key_of(change):
    return change.path, change.function, change.old, change.new


def report(options, drawn, killers, explained, none):
    """Prints the figures and the survivors; how many have no explanation, and the share killed."""
    by_path, unexplained = {}, 0
    for (change, _), killer in zip(drawn, killers):
        made, killed = by_path.get(change.path, (0, 0))
        by_path[change.path] = (made + 1, killed + (killer is not None))
    print("%-28s %7s %7s %9s" % ("file", "mutants", "killed", "survived"))
    for path, (made, killed) in by_path.items():
        print("%-28s %7d %7d %9d" % (path, made, killed, made - killed))
    for (change, _), killer in zip(drawn, killers):
        if killer is not None:
            continue
        why = explained.get(key_of(change))
        unexplained += why is None
        print("\n%s:%d: survived (%s)\n    was: %s\n    now: %s" % (
            change.path, change.line, change.kind, change.old, change.new))
        print("    %s" % (why or "NOT EXPLAINED"))
        if options.keys and why is None:
            print("    " + "\t".join(key_of(change)) + "\t")
    killed = len(killers) - killers.count(None)
    share = 100 * killed / len(killers)
    print("\n%d mutants (%d more were no change): %d killed, %d survived, %d of them without an explanation" % (
        len(killers), none, killed, len(killers) - killed, unexplained))
    print("killed: %.1f %%, wanted: %g %%" % (share, options.least))
    return unexplained, share


def measure(options, folder):
    machine = Machine(folder)

    def stop(*_):
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        machine.stop()
        raise Stopped

    for number in ENDING:
        signal.signal(number, stop)
    bench = Bench(options, machine)
    found = {path: changes.find(path, bench.sources[path]) for path in bench.chosen}
    explained = read_explained(options.explained)
    stale = {key for key in explained if key[0] in found} - {
        key_of(change) for path in found for change in found[path]}
    for key in sorted(stale):
        print("%s explains what is no change any more: %s" % (options.explained, "\t".join(key)))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            show_progress("seeing how the tests do without any change")
            list(pool.map(bench.prepare, bench.sources))
            list(pool.map(bench.measure_limits, options.tests))
            drawn, none = draw(bench, pool, found, options)
            if not drawn:
                raise RuntimeError("there is nothing to change")
            killers = []
            for killer in pool.map(lambda item: bench.killer(*item), drawn):
                killers.append(killer)
                show_progress("%d of %d mutants, %d survived" % (
                    len(killers), len(drawn), killers.count(None)))
        except BaseException:
            machine.stop()
            raise
    show_progress("")
    unexplained, share = report(options, drawn, killers, explained, none)
    return 1 if stale or unexplained or share < options.least else 0


def main():
    reader = argparse.ArgumentParser(allow_abbrev=False)
    for name in ("compile", "link", "work", "explained"):
        reader.add_argument("--" + name, required=True)
    reader.add_argument("--with", dest="linked", default="")
    reader.add_argument("--sanitize", default="")
    reader.add_argument("--only", default="")
    reader.add_argument("--count", default="320")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--least", type=float, default=95)
    reader.add_argument("--keys", action="store_true")   # prints survivors as lines for the explanations
    reader.add_argument("folders", nargs="+")
    at = sys.argv.index("--")
    options = reader.parse_args(sys.argv[1:at])
    options.tests = sys.argv[at + 1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    os.makedirs(options.work, exist_ok=True)
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="mutants.", dir=options.work) as folder:
            status = measure(options, folder)
    except Stopped:
        print("mutants: stopped", file=sys.stderr)
        return 130
    except RuntimeError as problem:
        print("mutants: %s" % problem, file=sys.stderr)
        return 2
    print("it took %d s" % (time.monotonic() - started))
    return status


sys.exit(main())
