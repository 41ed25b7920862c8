"""The lines of a bill: exact sums, each rounded, and what the rounding left over (D18)."""

from billing.usage.focus.share import total
from config.amounts import rounded


def lines(shares, currency):
    """Columns of one invoice line a share; a last one makes their sum the rounded exact sum."""
    left = rounded(total(shares), currency)
    for share in shares:
        amount = rounded(share.cost, currency)
        left -= amount
        yield line(share, amount)
    if left:
        yield {"product_name": "Rounding", "amount": left}


def line(share, amount):
    """No unit price: rows of one service and unit have several."""
    return {
        "product_name": share.product,
        "charge_name": share.category,
        "description": "" if share.category == "Usage" else share.category,
        "quantity": share.quantity,
        "unit_of_measure": share.unit,
        "amount": amount,
        "custom_fields": {"exact_amount": f"{share.cost:f}"},
    }
