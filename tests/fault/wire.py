"""PostgreSQL's protocol, version 3, on a Unix socket without a password: as much as the tests of faults need.
https://www.postgresql.org/docs/15/protocol-message-formats.html"""
import os
import socket
import struct
import threading

SOCKET = ".s.PGSQL.5432"


def read_exactly(sock, count):
    parts = b""
    while len(parts) < count:
        part = sock.recv(count - len(parts))
        if not part:
            raise EOFError
        parts += part
    return parts


def read_message(sock):
    """A message with a type: (type, whole message)."""
    head = read_exactly(sock, 5)
    return head[:1], head + read_exactly(sock, struct.unpack("!i", head[1:])[0] - 4)


def message(kind, body):
    return kind + struct.pack("!i", len(body) + 4) + body


class Connection:
    """A session that asks simple questions."""

    def __init__(self, folder, user, database):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(os.path.join(folder, SOCKET))
        words = b"".join(w.encode() + b"\0" for w in ("user", user, "database", database)) + b"\0"
        self.sock.sendall(struct.pack("!ii", len(words) + 8, 196608) + words)
        self.answer()

    def answer(self):
        rows = []
        failed = None
        while True:
            kind, whole = read_message(self.sock)
            if kind == b"D":
                rows.append(whole)
            elif kind == b"E":
                failed = whole[5:].replace(b"\0", b" ").decode()
            elif kind == b"Z":
                break
        if failed:
            raise RuntimeError(failed)
        return rows

    def ask(self, sql):
        """The first cell of the first row, as text; None when there is none."""
        self.sock.sendall(message(b"Q", sql.encode() + b"\0"))
        rows = self.answer()
        if not rows:
            return None
        length = struct.unpack("!i", rows[0][7:11])[0]
        return None if length < 0 else rows[0][11:11 + length].decode()

    def close(self):
        self.sock.sendall(message(b"X", b""))
        self.sock.close()


class Proxy:
    """Stands between a program and the server, counts what the program asks (statements, and ends of COPY),
    and lets number `at` fail: cut: it never arrives; mute: it is done, but the answer never arrives; refuse:
    the server fails at it; again: the server asks to try it again."""

    def __init__(self, behind, folder):
        self.behind = behind
        self.folder = folder
        self.at = 0
        self.how = "cut"
        self.asked = 0
        os.makedirs(folder, mode=0o700)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(os.path.join(folder, SOCKET))
        self.listener.listen(8)
        threading.Thread(target=self.serve, daemon=True).start()

    def arm(self, at, how):
        self.at, self.how, self.asked = at, how, 0

    def serve(self):
        while True:
            program, _ = self.listener.accept()
            threading.Thread(target=self.session, args=(program,), daemon=True).start()

    def session(self, program):
        server = socket.socket(socket.AF_UNIX)
        server.connect(os.path.join(self.behind, SOCKET))
        state = {"muted": False}
        try:
            head = read_exactly(program, 4)
            server.sendall(head + read_exactly(program, struct.unpack("!i", head)[0] - 4))
            back = threading.Thread(target=self.answers, args=(server, program, state), daemon=True)
            back.start()
            self.questions(program, server, state)
        except (EOFError, OSError):
            pass
        if not state["muted"]:
            self.end(server, program)

    @staticmethod
    def end(*sockets):
        for one in sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()

    def answers(self, server, program, state):
        """What the server says; when muted it is dropped, and its end of an answer ends everything."""
        try:
            while True:
                kind, whole = read_message(server)
                if not state["muted"]:
                    program.sendall(whole)
                elif kind in (b"Z", b"G", b"H"):
                    break
        except (EOFError, OSError):
            pass
        self.end(server, program)

    def questions(self, program, server, state):
        while True:
            kind, whole = read_message(program)
            if kind in (b"P", b"Q", b"c"):
                self.asked += 1
                if self.asked == self.at:
                    if self.how == "cut":
                        return
                    if self.how == "mute":
                        state["muted"] = True
                    else:
                        whole = self.spoilt(kind, whole)
            server.sendall(whole)

    def spoilt(self, kind, whole):
        if kind == b"c":
            return message(b"f", b"spoilt\0")
        state = "40001" if self.how == "again" else "58030"
        sql = f"do $$ begin raise exception using errcode = '{state}', message = 'spoilt'; end $$"
        if kind == b"Q":
            return message(b"Q", sql.encode() + b"\0")
        name = whole[5:whole.index(b"\0", 5) + 1]
        return message(b"P", name + sql.encode() + b"\0" + struct.pack("!h", 0))
