"""The kinds of mail that staff get: about their own sign-in (S12), and what they have set up."""

from flask_babel import lazy_gettext as _

from mailers.placeholders import NOTICE, READER, STAFF_LOGIN, TOKEN, action, validity
from mailers.samples import Placeholder
from mailers.subject import Subject

WEBHOOK = {
    "webhook.address": Placeholder(_("The address that was called"),
                                   "https://billing.example.com/portico"),
}

STAFF = {
    "staff_invitation": Subject(
        _("Staff Invitation"),
        READER | STAFF_LOGIN | validity(72)
        | action(_("Where to set a password"), f"setup/{TOKEN}"),
        about="staff", always=True, credential=True,
    ),
    "staff_reset": Subject(
        _("Staff Password Reset"),
        READER | validity(1) | action(_("Where to set a new password"), f"setup/{TOKEN}"),
        about="staff", always=True, credential=True,
    ),
    "staff_notice": Subject(
        _("Staff Security Notice"),
        READER | NOTICE | action(_("Where to look after one's own sign-in"), "setup/profile"),
        about="staff", always=True,
    ),
    "webhook_off": Subject(
        _("Webhook Switched Off"),
        READER | WEBHOOK | action(_("Where to switch it on again"), "setup/webhooks"),
        about="staff", always=True,
    ),
}
