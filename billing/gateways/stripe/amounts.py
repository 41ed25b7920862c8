"""Amounts as Stripe counts them: https://docs.stripe.com/currencies

Portico's minor units follow CLDR (`config.amounts.precision`), where some currencies have no
decimals that have two at Stripe (RSD, ISK, LBP and more): unconverted, 1,000 dinars would be
charged as 10.
"""

from config.amounts import precision

NONE = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())
THREE = frozenset("BHD JOD KWD OMR TND".split())
# Stripe's page names it among those without decimals, and a note there asks for two.
DOUBTFUL = frozenset({"UGX"})


class Inexpressible(ValueError):
    """Stripe cannot take that amount in that currency."""


def to_stripe(amount, currency):
    """Minor units as Stripe counts them; raises Inexpressible."""
    if currency in DOUBTFUL:
        raise Inexpressible(currency)
    told = moved(amount, decimals(currency) - precision(currency))
    if currency in THREE and told % 10:
        raise Inexpressible(f"the last digit of {amount} {currency} must be 0")
    return told


def from_stripe(amount, currency):
    """Portico's minor units; raises Inexpressible for a fraction of one."""
    return moved(amount, precision(currency) - decimals(currency))


def decimals(currency):
    return 0 if currency in NONE else 3 if currency in THREE else 2


def moved(amount, places):
    if places >= 0:
        return amount * 10**places
    whole, rest = divmod(amount, 10**-places)
    if rest:
        raise Inexpressible(f"{amount} has more decimals than are told")
    return whole
