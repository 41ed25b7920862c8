"""The dashboard's header (P2, D22, D24), as the opening of a visit tells it (migration 0012)."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace


@dataclass(frozen=True)
class Header:
    """Balances are one per currency, in minor units, never summed across (D22).

    `children` is what the invoices of a parent's children leave open, told apart (D23).
    """

    balances: list = field(default_factory=list)
    children: list = field(default_factory=list)
    last_paid: SimpleNamespace | None = None
    last_invoice_id: str | None = None
    payable: bool = False
    has_usage: bool = False

    @classmethod
    def of(cls, row, currency):
        """From the opening's row; a customer without records owes nothing in its currency."""
        sums = row["balances"] or [[currency, 0, 0, 0]]
        return cls(
            balances=[balance(*parts) for parts in sums],
            children=[balance(*parts, 0) for parts in row["children"] or ()],
            last_paid=row["last_paid"] and paid(*row["last_paid"]),
            last_invoice_id=row["last_invoice_id"],
            payable=row["payable"],
            has_usage=row["has_usage"],
        )


def balance(currency, amount, past_due, processing):
    return SimpleNamespace(
        currency=currency, amount=int(amount), past_due=int(past_due), processing=int(processing)
    )


def paid(amount, currency, day):
    return SimpleNamespace(amount=amount, currency=currency, date=date.fromisoformat(day))
