"""What can be asked for: each kind of request as a module with find, now, hold and apply."""

from billing.ledger import cancellation, quantities
from billing.people import billing_details

SUBJECTS = {
    "Quantity": quantities,
    "Cancellation": cancellation,
    "Billing details": billing_details,
}


def of(kind):
    """`find` gives a request's subject, `now` its fields, `hold` locks it, `apply` writes."""
    return SUBJECTS[kind]
