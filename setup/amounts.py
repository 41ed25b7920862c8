"""Amounts of money as staff type them."""

import re

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from config.amounts import decimal_amount, minor_amount

TYPED = re.compile(r"[0-9]{1,12}(\.[0-9]{0,4})?")


def minor_typed(text, currency):
    """Minor units of the currency, at least one; raises ValidationError with what to type."""
    try:
        minor = minor_amount(text, currency) if TYPED.fullmatch(text or "") else 0
    except ValueError:
        minor = 0
    if minor < 1:
        raise ValidationError(_("Enter an amount in %(currency)s, such as %(example)s.",
                                currency=currency, example=as_typed(125050, currency)))
    return minor


def as_typed(minor, currency):
    """How it is typed, without separators and sign."""
    return str(decimal_amount(minor, currency))
