"""Cards and bank accounts that customers have saved at Stripe (M3): they are charged there on."""

from sqlalchemy import select, text

from billing.gateways.stripe import setups
from billing.imports.kind import MAKER
from billing.imports.refused import Refused
from billing.imports.stripe.tally import CHANGED
from billing.imports.stripe.values import id_of
from billing.ledger.payment_method import PaymentMethod
from config.database import db

PROVIDER = "stripe"
THEIRS = text("gateway = 'stripe' and split_part(token, '/', 2) = any(:ids)")


def chosen(customer):
    """The one that Stripe charges first, or None."""
    settings = customer.get("invoice_settings") or {}
    return id_of(settings.get("default_payment_method") or customer.get("default_source"))


def in_order(customer, things):
    """The customer's methods, the first of them the default (M4)."""
    first = chosen(customer)
    return [{**thing, "customer": customer["id"]}
            for thing in sorted(things, key=lambda each: each["id"] != first)]


class Methods:
    """The same as if they had been entered here; known ones follow Stripe, deleted ones do not."""

    def sifted(self, things):
        return things, 0

    def load(self, thing):
        if thing["type"] not in setups.KINDS:
            raise Refused(f"{thing['customer']}: {thing['type']} is no way to pay here")
        return setups.described(thing["customer"], thing)

    def put(self, methods):
        known = {each.token: each for each in at_stripe(methods)}
        return [followed(known[told.token], told) if told.token in known else kept(told)
                for told in methods], []


def at_stripe(methods):
    ids = [told.token.split("/")[1] for told in methods]
    return db.session.scalars(select(PaymentMethod).where(THEIRS.bindparams(ids=ids))).all()


def followed(method, told):
    if method.status != "Deleted":
        method.follow(told)
    changed = db.session.is_modified(method)
    db.session.flush()
    return CHANGED if changed else False


def kept(told):
    customer_id = told.token.split("/")[0]
    PaymentMethod.keep(customer_id, PROVIDER, told).created_by = MAKER
    db.session.flush()
    return True
