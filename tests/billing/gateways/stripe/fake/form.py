"""How Stripe's library writes nested values into forms and queries."""

import re

NAMES = re.compile(r"[^\[\]]+")


def nested(pairs):
    """{"metadata": {"a": "1"}, "expand": ["x"]} of metadata[a]=1 and expand[0]=x."""
    tree = {}
    for name, value in pairs:
        *path, last = NAMES.findall(name)
        place = tree
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return with_lists(tree)


def with_lists(value):
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() for key in value):
        return [with_lists(value[key]) for key in sorted(value, key=int)]
    return {key: with_lists(each) for key, each in value.items()}


def true(value):
    return str(value).lower() == "true"
