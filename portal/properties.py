"""The properties of an event as rows that can be read: one for each value, however deep it lies."""

import json

from config.languages import words as _

BETWEEN = " › "
DEEPEST = 8


def told(properties):
    return list(rows(properties)) if properties else []


def rows(value, path=()):
    """(name, text) pairs; a name is the way to the value, lists count from 1."""
    inner = parts(value) if len(path) < DEEPEST else ()
    if not inner:
        yield BETWEEN.join(path), text(value)
    for name, each in inner:
        yield from rows(each, (*path, name))


def parts(value):
    """What lies in an object or in a list of more than plain values."""
    if isinstance(value, dict):
        return value.items()
    if isinstance(value, list) and any(isinstance(each, (dict, list)) for each in value):
        return [(str(number), each) for number, each in enumerate(value, 1)]
    return ()


def text(value):
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list) and not parts(value):
        return ", ".join(text(each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
