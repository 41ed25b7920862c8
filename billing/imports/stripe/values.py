"""Values as Stripe writes them, as Portico's shapes read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import g

from billing.gateways.stripe.amounts import Inexpressible, decimals, from_stripe
from billing.gateways.stripe.marks import ACCOUNT
from billing.imports.refused import Refused
from billing.record import ID
from config.amounts import decimal_amount, precision


def money(amount, currency):
    """Stripe's minor units as an exact text; raises Inexpressible."""
    code = currency.upper()
    return format(decimal_amount(from_stripe(amount, code), code), "f")


def units(amount, currency):
    """Our minor units as Stripe counts them; a part that is too small for it is left out."""
    places = decimals(currency) - precision(currency)
    return amount * 10**places if places >= 0 else amount // 10**-places


def day(seconds):
    """The calendar day in the company's zone (D28), or None."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, ZoneInfo(g.tenant.time_zone)).date().isoformat()


def line(text, longest=120):
    """On one line, cut where it is too long."""
    return " ".join((text or "").split())[:longest]


def own(thing, **more):
    """The company's own fields, what it had noted at Stripe among them."""
    noted = {name: value for name, value in more.items() if value}
    return {**(thing.get("metadata") or {}), **noted}


def named(thing):
    """The number that people read on it where it can be an id of ours, else Stripe's id."""
    number = thing.get("number") or ""
    return number if ID.fullmatch(number) else thing["id"]


def id_of(thing):
    """Of what may be expanded or not."""
    return thing["id"] if isinstance(thing, dict) else thing


def by_portico(thing):
    """Whether Portico made it there itself, for what is here already."""
    return ACCOUNT in (thing.get("metadata") or {})


def made(fields, thing, *more):
    """What the function says of the thing; a Refused for amounts that Portico cannot write."""
    try:
        return fields(thing, *more)
    except Inexpressible as error:
        return Refused(f"{thing['id']}: {error}")
