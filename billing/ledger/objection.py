"""Why something cannot be paid (now), each reason in words for the payer."""

from flask_babel import lazy_gettext as _

from config import languages


class Objection(Exception):
    """`concerns` is what of the choice stands against it: method or invoices.

    `status` is the HTTP status that fits: 422 for a choice that is incomplete, 409 for one that
    was overtaken by something else.
    """

    text = ""
    concerns, status = "invoices", 409

    def __init__(self, **words):
        super().__init__(str(self.text) % words)


class NothingTicked(Objection):
    text = _("Tick the invoices that you want to pay.")
    status = 422


class NoMethod(Objection):
    text = _("Choose a payment method.")
    concerns, status = "method", 422


class SeveralCurrencies(Objection):
    text = _("One payment has one currency. Tick invoices of one currency only.")
    status = 422


class MethodRemoved(Objection):
    text = _("This payment method was removed. Choose another one.")
    concerns = "method"


class BeingCharged(Objection):
    text = _("A payment with %(method)s is being made right now. Delete it once that has ended.")
    concerns = "method"


class DefaultNeeded(Objection):
    text = _(
        "%(method)s is the default payment method and Autopay is on, so it stays the default and"
        " cannot be deleted. Set another payment method as default first, or have Autopay switched"
        " off."
    )
    concerns = "method"


class NotPayable(Objection):
    text = _("Nothing is left to pay on invoice %(invoice_id)s, so no payment was made now.")


class Changed(Objection):
    text = _(
        "What is due on invoice %(invoice_id)s has changed, so no payment was made now. Please look"
        " at the amounts again."
    )


class MoreThanDue(Changed):
    text = _("%(due)s is due on invoice %(invoice_id)s. Choose that amount or less.")
    status = 422

    def __init__(self, invoice):
        due = languages.money(invoice.balance, invoice.currency)
        super().__init__(invoice_id=invoice.invoice_id, due=due)


class NoAmount(Objection):
    """`due` is what the page proposed, as the payer's language writes it."""

    text = _("Type an amount to pay on invoice %(invoice_id)s, such as %(due)s.")
    status = 422


class Recalculated(Objection):
    text = _(
        "What is to be paid has changed, so no payment was made now. Please look at the amounts"
        " again."
    )


class UnderWay(Objection):
    """Another payment of the invoice has no outcome yet (M6)."""

    text = _(
        "A payment of invoice %(invoice_id)s is under way since %(since)s. Until its outcome is"
        " known the invoice cannot be paid again, so that you do not pay it twice."
    )

    def __init__(self, *, invoice_id, since):
        super().__init__(invoice_id=invoice_id, since=languages.moment(since))


class JustBegun(Objection):
    """As UnderWay, where two came at the same moment and the database let one of them in."""

    text = _(
        "A payment of these invoices is under way. Until its outcome is known they cannot be paid"
        " again, so that you do not pay them twice."
    )
