"""Why money is not given back, or not counted, each reason in words for staff (M9, M13)."""

from flask_babel import lazy_gettext as _

from billing.people.refusal import Refused


class NothingThere(Refused):
    text = _("Payment %(id)s has no money that could be given back.")


class MoreThanLeft(Refused):
    text = _("At most %(left)s of this payment can be given back.")


class PartGivenBack(Refused):
    text = _("A part of payment %(id)s was given back, so it cannot be voided. Refund the rest.")


class GoingBack(Refused):
    text = _("Payment %(id)s is being given back since %(since)s. Wait until its outcome is known.")


class StillUnderWay(Refused):
    text = _("A payment of invoice %(id)s is under way, so nothing else is counted towards it now.")


class NotOwed(Refused):
    text = _("Invoice %(id)s cannot take so much: %(left)s is owed on it.")


class NotFree(Refused):
    text = _("Only %(left)s is not applied yet.")


class OtherCurrency(Refused):
    text = _("Invoice %(id)s is in another currency.")


class NoSuchInvoice(Refused):
    text = _("The customer has no invoice %(id)s.")


class JustChanged(Refused):
    text = _("What %(id)s is applied to has changed just now. Please try again.")


class ByGateway(Refused):
    text = _("Payment %(id)s was made through a gateway. It can be refunded or voided, and is not"
             " changed otherwise.")


class OfPayment(Refused):
    text = _("Credit %(id)s is the rest of payment %(payment)s. Give that back instead.")
