"""Portal Status in words and colour (A8)."""

from flask_babel import lazy_gettext as _

LOOKS = {
    "Not invited": (_("Not invited"), "neutral"),
    "Pending": (_("Pending"), "pending"),
    "Enabled": (_("Enabled"), "paid"),
    "Disabled": (_("Disabled"), "declined"),
}


def word(state):
    """A Portal Status, or “Expired”, as the list's filter offers it."""
    return _("Expired") if state == "Expired" else LOOKS[state][0]


def shown(state, expired=False):
    """What a row needs to show the state; Expired stands beside Pending (D3)."""
    word, css = LOOKS[state]
    note = _("expired") if expired and state == "Pending" else None
    return {"status_word": word, "status_css": css, "status_note": note}
