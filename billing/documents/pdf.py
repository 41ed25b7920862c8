"""From a dressed document to a PDF: PDF/A-3a, tagged (PDF/UA-1), text as data, never as markup.

Typst keeps a pool of threads that no fork survives: rendering in a parent and then in its forked
child would wait forever. So import this module before a fork and render only after it, which is
what a worker's child does; the other way round raises `RenderedBeforeFork` at once.
Typst lets other threads run while it works. One Compiler serves one thread.
"""

import json
import logging
import os
import threading
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from billing.documents import fonts, words

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["a-3a", "ua-1"]
UNDATED = "1970-01-01T00:00:00+00:00"

log = logging.getLogger(__name__)
thread = threading.local()


class RenderedBeforeFork(RuntimeError):
    """This process was forked from one that had rendered already."""


def render(template, document):
    """The PDF's bytes; the same document gives the same bytes.

    A sign without a font becomes a visible square, a logo that cannot be read is left out, and
    the log says so: an invoice always comes. Raises typst.TypstError when even that fails.
    """
    *tries, last = (as_it_is, legible, bare)
    for variant in tries:
        try:
            return compiled(template, variant(document))
        except typst.TypstError as error:
            log.warning("%s drawn %s did not work: %s", template, variant.__name__, error.message)
    return compiled(template, last(document))


def as_it_is(document):
    return words.printable(document)


def legible(document):
    return words.legible(words.printable(document))


def bare(document):
    return legible({**document, "seller": {**document["seller"], "logo": b""}})


def compiled(template, document):
    return compiler().compile(
        input=str(TEMPLATES / f"{template}.typ"),
        sys_inputs={"document": json.dumps(document, default=list)},
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(datetime.fromisoformat(document.get("updated_date") or UNDATED).timestamp()),
    )


def compiler():
    if process_of_first_render() != os.getpid():
        raise RenderedBeforeFork("a parent process has rendered: render only after the fork")
    if not hasattr(thread, "compiler"):
        thread.compiler = typst.Compiler(
            root=TEMPLATES, font_paths=typeface(), ignore_system_fonts=True
        )
    return thread.compiler


@cache
def process_of_first_render():
    return os.getpid()


@cache
def typeface():
    return typst.Fonts(False, False, fonts.folders())
