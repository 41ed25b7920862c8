"""What is entered and what comes of it: https://docs.stripe.com/testing and
https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment#test-account-numbers

Stripe refuses to save most cards that decline; here they are saved, so that every code can be met
on a charge.
"""

DECLINES = {  # number: (code, decline_code)
    "4000000000000341": ("card_declined", "generic_decline"),
    "4000000000009995": ("card_declined", "insufficient_funds"),
    "4000000000009987": ("card_declined", "lost_card"),
    "4000000000009979": ("card_declined", "stolen_card"),
    "4000000000000069": ("expired_card", None),
    "4000000000000127": ("incorrect_cvc", None),
    "4000000000000119": ("processing_error", None),
}
AUTHENTICATED = {"4000002760003184", "4000008260003178"}
SHORT_OF_FUNDS = "4000008260003178"  # once confirmed
RETURNED = {  # bank accounts: the code with which a debit comes back
    "000111111113": "account_closed",
    "000111111116": "no_account",
    "000222222227": "insufficient_funds",
    "000333333335": "debit_not_authorized",
}
MICRO = "000444444440"  # waits for the micro-deposit
VISA, AMEX, BANK = "4242424242424242", "378282246310005", "000123456789"
REFUSED_AT_ONCE = "4000000000000002"  # is not saved


def type_of(number):
    return "us_bank_account" if number.startswith("000") else "card"
