"""A mail that the embedded sink received, as the mail page shows it (W5)."""

from email import message_from_bytes, policy
from functools import lru_cache
from typing import NamedTuple

from config.embedded import mailbox

# Links open beside the page: inside its frame no other page may be shown.
APART = '<base target="_blank">'


class Arrival(NamedTuple):
    """Headers as a reader sees them, the bodies with plain line ends, and all of it as it came."""

    id: str
    received_at: object
    to: str
    from_: str
    reply_to: str
    subject: str
    text: str
    html: str
    source: str

    @property
    def href(self):
        return f"/messages/{self.id}"

    @property
    def page(self):
        """The HTML as it may stand in a frame."""
        return self.html.replace("<head>", f"<head>{APART}", 1)

    def facts(self):
        """For programs; `received_at` is RFC 3339, in UTC."""
        facts = {name: getattr(self, name) for name in ("id", "to", "subject", "text", "html")}
        return facts | {"from": self.from_, "received_at": self.received_at.isoformat()}


def newest(store, start=0, most=None):
    """So many arrivals from the newest on, or all."""
    stop = None if most is None else start + most
    return [open_one(store, name) for name in mailbox.names(store)[start:stop]]


@lru_cache(maxsize=1000)
def open_one(store, name):
    """One arrival by its id; raises FileNotFoundError."""
    try:
        found = mailbox.read(store, name)
    except (ValueError, OSError) as error:
        raise FileNotFoundError(name) from error
    mail = message_from_bytes(found.source, policy=policy.default)
    return Arrival(
        id=name, received_at=found.received_at, to=header(mail, "To"), from_=header(mail, "From"),
        reply_to=header(mail, "Reply-To"), subject=header(mail, "Subject"),
        text=body(mail, "plain"), html=body(mail, "html"),
        source=found.source.decode(errors="replace").replace("\r\n", "\n"),
    )


def header(mail, name):
    return str(mail[name] or "")


def body(mail, kind):
    part = mail.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if part else ""
