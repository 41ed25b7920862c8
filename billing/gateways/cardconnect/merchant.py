"""Whether the credentials are those of a merchant account that may be used.

`inquireMerchant` (https://developer.cardpointe.com/cardconnect-api) tells how it is set up.
"""

from billing.gateways.cardconnect.line import NotSent, TurnedAway, Unanswered
from billing.gateways.errors import NotConfigured, Unreachable

YES = (True, "Y", "y", "true")


def check(line, credentials):
    """Raises NotConfigured, naming the setting, and Unreachable."""
    told = asked(line, credentials.merchant_id)
    if told.get("merchid") != credentials.merchant_id or told.get("enabled", True) not in YES:
        raise NotConfigured("merchant_id")
    if credentials.verify and not {told.get("cvv"), told.get("avs")} & set(YES):
        raise NotConfigured("verify")


def asked(line, merchant_id):
    try:
        told = line.get("inquireMerchant", merchant_id)
    except TurnedAway as error:
        raise NotConfigured("password") from error
    except (NotSent, Unanswered) as error:
        raise Unreachable("no answer") from error
    return told if isinstance(told, dict) else {}
