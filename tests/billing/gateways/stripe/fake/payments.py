"""PaymentIntents: https://docs.stripe.com/payments/paymentintents/lifecycle"""

from config import clock
from tests.billing.gateways.stripe.fake import numbers, shapes
from tests.billing.gateways.stripe.fake.form import true
from tests.billing.gateways.stripe.fake.refusal import Refusal, invalid, missing

KNOWN = frozenset("""amount currency customer payment_method payment_method_types confirm metadata
 off_session return_url description statement_descriptor statement_descriptor_suffix
 expand""".split())
OPEN = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action")
SMALLEST = 50


def create(ledger, form):
    for unknown in set(form) - KNOWN:
        raise invalid(f"Received unknown parameter: {unknown}", code="parameter_unknown")
    method = checked(ledger, form)
    intent = ledger.add(shapes.payment_intent(
        amount=int(form["amount"]), currency=form["currency"], customer=form["customer"],
        payment_method=method["id"], payment_method_types=form["payment_method_types"],
        metadata=form.get("metadata", {}), description=form.get("description"),
        statement_descriptor=form.get("statement_descriptor"),
        statement_descriptor_suffix=form.get("statement_descriptor_suffix"),
        status="requires_confirmation",
    ))
    return attempted(ledger, intent, form) if true(form.get("confirm")) else intent


def checked(ledger, form):
    """The payment method; refuses what Stripe refuses before it begins."""
    ledger.get("customer", form.get("customer"), "customer", 400)
    method = ledger.get("payment_method", form.get("payment_method"), "payment_method", 400)
    if method["customer"] != form["customer"]:
        raise missing("payment_method", method["id"], "payment_method", 400)
    if int(form["amount"]) < SMALLEST and form["currency"] == "usd":
        raise invalid("Amount must be at least $0.50 usd", code="amount_too_small", param="amount")
    if form.get("statement_descriptor") and method["type"] == "card":
        raise invalid("The statement_descriptor parameter is not supported for the card payment"
                      " method type.", param="statement_descriptor")
    return method


def confirm(ledger, intent_id, form):
    intent = ledger.get("payment_intent", intent_id)
    if intent["status"] not in ("requires_payment_method", "requires_confirmation"):
        raise unexpected(intent, "confirm")
    intent["payment_method"] = form.get("payment_method") or intent["payment_method"]
    return attempted(ledger, intent, form)


def attempted(ledger, intent, form):
    number = ledger.number_of[intent["payment_method"]]
    if numbers.type_of(number) == "us_bank_account":
        intent["status"] = "processing"
        charge_of(ledger, intent, status="pending", paid=False)
        ledger.tell("payment_intent.processing", intent)
        return intent
    if number in numbers.AUTHENTICATED:
        return asked(ledger, intent, form)
    return carried_out(ledger, intent, numbers.DECLINES.get(number))


def asked(ledger, intent, form):
    """The bank wants the payer; without them it declines."""
    if true(form.get("off_session")):
        code = ("authentication_required", "authentication_required")
        return carried_out(ledger, intent, code)
    intent["status"], intent["last_payment_error"] = "requires_action", None
    intent["next_action"] = action(intent, form.get("return_url"))
    ledger.tell("payment_intent.requires_action", intent)
    return intent


def action(intent, return_url):
    if not return_url:
        return {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    url = f"https://hooks.stripe.com/redirect/authenticate/{intent['id']}"
    return {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": url}}


def carried_out(ledger, intent, codes):
    if codes is None:
        charge_of(ledger, intent, amount_captured=intent["amount"])
        return succeeded(ledger, intent)
    code, decline_code = codes
    charge_of(ledger, intent, status="failed", paid=False, failure_code=code)
    told = failed(ledger, intent, code, decline_code)
    raise Refusal(402, "card_error", "Your card was declined.", kept=True, code=code,
                  payment_intent=dict(intent),
                  **{key: told[key] for key in ("charge", "decline_code", "payment_method")})


def charge_of(ledger, intent, **more):
    charge = ledger.add(shapes.charge(intent, **more))
    intent["latest_charge"] = charge["id"]


def succeeded(ledger, intent):
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "next_action": None,
               "last_payment_error": None}
    ledger.tell("payment_intent.succeeded", intent)
    return intent


def failed(ledger, intent, code, decline_code=None):
    """Back to the beginning, with the reason; the method is let go."""
    method = ledger.things[intent["payment_method"]]
    error = {"type": "card_error" if method["type"] == "card" else "invalid_request_error",
             "code": code, "decline_code": decline_code, "message": "It failed.",
             "payment_method": method, "charge": intent["latest_charge"]}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None,
               "last_payment_error": error}
    ledger.tell("payment_intent.payment_failed", intent)
    return error


def cancel(ledger, intent_id, form):
    intent = ledger.get("payment_intent", intent_id)
    if intent["status"] not in OPEN:
        raise unexpected(intent, "cancel")
    intent |= {"status": "canceled", "canceled_at": int(clock.now().timestamp()),
               "next_action": None}
    ledger.tell("payment_intent.canceled", intent)
    return intent


def update(ledger, intent_id, form):
    intent = ledger.get("payment_intent", intent_id)
    intent["metadata"] |= form.get("metadata", {})
    return intent


def unexpected(intent, act):
    return invalid(f"You cannot {act} this PaymentIntent because it has a status of"
                   f" {intent['status']}.", kept=True, code="payment_intent_unexpected_state",
                   payment_intent=dict(intent))
