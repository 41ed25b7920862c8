"""From template and data to a letter."""

import re

from mailers.press import brand, frame
from mailers.press.cleaning import clean
from mailers.press.dialect import parse
from mailers.press.fault import Faulty, fault, faulty
from mailers.press.secret import betrays, decoy
from mailers.press.sheets import sheet

LONGEST_SUBJECT = 200
BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")  # may reverse the text that follows a name


def compose(source, context, locale, sandbox, strict=False, secret=None):
    """The three parts as written, in their frames; raises Faulty.

    `secret` names the placeholder of an address that lets its reader in.
    """
    context = {
        **without_blanks(context),
        "brand": brand.complete(context.get("brand")),
        "locale": locale,
        "sandbox": sandbox,
    }
    parts = written(source, context, strict)
    if secret:
        keep(secret, parts, source, context)
    context["title"] = subject_line(parts["subject"], sandbox and mark(locale))
    return {
        "subject": context["title"],
        "html": frame.html(parts["html"], context),
        "text": frame.text(parts["text"], context),
    }


def written(source, context, strict=False):
    """Subject, HTML with nothing in it but what may stand in a mail, and text."""
    parts = {part: rendered(part, source[part], context, strict)
             for part in ("subject", "html", "text")}
    return parts | {"html": clean(parts["html"])}


def keep(secret, parts, source, context):
    """Raises Faulty where a part makes anything of the address but the address."""
    address = context[secret]
    other = decoy(address)
    otherwise = written(source, {**context, secret: other})
    told = [part for part in parts if betrays(parts[part], otherwise[part], address, other)]
    if told:
        raise Faulty([fault(part, None, "secret", secret) for part in told])


def without_blanks(value):
    """Empty text as nil: in Liquid the empty string is true, which nobody expects."""
    if isinstance(value, dict):
        return {name: without_blanks(item) for name, item in value.items()}
    if isinstance(value, list):
        return [without_blanks(item) for item in value]
    return None if value == "" else value


def rendered(part, source, context, strict):
    with faulty(part, source):
        return parse(source, html=part == "html", strict=strict).render(context)


def subject_line(written, mark=""):
    """One line without control characters, of bearable length, after the mark of a sandbox (T3)."""
    line = BLANKS.sub(" ", OVERRIDES.sub("", written)).strip()
    short = line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"
    return f"{mark} {short}" if mark else short


def mark(locale):
    return sheet(locale, "sandbox", html=False).render().strip()
