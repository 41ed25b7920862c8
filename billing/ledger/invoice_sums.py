"""What an invoice's amounts are, where some are said and some follow from the lines."""

from marshmallow import ValidationError

from billing.ledger.invoice_parts import LineShape
from billing.ledger.invoice_shape import InvoiceShape
from billing.parts_writing import part
from billing.shape_numbers import minor

AMOUNTS = ("subtotal", "invoice_tax", "invoice_amount")
LARGEST = 10**16  # minor units
NO_SUM = "Give lines or a subtotal."
NO_TOTAL = "Subtotal and tax do not make this amount."
BELOW = "An invoice is not below zero. Make a credit instead."
TOO_LARGE = "This is more than an invoice can be of."
TWICE = "Another line has this number."
ANEW = "In another currency the lines have to be given anew."


def whole(invoice, fields, currency):
    """The fields in minor units of the currency, with all amounts; raises ValidationError."""
    lines, other = fields.get("lines"), invoice.currency not in (None, currency)
    if other and lines is None and invoice.lines:
        raise ValidationError(ANEW, "currency")
    values = minor(InvoiceShape, fields, currency)
    if lines is not None:
        values["lines"] = numbered(lines, currency)
    return {**values, **amounts(invoice, values)}


def numbered(lines, currency):
    """In minor units; lines without a number get that of their place."""
    found, seen = [], set()
    for place, line in enumerate(lines):
        number = line.get("invoice_line_no", place + 1)
        if number in seen:
            raise ValidationError({"lines": {place: {"invoice_line_no": [TWICE]}}})
        seen.add(number)
        with part("lines", place):
            found.append({**minor(LineShape, line, currency), "invoice_line_no": number})
    return found


def amounts(invoice, values):
    """Subtotal, tax and total; nothing where neither they nor the lines are said."""
    lines = values.get("lines")
    if lines is None and not values.keys() & set(AMOUNTS):
        return {}
    subtotal = values.get("subtotal", summed(lines, "amount", invoice.subtotal))
    tax = values.get("invoice_tax", summed(lines, "line_tax", invoice.invoice_tax) or 0)
    if subtotal is None:
        raise ValidationError(NO_SUM, "subtotal")
    total = subtotal + tax
    check(total, values.get("invoice_amount", total))
    return {"subtotal": subtotal, "invoice_tax": tax, "invoice_amount": total}


def summed(lines, name, before):
    """Of the lines, where there are any; as before where none were said."""
    if lines is None:
        return before
    return sum(line[name] for line in lines) if lines else None


def check(total, said):
    if said != total:
        raise ValidationError(NO_TOTAL, "invoice_amount")
    if not 0 <= total <= LARGEST:
        raise ValidationError(BELOW if total < 0 else TOO_LARGE, "invoice_amount")


def stated(lines, values):
    """Whether these are the values of the lines, in any order."""
    by_number = {line.invoice_line_no: line for line in lines}
    return by_number.keys() == {each["invoice_line_no"] for each in values} and all(
        getattr(by_number[each["invoice_line_no"]], name) == value
        for each in values for name, value in each.items())
