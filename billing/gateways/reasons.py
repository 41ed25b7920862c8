"""Why a payment failed, in words for the payer.

Gateways tell codes; each client turns its own into these. Texts say what the payer can do, and
do not tell a thief that a card is known to be stolen.
"""

from flask_babel import lazy_gettext as _

ASK_BANK = _("Your bank declined this payment. Please use another method or ask your bank.")
BANK_ACCOUNT = _("Your bank returned this payment. Please check the account or use another.")

REASONS = {
    "card_declined": ASK_BANK,
    "lost_card": ASK_BANK,
    "stolen_card": ASK_BANK,
    "insufficient_funds": _("There are not enough funds for this payment."),
    "expired_card": _("This card has expired. Please use another method."),
    "incorrect_cvc": _("The security code was wrong. Please add the card again."),
    "processing_error": _("The bank could not process this payment. Please try again later."),
    "authentication_failed": _("The payment was not confirmed with your bank."),
    "method_unknown": _("This payment method is no longer valid. Please add it again."),
    "account_closed": BANK_ACCOUNT,
    "no_account": BANK_ACCOUNT,
    "debit_not_authorized": BANK_ACCOUNT,
    "amount_exceeds_payment": _("More cannot be refunded than was paid."),
    "not_refundable": _("This payment cannot be refunded."),
    "not_voidable": _("This payment cannot be voided any more."),
    "cancelled": _("The payment was cancelled."),
    "voided": _("The payment was voided."),
    "unreachable": _("The payment service cannot be reached. Nothing was charged."),
    "refused": _("The payment service is not set up correctly. Nothing was charged."),
    "no_answer": _("The payment service has not answered yet. Please do not pay again."),
}


def explain(reason):
    """The text for a reason, in the visitor's language; an unknown one reads as a plain decline."""
    return str(REASONS.get(reason, ASK_BANK))
