"""One child process: kept in a session of its own, ended with its parent, heard through its log."""

import signal
import subprocess
import time

from config.embedded import command
from config.embedded.state import ROOT
from config.embedded.trouble import Trouble

LARGEST_LOG = 20_000_000  # bytes


class Process:
    """`farewell` is the signal that ends it cleanly, `patience` the seconds before it is killed,
    `litter` the files that it may leave.

    The kernel sends the farewell too when the thread that called `start` dies, so start from a
    thread that lives as long as the service: the main one.
    """

    def __init__(self, name, arguments, log, *, answers, environ=None, identity=None,
                 farewell=signal.SIGTERM, patience=15, litter=()):
        self.name, self.arguments, self.log = name, [str(part) for part in arguments], log
        self.answers, self.environ = answers, environ
        self.identity = identity or {"cwd": ROOT}
        self.farewell, self.patience, self.litter = farewell, patience, litter
        self.popen = None

    def start(self):
        self.kill_session()
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with open(self.log, "ab") as log:
            self.popen = subprocess.Popen(
                self.arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environ,
                start_new_session=True,
                preexec_fn=command.die_with_parent(self.farewell), **self.identity)

    def wait(self, seconds=60):
        """Returns when the service answers; raises Trouble when it ends or stays silent."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if self.popen.poll() is not None:
                raise Trouble(f"{self.name} ended at its start.\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise Trouble(f"{self.name} did not answer in {seconds} s.\n{self.last_words()}")
            time.sleep(0.03)

    def runs(self):
        return self.popen is not None and self.popen.poll() is None

    def stop(self):
        if self.runs():
            self.popen.send_signal(self.farewell)
            self.wait_for_end()
        self.kill_session()
        for path in self.litter:
            path.unlink(missing_ok=True)

    def wait_for_end(self):
        try:
            self.popen.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()

    def kill_session(self):
        """What a killed process left running, such as web workers or a job."""
        if self.popen:
            command.kill_session(self.popen.pid)

    def last_words(self, lines=12):
        with open(self.log, errors="replace") as log:
            tail = log.readlines()[-lines:]
        return f"The end of {self.log}:\n" + "".join(f"  {line}" for line in tail)
