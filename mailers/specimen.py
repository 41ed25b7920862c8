"""What a template would say of a real record, for previews and test mails.

No token is minted for it: where a mail lets its reader in, the address is an example.
"""

from contextlib import contextmanager
from types import SimpleNamespace

from flask import g
from flask_babel import force_locale

from config import clock
from config.database import db
from mailers import company
from mailers.catalogue import SUBJECTS
from mailers.letters import LETTERS
from mailers.reader import person
from mailers.rendering import sample_context
from mailers.specimens import OF
from mailers.withdrawn import Withdrawn

MOST = 25
GUESTS = ("pay_now_url", "pdf_url")  # whoever has one of these sees the invoice (D12)


class NoSuchRecord(LookupError):
    """There is no record of that id that this kind of mail could be about."""


def keys(template):
    """The newest records that it could be about, as (id, name), the newest first."""
    if not (kind := OF.get(template)):
        return []
    return [(kind.key(found), kind.name(found)) for found in db.session.scalars(kind.newest(MOST))]


def context(template, key, language):
    """What placeholders stand for with the record of that id; "" stands for examples.

    Raises NoSuchRecord. The company itself is always the real one.
    """
    with speaking(language):
        known = sample_context(SUBJECTS[template].placeholders, language) | company.facts()
        local(known)
        return known | (of_record(template, key) if key else {})


def local(known):
    """Examples of addresses are at the company's own host."""
    for name in known:
        if name.endswith("_url"):
            path = known[name].split("/", 3)[3]
            known[name] = company.url(f"/{path}")


def of_record(template, key):
    kind = OF.get(template)
    found = kind and db.session.scalar(kind.find(key))
    if found is None:
        raise NoSuchRecord(key)
    try:
        return told(template, kind, found)
    except Withdrawn as cause:
        raise NoSuchRecord(key) from cause


def told(template, kind, found):
    reader = kind.reader(found)
    if SUBJECTS[template].about in ("contact", "staff"):
        facts = {"contact": person(*reader)}
        return facts | ({"customer": {"name": found.customer.name}} if kind.customers else {})
    written = SimpleNamespace(recipient=reader[1], subject_ids=kind.subject_ids(found),
                              created_date=clock.now())
    facts = LETTERS[template].context(written) | {"contact": person(*reader)}
    return {name: value for name, value in facts.items() if name not in GUESTS}


@contextmanager
def speaking(language):
    """Words, amounts and dates in the language of the mail, not of who looks at it."""
    kept, g.locale = g.get("locale"), language
    try:
        with force_locale(language):
            yield
    finally:
        g.locale = kept
