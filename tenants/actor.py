"""Who does something, as the audit log names them (S13)."""

from typing import NamedTuple

from flask import g, has_request_context, request


class Actor(NamedTuple):
    """`kind` is one of KINDS; `on_behalf_of` is the customer whose portal staff look at (S14)."""

    kind: str
    id: str = ""
    name: str = ""
    on_behalf_of: str = ""


KINDS = ("staff", "portal user", "program", "system", "visitor")
SYSTEM, STRANGER = Actor("system"), Actor("visitor")


def here():
    """Who is at work now: of this request, or Portico itself in jobs and commands."""
    for name in ("visitor", "api_key"):
        if g.get(name):
            return g.get(name).actor
    return STRANGER if place()[0] else SYSTEM


def place():
    """(address, browser) of the request; jobs and commands come from nowhere.

    The address is what the trusted proxies say, and only they (config.proxy).
    """
    if not has_request_context() or not request.remote_addr:
        return "", ""
    return request.remote_addr, request.user_agent.string[:300]
