"""Saved ways to pay, and the gateway's own field where they are entered (M3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CARD = "card"
BANK_ACCOUNT = "bank account"
KINDS = (CARD, BANK_ACCOUNT)


@dataclass(frozen=True)
class Method:
    """A saved payment method; `token` is the gateway's and means nothing to Portico.

    A gateway that needs more than one id to charge puts them all into `token` (Stripe: customer
    and payment method; CardPointe: profile and account). `expiry` is "YYYY-MM", the last month
    in which a card is good; empty for bank accounts. `status` is "Pending" for a bank account
    that waits to be verified. There is never a number and never a CVC.
    """

    token: str
    type: str
    brand: str
    last4: str
    expiry: str
    account_holder_name: str
    status: str = "Active"


@dataclass(frozen=True)
class Field:
    """Where the payer types the number: always the gateway's own origin (security C11).

    `mode` is "redirect" (send the browser to `url`; it comes back to the return address with
    the answer in its query), "frame" (show `url` in a frame that posts the answer) or "script"
    (the gateway's script draws it). `public` holds what the page must hand to a script, such as
    a publishable key; nothing secret. `sources` are those that the page's Content-Security-Policy
    must name besides its own, by directive; no other page names them.
    """

    mode: str
    url: str
    public: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
