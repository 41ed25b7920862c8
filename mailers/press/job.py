"""One job of the press, from plain JSON to plain JSON."""

from mailers.press.composition import compose
from mailers.press.fault import Faulty, faulty
from mailers.press.inspection import inspect


def perform(job):
    """Either {"letter": …} or {"faults": […]}."""
    try:
        return {"render": rendered, "check": checked}[job.pop("do")](job)
    except Faulty as found:
        return {"faults": found.faults}


def rendered(job):
    with faulty(None, ""):
        return {"letter": compose(**job)}


def checked(job):
    return {"faults": inspect(**job)}


def rehearse():
    """Loads what Liquid imports late, since a child may open no file."""
    source = {
        "subject": "{{ 'Oct 2' | date: '%B' }}",
        "html": "<p>{{ 1 | plus: 0.5 }}",
        "text": "",
    }
    inspect(source, names=[], required=[], sample={}, locale="en")
