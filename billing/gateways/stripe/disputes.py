"""Disputes: https://docs.stripe.com/disputes/how-disputes-work

The money is withdrawn when one begins, and reinstated when it was won. An inquiry (`warning_…`) and
what was prevented take nothing.
"""

import stripe

from billing.gateways.errors import Unreachable
from billing.gateways.stripe import trouble


class Disputes:
    """Of the account behind `api`."""

    def __init__(self, api):
        self.disputes = api.v1.disputes

    def taken_back(self, reference):
        """As Gateway says, of a PaymentIntent. None also for a restricted key that may not ask."""
        try:
            asked = {"payment_intent": reference, "limit": 100}
            found = [each.to_dict() for each in self.disputes.list(asked).data]
            ended = [won(each) for each in found if not harmless(each)]
        except stripe.PermissionError:
            return None
        except trouble.ANY as error:
            raise Unreachable(type(error).__name__) from error
        return not all(ended) if ended else None


def won(dispute):
    return dispute["status"] == "won"


def harmless(dispute):
    return dispute["status"] == "prevented" or dispute["status"].startswith("warning_")
