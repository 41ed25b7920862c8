"""Whether a usage event may hold a card's number, told fast of those that plainly do not (I5)."""

import json
from decimal import Decimal
from functools import lru_cache

from billing.shape_own import is_long, leaves
from config.card_numbers import holds_one

SHORTEST = 14  # digits of a card
DIGITS, ESCAPE = b"0123456789", b"\\"
PLAIN = bytes(each for each in range(128) if each not in DIGITS + ESCAPE)
usual = lru_cache(256)(holds_one)  # a meter says the same few words again and again


def held(event, properties):
    """The shape is sure of it; digits of a fraction are none of a card."""
    return (holds_one(event.event_id) or usual(event.event_type) or usual(event.source)
            or holds_one(event.customer_id) or not few_digits(properties) and in_json(properties))


def few_digits(text):
    """Whether it has too few of them for a card, and nothing that could be more of them."""
    kept = text.translate(None, PLAIN)
    return not kept or len(kept) < SHORTEST and kept.isdigit()


def in_json(text):
    return any(holds_one(str(leaf)) for leaf in leaves(json.loads(text, parse_float=Decimal))
               if isinstance(leaf, str) or is_long(leaf))
