"""How a member of staff stands, in words and colour (S12)."""

from flask_babel import gettext as _


def standing(person):
    """What a row needs to show the state."""
    if not person.active:
        return {"status_word": _("Deactivated"), "status_css": "declined"}
    if person.password_hash is None:
        return {"status_word": _("Invited"), "status_css": "pending"}
    return {"status_word": _("Active"), "status_css": "paid"}
