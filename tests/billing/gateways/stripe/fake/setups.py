"""Customers, and the SetupIntents by which they save a method."""

from tests.billing.gateways.stripe.fake import numbers, shapes
from tests.billing.gateways.stripe.fake.refusal import invalid, missing


def create_customer(ledger, form):
    return ledger.add(shapes.customer(metadata=form.get("metadata", {})))


def create(ledger, form):
    types = form.get("payment_method_types", ["card"])
    if not set(types) <= {"card", "us_bank_account"}:
        raise invalid("The payment method type is invalid.", param="payment_method_types")
    if form.get("customer"):
        ledger.get("customer", form["customer"], "customer", 400)
    return ledger.add(shapes.setup_intent(
        customer=form.get("customer"), payment_method_types=types,
        usage=form.get("usage", "off_session"), metadata=form.get("metadata", {}),
    ))


def cancel(ledger, setup_id, form):
    setup = ledger.get("setup_intent", setup_id)
    setup["status"] = "canceled"
    return setup


def detach(ledger, method_id, form):
    method = ledger.get("payment_method", method_id)
    if method["customer"] is None:
        raise invalid("The payment method is not attached to a customer.")
    method["customer"] = None
    return method


def visible(ledger, setup_id, client_secret):
    """To a publishable key, by its secret only."""
    setup = ledger.get("setup_intent", setup_id)
    if setup["client_secret"] != client_secret:
        raise missing("setupintent", setup_id)
    return setup


def entered(ledger, client_secret, number, holder="Ada King"):
    """What Stripe.js does with what the payer types."""
    setup = ledger.get("setup_intent", client_secret.partition("_secret_")[0])
    type = numbers.type_of(number)
    assert type in setup["payment_method_types"]
    features = getattr(shapes, type)(number)
    if number == numbers.AMEX:
        features["brand"] = features["display_brand"] = "amex"
    method = ledger.add(shapes.payment_method(type, features, holder))
    ledger.number_of[method["id"]] = number
    return began(ledger, setup, method, number)


def began(ledger, setup, method, number):
    if number == numbers.REFUSED_AT_ONCE:
        setup["last_setup_error"] = {"type": "card_error", "code": "card_declined",
                                     "decline_code": "generic_decline", "message": "Declined."}
        ledger.tell("setup_intent.setup_failed", setup)
        return setup
    setup["payment_method"] = method["id"]
    if number == numbers.MICRO:
        url = f"https://payments.stripe.com/microdeposit/{setup['id']}"
        setup["status"] = "requires_action"
        setup["next_action"] = {"type": "verify_with_microdeposits", "verify_with_microdeposits":
                                {"hosted_verification_url": url}}
        return setup
    return finished(ledger, setup)


def finished(ledger, setup):
    """Also once the micro-deposit's code was told."""
    setup |= {"status": "succeeded", "next_action": None}
    ledger.things[setup["payment_method"]]["customer"] = setup["customer"]
    ledger.tell("setup_intent.succeeded", setup)
    return setup
