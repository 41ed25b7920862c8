"""What a mail says: as a template in Liquid, and as the letter that became of it."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Template:
    """Three pieces of Liquid: a line of text, a fragment of HTML, and its twin in plain text."""

    subject: str
    html: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A subject without line breaks, a whole HTML page with its styles inlined, a plain text."""

    subject: str
    html: str
    text: str


@dataclass(frozen=True)
class Fault:
    """Why a template is refused (S8): in which part (None: any), on which line, for what reason."""

    part: str | None
    line: int | None
    kind: str
    detail: str = ""

    @property
    def reason(self):
        return self.sentences()[self.kind] % {"detail": self.detail}

    def sentences(self):
        return {
            "syntax": _("Does not parse: %(detail)s."),
            "placeholder": _("Unknown placeholder: %(detail)s."),
            "group": _("%(detail)s stands for several placeholders; name one of them."),
            "filter": _("Unknown filter: %(detail)s."),
            "missing": _("Must contain {{ %(detail)s }}; without it the mail leads nowhere."),
            "markup": _("Must not stand in a mail: %(detail)s."),
            "secret": _(
                "{{ %(detail)s }} lets its reader in: it may only stand by itself, as a link."),
            "busy": _("Others try templates right now. Try again in a moment."),
            "value": _("Cannot be rendered: %(detail)s."),
            "limit": _("Asks for too much: %(detail)s."),
            "killed": _("Takes too long or too much memory to render."),
        }


class NotRendered(Exception):
    """A template could not become a letter; `faults` says why.

    Its own message names parts, lines and kinds only, so that a log repeats no customer's data.
    """

    def __init__(self, faults):
        super().__init__(", ".join(f"{one.part}:{one.line} {one.kind}" for one in faults))
        self.faults = faults
