"""From templates and plain data to letters, outside of this process (S8, security C13)."""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import asdict
from threading import BoundedSemaphore

from flask import g, has_request_context

from mailers.letter import Fault, Letter, NotRendered
from mailers.press import client

SHARE = 2  # templates of one company at work at once, in each process
shares = defaultdict(lambda: BoundedSemaphore(SHARE))


class Busy(Exception):
    """The company's share of the press is in use."""


def start():
    """Start the press ahead of the first mail; a worker does so before it forks work-horses."""
    client.start()


def render(source, context, *, locale="en", sandbox=False, secret=None):
    """The letter that a template makes of a context of plain dictionaries, lists, text, numbers.

    Takes some milliseconds from a press that is running (`start`), is bounded in time and memory,
    and raises NotRendered, whose faults say why.
    Anything in the context but plain data raises TypeError. A sandbox marks its subjects (T3). Of
    the address `secret`, which lets its reader in, nothing else may be made (D11).
    """
    job = {"context": context, "locale": locale, "sandbox": sandbox, "secret": secret}
    answer = answered({"do": "render", "source": asdict(source), **job})
    if "faults" in answer:
        raise NotRendered(faults(answer))
    return Letter(**answer["letter"])


def check(source, placeholders, *, required=(), locale="en", secret=None):
    """Every reason to refuse a template on saving (S8), as a list of Faults; empty: none.

    `placeholders` are those of mailers.placeholders: their names are what the template may use,
    their examples what it is tried on. `required` names those without which it makes no sense.
    """
    job = {"names": list(placeholders), "required": list(required), "locale": locale,
           "secret": secret}
    sample = sample_context(placeholders, locale)
    return faults(answered({"do": "check", "source": asdict(source), "sample": sample, **job}))


def sample_context(placeholders, locale="en"):
    """A context made of the placeholders' examples, for tests, checks and previews."""
    context = {}
    for name, placeholder in placeholders.items():
        *groups, last = name.split(".")
        place = context
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = placeholder.example_in(locale)
    return context


def answered(job):
    try:
        with share():
            return client.ask(job)
    except Busy:
        return refused("busy")
    except client.PressSilent:
        return refused("killed")


@contextmanager
def share():
    """Who tries templates holds no more of the press than their company's share; mails wait in
    a row of their own. Raises Busy."""
    if not has_request_context():
        yield
        return
    mine = shares[g.tenant.tenant_id]
    if not mine.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        mine.release()


def refused(kind):
    return {"faults": [{"part": None, "line": None, "kind": kind}]}


def faults(answer):
    return [Fault(**found) for found in answer["faults"]]
