"""Fields that the company adds to its records: whatever JSON can say, bounded."""

import json
import math
import re
from decimal import Decimal

from marshmallow import ValidationError, fields

from config.card_numbers import holds_one

LARGEST, DEEPEST = 16_384, 16  # characters as JSON; levels
UNFIT = re.compile("[\0\ud800-\udfff]")  # what the database cannot keep
DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
BAD_TEXT = "This holds signs that cannot be kept."
CARD = "This looks like a card number. Card numbers belong into a gateway's own fields only."
TOO_LARGE = "Keep it to 16,384 characters and 16 levels."


def keepable(text):
    if UNFIT.search(text):
        raise ValidationError(BAD_TEXT)


def no_card(text):
    if holds_one(text) and not DECIMAL.fullmatch(text):
        raise ValidationError(CARD)


class Own(fields.Dict):
    """An object; its names are the company's."""

    def __init__(self, **options):
        super().__init__(validate=[plain], **options)


def plain(value):
    longer = 0
    for leaf in leaves(value):
        if isinstance(leaf, str):
            keepable(leaf)
            no_card(leaf)
        elif is_long(leaf):
            no_card(str(leaf))
        elif isinstance(leaf, (float, Decimal)):
            longer += zeros(leaf)
    if longer + len(json.dumps(value, ensure_ascii=False, default=str)) > LARGEST:
        raise ValidationError(TOO_LARGE)


def is_long(leaf):
    """Whether it is a whole number of as many digits as a card's."""
    return isinstance(leaf, int) and 10**13 <= abs(leaf) < 10**19


def zeros(number):
    """What the database writes instead of an exponent: of 1e-300 it tells each zero."""
    if not math.isfinite(number):
        raise ValidationError(BAD_TEXT)
    text = str(number)
    return abs(Decimal(text).adjusted()) if "e" in text.lower() else 0


def leaves(value):
    """Names and values at any level; raises ValidationError where there are too many levels."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ValidationError(TOO_LARGE)
        yield from (name for each in level if isinstance(each, dict) for name in each)
        inner = [part for each in level if isinstance(each, (dict, list))
                 for part in (each.values() if isinstance(each, dict) else each)]
        yield from (part for part in inner if not isinstance(part, (dict, list)))
        level = [part for part in inner if isinstance(part, (dict, list))]
