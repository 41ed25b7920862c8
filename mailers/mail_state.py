"""How a mail stands, as staff are told (S15): of six states, two are read from what it says."""

import re

from sqlalchemy import and_, false, not_, or_

from config import clock
from config.languages import N_
from mailers.mail import Mail

STATES = {
    "queued": N_("Queued"), "sending": N_("Sending"), "sent": N_("Sent"),
    "bounced": N_("Bounced"), "failed": N_("Failed"), "withdrawn": N_("Withdrawn"),
}
FINAL = "^(5[0-9][0-9]|5[.][0-9]{1,3}[.][0-9]{1,3})( |$)"
CREDENTIALS = frozenset({
    "portal_invitation", "email_confirmation", "reset_password", "staff_invitation",
    "staff_reset"})


def state_of(mail):
    """Bounced is what the server will never take: its answer begins with 5 (RFC 5321, 4.2.1; RFC
    3463), at once or when the mail came back."""
    if mail.state == "failed" and code_of(mail):
        return "bounced"
    held = mail.lease_until and mail.lease_until > clock.now()
    return "sending" if mail.state == "queued" and held else mail.state


def code_of(mail):
    """The server's code for a final refusal, as 550 or 5.1.1, or ""."""
    found = re.match(FINAL, mail.reason)
    return found[1] if found else ""


def in_state(word):
    """The same as SQL; no mail is in a state that there is not."""
    refused = Mail.reason.regexp_match(FINAL)
    held = and_(Mail.lease_until.is_not(None), Mail.lease_until > clock.now())
    known = {
        "queued": and_(Mail.state == "queued", or_(Mail.lease_until.is_(None), not_(held))),
        "sending": and_(Mail.state == "queued", held),
        "bounced": and_(Mail.state == "failed", refused),
        "failed": and_(Mail.state == "failed", not_(refused)),
        "sent": Mail.state == "sent", "withdrawn": Mail.state == "withdrawn",
    }
    return known.get(word, false())


def carries_credential(mail):
    """Whether its letter holds a secret, so that nobody but its reader may see it (D11)."""
    return mail.template in CREDENTIALS or "link_id" in mail.subject_ids


def can_go_again(mail):
    """What waits goes anyway; a trial of a template is asked for where it is written (S7)."""
    return state_of(mail) not in ("queued", "sending") and "draft" not in mail.subject_ids
