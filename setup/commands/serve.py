"""The web server."""

import os
import sys

import click

from billing.documents import fonts

# A stop is refused no request that has begun, but waits this long for it at most.
GRACE_SECONDS = 10
# A worker reads no docstrings: without them it is four megabytes smaller.
LEAN = ["-OO"]


@click.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--workers", envvar="WEB_WORKERS", default=2, show_default=True)
@click.option("--threads", envvar="WEB_THREADS", default=8, show_default=True,
              help="Requests that one worker has begun: one it works on, others that wait for\n"
                   "storage or a gateway.")
def serve(host, port, workers, threads):
    """Serve the portal, the setup and the API until told to end."""
    say_missing_fonts()
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # one for each thread is memory for nothing
    os.environ.setdefault("PYTHONNODEBUGRANGES", "1")  # columns in tracebacks: a megabyte
    os.execv(sys.executable, [sys.executable, *LEAN, "-P", "-m", "granian", "app:create_web_app",
                              *options(host, port, workers, threads)])


def say_missing_fonts():
    """A name that no font can show is told now, not found out from a customer's PDF (D33)."""
    for script in fonts.missing_scripts():
        click.echo(f"No font shows {script}: PDFs will have boxes in its place. "
                   "Install the font packages of requirements.txt.", err=True)


def options(host, port, workers, threads):
    return [
        "--interface=wsgi", "--factory", "--no-ws", f"--host={host}", f"--port={port}",
        f"--workers={workers}", f"--blocking-threads={threads}",
        "--respawn-failed-workers", "--respawn-interval=1",
        f"--workers-kill-timeout={GRACE_SECONDS}", "--log-level=warning"]
