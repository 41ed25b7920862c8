"""A SetupIntent as a saved method: https://docs.stripe.com/payments/setupintents/lifecycle"""

from billing.gateways.errors import MethodRefused
from billing.gateways.method import BANK_ACCOUNT, CARD, Method
from billing.gateways.stripe import declines
from billing.gateways.stripe.marks import Token

TYPES = {CARD: "card", BANK_ACCOUNT: "us_bank_account"}
KINDS = {type: kind for kind, type in TYPES.items()}
BRANDS = {
    "amex": "American Express",
    "cartes_bancaires": "Cartes Bancaires",
    "diners": "Diners Club",
    "eftpos_au": "Eftpos",
    "jcb": "JCB",
    "unionpay": "UnionPay",
}


def method(setup):
    """The Method that a SetupIntent with its payment method stands for. Raises MethodRefused."""
    status, told = status_of(setup), setup.get("payment_method")
    if not isinstance(told, dict) or told.get("type") not in KINDS:
        raise MethodRefused("method_unknown")
    return described(setup["customer"], told, status)


def described(customer, told, status="Active"):
    """The Method that Stripe's payment method of its customer is."""
    token = Token(customer, told["id"], told["type"])
    brand, last4, expiry = FEATURES[token.type](told[token.type])
    holder = (told.get("billing_details") or {}).get("name") or ""
    return Method(str(token), KINDS[token.type], brand, last4, expiry, holder, status)


def status_of(setup):
    """Pending until a bank account is verified by a micro-deposit, a day or two later.

    https://docs.stripe.com/payments/ach-direct-debit/set-up-payment
    """
    if setup["status"] == "succeeded":
        return "Active"
    action = (setup.get("next_action") or {}).get("type")
    if setup["status"] == "processing" or action == "verify_with_microdeposits":
        return "Pending"
    raise MethodRefused(reason(setup))


def reason(setup):
    if setup["status"] == "requires_action":
        return "authentication_failed"
    error = setup.get("last_setup_error")
    return declines.reason(error) if error else "method_unknown"


def of_card(card):
    brand = BRANDS.get(card["brand"], card["brand"].title())
    return brand, card["last4"], f"{card['exp_year']:04}-{card['exp_month']:02}"


def of_account(account):
    return account.get("bank_name") or "", account["last4"], ""


FEATURES = {"card": of_card, "us_bank_account": of_account}
