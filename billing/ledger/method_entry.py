"""Adding a way to pay: the number is typed at the gateway, and the gateway is asked for what came
of it (M3).

No transaction is open while the gateway is asked, as in `paying`.
"""

from dataclasses import dataclass

from sqlalchemy import select

from billing.gateways.errors import GatewayError
from billing.gateways.gateway import Gateway
from billing.gateways.method import BANK_ACCOUNT, CARD
from billing.ledger import merchant
from billing.ledger.order import check_no_transaction
from config.database import db
from tenants.payment_setup import PaymentSetup


@dataclass(frozen=True)
class Entry:
    """Where one customer may add a method, of these kinds; apart from any database session."""

    customer_id: str
    provider: str
    gateway: Gateway
    kinds: tuple

    @classmethod
    def of(cls, customer):
        """None where the company has no gateway, or lets this customer add no kind of method."""
        found, allowed = merchant.current(customer.payment_gateway_id), kinds(customer)
        return cls(customer.customer_id, *found, allowed) if found and allowed else None

    def field(self, return_url):
        """The gateway's Field; ends the transaction. Raises Unreachable."""
        db.session.commit()
        check_no_transaction()
        return self.gateway.open_field(self.customer_id, return_url, self.kinds)

    def method(self, answer):
        """The Method that the gateway saved for what its field handed back; ends the transaction.

        Raises MethodRefused and Unreachable.
        """
        db.session.commit()
        check_no_transaction()
        return self.gateway.add_method(self.customer_id, answer)


def kinds(customer):
    """What the company lets this customer add, cards first."""
    setup = db.session.scalar(select(PaymentSetup))
    allowed = {CARD: setup.cards and customer.credit_enabled,
               BANK_ACCOUNT: setup.bank_accounts and customer.ach_enabled}
    return tuple(kind for kind, on in allowed.items() if on)


def possible(customer):
    """Whether a method can be added at all."""
    try:
        return Entry.of(customer) is not None
    except GatewayError:
        return False
