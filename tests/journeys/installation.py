"""A running installation, for journeys."""

import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from config.settings import ROOT

PATIENCE = 180  # seconds, for a first start on a busy machine


@dataclass
class Installation:
    process: subprocess.Popen
    port: str
    environment: dict

    @classmethod
    def ready(cls, process, port, environment, log):
        """Waits until it says that it is ready."""
        end = time.monotonic() + PATIENCE
        while "Portico is ready" not in Path(log).read_text():
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(Path(log).read_text())
            time.sleep(0.2)
        return cls(process, port, environment)

    def url(self, subdomain, path=""):
        return f"http://{subdomain}.localhost:{self.port}{path}"

    def portico(self, *words):
        """The output of an ops command on this installation; raises when it fails."""
        done = subprocess.run([sys.executable, "-m", "app", *words], cwd=ROOT, text=True,
                              env=self.environment, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def status(self, subdomain, path="/"):
        """The status of a plain GET at a tenant's host."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={"Host": f"{subdomain}.localhost:{self.port}"},
        )
        try:
            return urllib.request.urlopen(request, timeout=10).status
        except urllib.error.HTTPError as error:
            return error.code
