"""Which function answers which of Stripe's addresses."""

from werkzeug.routing import Rule

from tests.billing.gateways.stripe.fake import lists, payments, refunds, setups

ACTS = {
    "POST /v1/customers": setups.create_customer,
    "POST /v1/setup_intents": setups.create,
    "POST /v1/setup_intents/<key>/cancel": setups.cancel,
    "POST /v1/payment_methods/<key>/detach": setups.detach,
    "POST /v1/payment_intents": payments.create,
    "POST /v1/payment_intents/<key>": payments.update,
    "POST /v1/payment_intents/<key>/confirm": payments.confirm,
    "POST /v1/payment_intents/<key>/cancel": payments.cancel,
    "POST /v1/refunds": refunds.create,
}
KINDS = {"payment_intents": "payment_intent", "refunds": "refund", "customers": "customer",
         "disputes": "dispute",
         "setup_intents": "setup_intent", "payment_methods": "payment_method"}
SEARCHED = ("payment_intents", "customers")


def listing(name, read):
    return lambda ledger, form: read(ledger, KINDS[name], f"/v1/{name}", form)


def one(name):
    return lambda ledger, key, form: ledger.get(KINDS[name], key)


def looks():
    for name in KINDS:
        yield f"GET /v1/{name}", listing(name, lists.page)
        yield f"GET /v1/{name}/<key>", one(name)
    for name in SEARCHED:
        yield f"GET /v1/{name}/search", listing(name, lists.search)


ALL = ACTS | dict(looks())
RULES = [Rule(told.split()[1], endpoint=told, methods=told.split()[:1]) for told in ALL]
