"""Why a payment failed, in words for the payer.

Gateways tell codes; each client turns its own into these. Texts say what the payer can do, and
do not tell a thief that a card is known to be stolen.
"""

from flask_babel import gettext

from config.languages import N_

ASK_BANK = N_("Your bank declined this payment. Please use another method or ask your bank.")
BANK_ACCOUNT = N_("Your bank returned this payment. Please check the account or use another.")
TAKEN_BACK = N_("The bank took this payment back.")
WON = "charge_back_won"

REASONS = {
    "card_declined": ASK_BANK,
    "lost_card": ASK_BANK,
    "stolen_card": ASK_BANK,
    "insufficient_funds": N_("There are not enough funds for this payment."),
    "expired_card": N_("This card has expired. Please use another method."),
    "incorrect_cvc": N_("The security code was wrong. Please add the card again."),
    "processing_error": N_("The bank could not process this payment. Please try again later."),
    "authentication_failed": N_("The payment was not confirmed with your bank."),
    "method_unknown": N_("This payment method is no longer valid. Please add it again."),
    "account_closed": BANK_ACCOUNT,
    "no_account": BANK_ACCOUNT,
    "debit_not_authorized": BANK_ACCOUNT,
    "amount_exceeds_payment": N_("More cannot be refunded than was paid."),
    "not_refundable": N_("This payment cannot be refunded."),
    "not_voidable": N_("This payment cannot be voided any more."),
    "cancelled": N_("The payment was cancelled."),
    "voided": N_("The payment was voided."),
    "unreachable": N_("The payment service cannot be reached. Nothing was charged."),
    "refused": N_("The payment service is not set up correctly. Nothing was charged."),
    "closed": N_("The payment service never told what became of this payment. It was closed."),
    WON: N_("The bank decided for you and gave this payment back."),
    "no_answer": N_("The payment service has not answered yet. Please do not pay again."),
}


def text(reason):
    """The text as records keep it, whoever reads them; an unknown reason is a plain decline."""
    return REASONS.get(reason, ASK_BANK)


def explain(reason):
    """The text for a reason, in the visitor's language."""
    return gettext(text(reason))
