"""A line to a service that can be held, cut or spoiled in the middle of any exchange."""

import socket
import threading
from contextlib import suppress

THERE, BACK = "there", "back"


class Relay:
    """Listens on `port` and passes everything on to `target`, (host, port) or a socket's path.

    `watch(line, way, chunk)` is asked about each chunk, if set; False cuts the line.
    """

    def __init__(self, target):
        self.target, self.watch = target, None
        self.server = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with suppress(OSError):  # closed
            while True:
                caller, _ = self.server.accept()
                threading.Thread(target=self.serve, args=(caller,), daemon=True).start()

    def close(self):
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()

    def serve(self, caller):
        try:
            called = connected(self.target)
        except OSError:
            caller.close()
            return
        Line(self, caller, called).run()


class Line:
    """One connection through a relay; `first` is what the caller said first."""

    def __init__(self, relay, caller, called):
        self.relay, self.caller, self.called = relay, caller, called
        self.first, self.fate, self.over = b"", None, threading.Event()

    def run(self):
        threading.Thread(target=self.pump, args=(self.called, self.caller, BACK),
                         daemon=True).start()
        self.pump(self.caller, self.called, THERE)

    def pump(self, source, target, way):
        with suppress(OSError):
            while chunk := source.recv(65536):
                self.first = self.first or chunk
                watch = self.relay.watch
                if watch and not watch(self, way, chunk):
                    break
                target.sendall(chunk)
        self.cut()

    def cut(self):
        self.over.set()
        for end in (self.caller, self.called):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Gate:
    """Holds the first chunk that goes that way and fits until `open` says whether it may go on."""

    def __init__(self, way, fits):
        self.way, self.fits = way, fits
        self.reached, self.opened = threading.Event(), threading.Event()
        self.once, self.passing = threading.Lock(), False

    def __call__(self, line, way, chunk):
        fitting = way == self.way and self.fits(line, chunk)
        if not fitting or not self.once.acquire(blocking=False):
            return True
        self.reached.set()
        self.opened.wait()
        return self.passing

    def wait(self, seconds=60):
        if not self.reached.wait(seconds):
            raise TimeoutError("nothing came to the gate")

    def open(self, passing=False):
        self.passing = passing
        self.opened.set()


def connected(target):
    if isinstance(target, tuple):
        return socket.create_connection(target, timeout=None)
    line = socket.socket(socket.AF_UNIX)
    line.connect(target)
    return line
