"""Pages of one process are made one after the other, in the order they were asked for.

Python runs one at a time anyway; several that are begun only take the processor's caches from each
other, and some wait three times as long as others. Who is about to wait for something outside, as
for storage or a gateway, leaves the row and goes on beside it: a slow neighbour holds nobody up.
Nobody comes back into it, since what one that waits has locked may be what the next one needs.
"""

from collections import deque
from threading import Lock, local

BODILESS = ("GET", "HEAD")
guard, waiting, mine = Lock(), deque(), local()
taken = False


def join(app):
    """A turn for each page; not for what brings a body, which may take its time to arrive, nor for
    the later parts of an answer."""
    rest = app.wsgi_app

    def in_turn(environ, start_response):
        if environ["REQUEST_METHOD"] not in BODILESS:
            return rest(environ, start_response)
        take()
        try:
            return rest(environ, start_response)
        finally:
            leave()

    app.wsgi_app = in_turn


def take():
    """Wait until all that came before have left."""
    global taken
    called = None
    with guard:
        if taken:
            called = Lock()
            called.acquire()
            waiting.append(called)
        taken = True
    if called:
        called.acquire()
    mine.turn = True


def leave():
    """Let the next one begin; to be called before waiting for anything but the database."""
    global taken
    if not getattr(mine, "turn", False):
        return
    mine.turn = False
    with guard:
        if waiting:
            waiting.popleft().release()
        else:
            taken = False
