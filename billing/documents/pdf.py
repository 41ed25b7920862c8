"""From a dressed document to a PDF: PDF/A-3a, tagged (PDF/UA-1), text as data, never as markup.

Only the press imports this: see `billing.documents.press`.
"""

import json
import logging
import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from billing.documents import fonts, words, xmp

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["a-3a", "ua-1"]
UNDATED = "1970-01-01T00:00:00+00:00"
GENERATIONS = 10  # typst forgets what so many compilations have not asked for

log = logging.getLogger(__name__)


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
    seller = document["seller"]
    (folder() / "logo").write_bytes(seller["logo"])
    texts = {**document, "seller": {**seller, "logo": "logo" if seller["logo"] else ""}}
    pdf = compiler().compile(
        input=str(folder() / f"{template}.typ"),
        sys_inputs={"document": json.dumps(texts)},
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(datetime.fromisoformat(document.get("updated_date") or UNDATED).timestamp()),
    )
    return xmp.as_e_invoice(pdf) if document["einvoice"] else pdf


def forget():
    """Give back what typst keeps for a next time that never comes: 4 MB for each document."""
    for _ in range(GENERATIONS + 1):
        compiler().compile(input=b"", format="svg", sys_inputs=None)


@cache
def compiler():
    return typst.Compiler(
        root=folder(), font_paths=typst.Fonts(False, False, fonts.folders()),
        ignore_system_fonts=True,
    )


def folder():
    return Path(workshop().name)


@cache
def workshop():
    """The templates and, beside them, the logo in use: typst reads nothing outside of it."""
    made = TemporaryDirectory(prefix="portico-press-")
    shutil.copytree(TEMPLATES, made.name, dirs_exist_ok=True)
    return made
