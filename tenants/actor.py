"""Who does something, as the audit log names them (S13)."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from flask import g, has_request_context, request


class Actor(NamedTuple):
    """`kind` is one of KINDS; `on_behalf_of` is the customer whose portal staff look at (S14), or
    who asked for what a job does. A job's and a command's id is its name.
    """

    kind: str
    id: str = ""
    name: str = ""
    on_behalf_of: str = ""


KINDS = ("staff", "portal user", "program", "system", "visitor")
SYSTEM, STRANGER = Actor("system"), Actor("visitor")
at_work = ContextVar("at_work", default=SYSTEM)


@contextmanager
def working(name, on_behalf_of=""):
    """What is done meanwhile, outside of a request, is the job's or the command's of that name."""
    before = at_work.set(Actor("system", name, on_behalf_of=on_behalf_of))
    try:
        yield
    finally:
        at_work.reset(before)


def here():
    """Who is at work now: of this request, or of Portico's own jobs and commands."""
    for name in ("visitor", "api_key"):
        if g.get(name):
            return g.get(name).actor
    return STRANGER if place()[0] else at_work.get()


def place():
    """(address, browser) of the request; jobs and commands come from nowhere.

    The address is what the trusted proxies say, and only they (config.proxy).
    """
    if not has_request_context() or not request.remote_addr:
        return "", ""
    return request.remote_addr, request.user_agent.string[:300]
