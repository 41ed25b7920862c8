"""A Stripe account, stage by stage and page by page, each page in transactions of its own."""

from billing.imports import json_lines, take
from billing.imports.row import Row
from billing.imports.stripe.stages import Stages


class Source:
    """What its error file is written as."""

    title, complaint = staticmethod(json_lines.title), staticmethod(json_lines.complaint)


def bring(stages, journal, tenant_id, after):
    """Store what is new, and follow what moves on. See imports.take for `after`.

    Raises Unreadable where Stripe does not answer; begun again, it goes on after the last page.
    """
    begun = journal.kept.get("stage", 0)
    for number, (stage, listing) in enumerate(Stages.ALL[begun:], begun):
        last = journal.kept.get("after") if number == begun else None
        for things in stages.pages(stage, listing, last):
            with take.in_english(tenant_id):
                shut = [one for told in getattr(stages, stage)(things)
                        for one in store(*told, journal)]
                journal.kept = {"stage": number, "after": things[-1]["id"]}
                journal.mark(journal.place + 1, journal.tally.read)
                after(shut)


def store(name, kind, records, journal):
    """Those of one kind of one page; who has lost access by it."""
    journal.tally.kind = name
    fresh, known = kind.sifted(records)
    journal.tally.pass_over(known)
    rows = [Row(journal.tally.read + place, fields, shown(fields), 0)
            for place, fields in enumerate(fresh, 1)]
    return take.store(kind, Source, rows, journal)


def shown(fields):
    return {} if take.refused(fields) else fields
