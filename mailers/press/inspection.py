"""Finds what is wrong with a template before it is saved (S8)."""

import re

from mailers.press import cleaning
from mailers.press.composition import compose
from mailers.press.dialect import DIALECTS, parse
from mailers.press.fault import Faulty, fault, faulty, line_at

LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
FILLING = "\ufdd0"  # no letter of any text
PROPERTIES = {"first", "last", "size"}  # what Liquid itself offers on a value


def inspect(source, names, required, sample, locale, secret=None):
    """Faults in order of appearance; only a template without any is tried on the sample."""
    faults = [
        found
        for part in ("subject", "html", "text")
        for found in inspect_part(part, source[part], set(names), required)
    ]
    return faults or attempt(source, sample, locale, secret)


def attempt(source, sample, locale, secret):
    """Strictly rendered: finds unknown fields of a loop's item, and what asks for too much."""
    with faulty(None, ""):
        compose(source, sample, locale, sandbox=False, strict=True, secret=secret)
    return []


def inspect_part(part, text, names, required):
    try:
        used = names_used(part, text)
    except Faulty as found:
        return found.faults
    return [
        *(unwanted(text) if part == "html" else ()),
        *unknown_placeholders(part, text, used, names),
        *unknown_filters(part, text, used),
        *(missing(part, used, required) if part != "subject" else ()),
    ]


def names_used(part, text):
    with faulty(part, text):
        return parse(text, html=part == "html").analyze(include_partials=False)


def unknown_placeholders(part, text, used, names):
    variables = (variable for group in used.globals.values() for variable in group)
    for variable in sorted(variables, key=lambda variable: variable.span.index):
        kind = judgement(variable.segments, names)
        if kind:
            yield fault(part, line_at(text, variable.span.index), kind, str(variable))


def judgement(segments, names):
    """None for a known placeholder, else the kind of fault."""
    path = [segment if isinstance(segment, str) else "" for segment in segments]
    prefixes = [".".join(path[:length]) for length in range(1, len(path) + 1)]
    if any(is_value(prefix, path[length:], names) for length, prefix in enumerate(prefixes, 1)):
        return None
    return "group" if any(name.startswith(prefixes[-1] + ".") for name in names) else "placeholder"


def is_value(prefix, rest, names):
    return prefix in names and (not rest or rest[0] in PROPERTIES | {""})


def unknown_filters(part, text, used):
    known = DIALECTS[True, True].filters
    for name, spans in used.filters.items():
        if name not in known:
            yield fault(part, line_at(text, spans[0].index), "filter", name)


def unwanted(text):
    """What would be taken out of every mail, found in the source, with Liquid blanked out."""
    plain = LIQUID.sub(blanked, text)
    found = dict.fromkeys(cleaning.run(plain).found)
    return [fault("html", line, "markup", what) for line, what in found if FILLING not in what]


def blanked(found):
    """As many lines; an output as an address, which it may be, a tag as nothing."""
    lines = "\n" * found[0].count("\n")
    return f"https:{FILLING}{lines}" if found[0].startswith("{{") else lines


def missing(part, used, required):
    present = {str(variable) for group in used.globals.values() for variable in group}
    return [fault(part, None, "missing", name) for name in required if name not in present]
