"""The usage behind an invoice line: what the line was made of (P15)."""

from sqlalchemy import and_, exists, func, or_, select

from billing.ledger.invoice_line import InvoiceLine
from billing.usage.sums import Series, Span
from billing.usage.usage import Usage
from config.database import db

CATEGORY = Usage.custom_fields["charge_category"].astext  # of an imported FOCUS file's rows


def behind(line):
    """The condition: of the line's invoice, and in nothing else than the line says.

    What the line leaves open, as a product or a charge, any usage of the invoice may have.
    """
    wanted = [Usage.invoice_id == line.invoice_id]
    if line.start_date:
        wanted.append(Usage.date.between(line.start_date, line.end_date or line.start_date))
    if line.product_name:
        wanted.append(Usage.product_name.in_((line.product_name, "")))
    if line.unit_of_measure:
        wanted.append(Usage.unit_of_measure == line.unit_of_measure)
    for name in ("charge_id", "subscription_id"):
        said, column = getattr(line, name), getattr(Usage, name)
        if said:
            wanted.append(or_(column.is_(None), column == said))
    return and_(*wanted, or_(CATEGORY.is_(None), CATEGORY == line.charge_name))


def has_usage(invoice):
    """Whether any usage went into the invoice."""
    return db.session.scalar(select(exists().where(Usage.invoice_id == invoice.invoice_id)))


def newest(line, most):
    """So many of the usages at the most."""
    order = (Usage.date.desc(), Usage.usage_id.desc())
    return db.session.scalars(select(Usage).where(behind(line)).order_by(*order).limit(most)).all()


def by_day(line):
    """(Span, [Series of each unit]) of all of them; (None, []) where there are none."""
    day, amount = Usage.date, func.sum(Usage.quantity)
    rows = db.session.execute(select(Usage.unit_of_measure, day, amount).where(behind(line))
                              .group_by(Usage.unit_of_measure, day)).all()
    found = {}
    for unit, when, quantity in rows:
        found.setdefault(unit, {})[when] = quantity
    days = [when for _unit, when, _quantity in rows]
    series = [Series(unit, sum(each.values()), each) for unit, each in found.items()]
    series.sort(key=lambda each: (-each.total, each.name))
    return (Span(min(days), max(days)), series) if rows else (None, [])


def find_line(invoice, number):
    """404 where the invoice has no such line."""
    return db.first_or_404(select(InvoiceLine).where(
        InvoiceLine.invoice_id == invoice.invoice_id, InvoiceLine.invoice_line_no == number))
