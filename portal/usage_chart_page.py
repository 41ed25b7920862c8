"""A chart as its page draws it: bars that need no colour, and the same as a table (P15, P18)."""

from datetime import datetime, time, timedelta, timezone
from types import SimpleNamespace
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import g

from billing.tables.periods import months
from billing.usage.sums import A_DAY
from config import formats, languages

AN_HOUR = timedelta(hours=1)
HIGH = 100  # units of the drawing; each bar is ten wide
SEEN = 1  # what there was a little of is seen too


def drawn(measure, span, found):
    """One chart for each series; all have the same days below them."""
    slots = slots_of(span)
    pen = languages.visitors_pen()
    label = {"hour": pen.datetime, "day": pen.date,
             "month": lambda day: formats.month(day, pen.locale)}[span.step]
    labels = {slot: label(slot) for slot in slots}
    return [chart(measure, span, each, labels, pen.number) for each in found]


def slots_of(span):
    """The hours, days or months of the span, the first ones of each."""
    if span.step == "month":
        return months_of(span)
    if span.step == "day":
        return [span.first + n * A_DAY for n in range((span.last - span.first).days + 1)]
    zone = ZoneInfo(g.tenant.time_zone)
    start, end = (datetime.combine(day, time(), zone).astimezone(timezone.utc)
                  for day in (span.first, span.last + A_DAY))
    return [start + n * AN_HOUR for n in range((end - start) // AN_HOUR)]


def months_of(span):
    found, first = [], span.first.replace(day=1)
    while first <= span.last:
        found.append(first)
        first = months(first)[1] + A_DAY
    return found


def chart(measure, span, series, labels, write):
    """What falls on no slot, as in an hour that a zone cuts in two, is in the sum alone."""
    amounts = [series.by_slot.get(slot, 0) for slot in labels]
    texts = [write(amount) if amount else "" for amount in amounts]
    names, top = list(labels.values()), max(0, *amounts)
    name = series.name and "&" + urlencode({measure.name: series.name})
    return SimpleNamespace(
        title=measure.title(series.name),
        href=series.name and f"{measure.address}?{days(measure, *span[:2])}&by={span.step}{name}",
        total=write(series.total),
        top=write(top),
        width=10 * len(amounts),
        bars=bars(names, amounts, texts, top),
        ends=(names[0], names[len(names) // 2] if len(names) > 4 else None, names[-1]),
        rows=[(label, text, records(measure, span, slot, name))
              for (slot, label), text in reversed([*zip(labels.items(), texts, strict=True)])
              if text],
    )


def bars(labels, amounts, texts, top):
    """[(x, y, height, what it says)] of those that are not nothing."""
    scale, top = HIGH / float(top - min(0, *amounts) or 1), float(top)
    for number, text in enumerate(texts):
        if text:
            amount = float(amounts[number])
            above = (top - max(0.0, amount)) * scale
            yield (10 * number + 1, f"{min(above, HIGH - SEEN):.2f}",
                   f"{max(SEEN, abs(amount) * scale):.2f}", f"{labels[number]}: {text}")


def days(measure, first, last):
    return f"{measure.moment}.from={first}&{measure.moment}.to={last}"


def records(measure, span, slot, name):
    """The records behind a bar, as the tab lists them."""
    first = last = slot
    if span.step == "hour":
        first = last = slot.astimezone(ZoneInfo(g.tenant.time_zone)).date()
    elif span.step == "month":
        first, last = max(slot, span.first), min(months(slot)[1], span.last)
    return f"{measure.table.address}?{days(measure, first, last)}{name}"
