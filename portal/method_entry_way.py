"""Where somebody who adds a payment method came from, and is led to afterwards (M1)."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

METHODS = "/portal/account/payment-methods"
NEW = f"{METHODS}/new"
RETURN = f"{METHODS}/added"
PAYING = "/portal/payments/new"
LONGEST = 2_000  # of what was chosen there; addresses have an end


class Way(NamedTuple):
    """`chosen` is the query of “Make a Payment” as it was left, None for who came from elsewhere.

    The page there leads here by a button called “pay” in its own form, so that its choices come
    along without a script.
    """

    chosen: str | None = None

    @classmethod
    def of(cls, arguments):
        if "pay" in arguments:
            return cls(kept(arguments.items(multi=True)))
        if "chosen" in arguments:
            return cls(kept(parse_qsl(arguments["chosen"], keep_blank_values=True)))
        return cls()

    @property
    def carried(self):
        """The names and values that a form or an address must carry on."""
        return [] if self.chosen is None else [("chosen", self.chosen)]

    @property
    def back_from_gateway(self):
        return address(RETURN, self.carried)

    @property
    def again(self):
        """The page of the field itself."""
        return address(NEW, self.carried)

    @property
    def back(self):
        """Where it began, with nothing added."""
        return METHODS if self.chosen is None else address(PAYING, parse_qsl(self.chosen))

    def onward(self, method):
        """Where it began, with the method chosen if it can be paid with."""
        if self.chosen is None:
            return METHODS
        added = [("payment_method_id", method.payment_method_id)] * (method.status == "Active")
        return address(PAYING, [*added, *parse_qsl(self.chosen)])


def kept(pairs):
    """What was chosen but the method, as a query; nothing where that grows too long.

    Without a script every invoice of the page sends an amount, also where it is not ticked.
    """
    pairs = list(pairs)
    amounts = {f"amount.{value}" for name, value in pairs if name == "invoice_id"}
    query = urlencode([(name, value) for name, value in pairs
                       if name not in ("pay", "payment_method_id")
                       and (not name.startswith("amount.") or name in amounts)])
    return query if len(query) <= LONGEST else ""


def address(path, pairs):
    return f"{path}?{urlencode(pairs)}" if pairs else path
