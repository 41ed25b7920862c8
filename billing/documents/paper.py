"""A record's PDF, rendered once and kept in storage while nothing that it shows has changed.

Each has one place in storage, by tenant, record and language; its mark, stored with it in one
piece, tells what it was made from. So a new one replaces the old, nothing is left over, two who
ask at once do each other no harm, and reading needs no row of its own.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from flask import after_this_request, current_app

from billing.documents import fonts
from billing.documents.dress import watermark
from billing.documents.seller import company
from config import catalogues, formats, languages, shelf
from config.logs import log

HERE = Path(__file__).parent
MAKERS = ("typst", "babel")  # what they print differs from one version to the next


@dataclass(frozen=True)
class Paper:
    """`make` renders it; `mark` is the same as long as that gives the same."""

    key: str
    mark: str
    make: Callable[[], bytes]

    @classmethod
    def of(cls, kind, record_id, site, facts, make):
        """The paper of a record in the reader's language.

        `facts` are whatever its text is made of, as JSON can write it: values, or a hash of the
        rows. Company, branding, language and the templates' version are added here.
        """
        language = languages.locale()
        known = [kind, language, edition(), company(site), site.logo_key, facts]
        mark = hashlib.sha256(json.dumps(known, default=str).encode()).hexdigest()[:32]
        name = f"{quote(record_id, safe='')}.{language}.pdf"  # no id leads out of its folder
        return cls(f"{site.tenant_id}/documents/{kind}/{name}", mark, make)

    def body(self):
        """The PDF's bytes; it comes without storage too, only later.

        One with a watermark is nobody's document: it is printed anew and never kept, so that what
        the customer gets is never it (S14).
        """
        return self.make() if watermark() else self.kept() or self.made()

    def answer(self):
        """The same for an answer: what was made for it is stored once its reader has it."""
        if watermark():
            return self.make()
        return self.kept() or self.made(later)

    def kept(self):
        try:
            return shelf.kept(self.key, self.mark)
        except shelf.NotThere as error:
            log.warning("storage is silent", error=str(error))
            return None

    def made(self, when=lambda keep: keep()):
        body = self.make()
        when(partial(self.keep, body))
        return body

    def keep(self, body):
        try:
            shelf.keep(self.key, body, "application/pdf", self.mark)
        except shelf.NotThere as error:
            log.warning("storage is silent", error=str(error))


def later(keep):
    """Once the answer to this request has gone."""
    app = current_app._get_current_object()

    def begin():
        with app.app_context():
            keep()

    @after_this_request
    def closed(answer):
        answer.call_on_close(begin)
        return answer


@cache
def edition():
    """A hash of what turns facts into a document: templates, code, words, libraries, fonts.

    So another release prints anew without anybody having to remember it.
    """
    sources = [*HERE.rglob("*.py"), *HERE.rglob("*.typ"), Path(formats.__file__),
               *catalogues.FOLDER.rglob("*.po")]
    said = b"".join(path.read_bytes() for path in sorted(sources))
    makers = [*map(version, MAKERS), *fonts.paths()]
    return hashlib.sha256(said + json.dumps(makers).encode()).hexdigest()
