"""A card tried with its bank before it is saved: an authorization of nothing.

It checks the security code, and the postal code where the company has that switched on, and tells
the bank that the card will be kept (https://developer.cardpointe.com/cardconnect-api, "Profile";
https://support.cardpointe.com/compliance/visa-stored-credential-transaction-framework-mandate). The
code itself goes from the frame to CardConnect and is added to the token there.
"""

from billing.gateways.cardconnect import codes
from billing.gateways.cardconnect.answers import stated
from billing.gateways.cardconnect.orders import PAYER
from billing.gateways.errors import MethodRefused, Unreachable

WRONG = "N"  # of `cvvresp`; a bank may approve all the same


def order(profile, currency):
    """Of what is to be saved as `profile`."""
    asked = {name: text for name, text in profile.items() if name != "cofpermission"}
    return {**asked, "amount": "0", "currency": currency, **PAYER}


def check(answer):
    """Raises MethodRefused, and Unreachable where the bank gave no answer.

    An address that does not fit (`avsresp`) is refused by the gateway itself, PPS 101, if the
    company wants that; else the bank's approval counts.
    """
    if stated(answer) == "C":
        raise MethodRefused(codes.why(answer))
    if stated(answer) != "A":
        raise Unreachable("no answer of the bank")
    if answer.get("cvvresp") == WRONG:
        raise MethodRefused("incorrect_cvc")
