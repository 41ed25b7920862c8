"""Stripe's codes as Portico's reasons: https://docs.stripe.com/declines/codes for cards,
https://docs.stripe.com/error-codes and a charge's failure codes for bank debits.
"""

CODES = {
    "insufficient_funds": "insufficient_funds",
    "expired_card incorrect_expiry invalid_expiry_month invalid_expiry_year": "expired_card",
    "incorrect_cvc invalid_cvc": "incorrect_cvc",
    "lost_card": "lost_card",
    "stolen_card": "stolen_card",
    "processing_error issuer_not_available reenter_transaction try_again_later approve_with_id"
    " could_not_process bank_processing_error": "processing_error",
    "authentication_required authentication_not_handled authentication_failure"
    " mobile_device_authentication_required payment_intent_authentication_failure"
    " setup_intent_authentication_failure": "authentication_failed",
    "resource_missing payment_method_not_available invalid_account incorrect_number"
    " invalid_number new_account_information_available payment_method_unexpected_state"
    " payment_method_invalid_parameter": "method_unknown",
    "account_closed bank_account_closed": "account_closed",
    "no_account invalid_account_number account_number_invalid": "no_account",
    "debit_not_authorized bank_account_restricted bank_account_unusable bank_account_declined"
    " bank_account_unverified bank_ownership_changed account_frozen": "debit_not_authorized",
}
REASONS = {code: reason for codes, reason in CODES.items() for code in codes.split()}


def reason(error):
    """The reason that an error object tells; the decline code is finer than the code."""
    for code in (error.get("decline_code"), error.get("code"), error.get("failure_code")):
        if code in REASONS:
            return REASONS[code]
    return "card_declined"
