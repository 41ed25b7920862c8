"""What a gateway says against credentials, in words for who enters them; names are no words."""

from flask_babel import gettext as _

from config.languages import N_

TITLES = {"stripe": "Stripe", "cardconnect": "CardConnect", "test": N_("Test gateway")}
ABOUT = {
    "stripe": N_("Cards and US bank accounts, through your own account at Stripe."),
    "cardconnect": N_("Cards and US bank accounts, through your merchant account at CardConnect."),
    "test": N_("A gateway for trying things out. It moves no money."),
}
WRONG = {
    ("secret_key", "malformed"): N_("Enter the secret key: it begins with sk_ or rk_."),
    ("secret_key", "live_in_sandbox"): N_(
        "A sandbox takes test keys only: they begin with sk_test_ or rk_test_."),
    ("secret_key", "refused"): N_("Stripe does not know this key, or it was rolled."),
    ("secret_key", "not_permitted"): N_(
        "This restricted key lacks a right. It must write PaymentIntents, SetupIntents, Customers"
        " and Refunds, and read PaymentMethods and Charges."),
    ("publishable_key", "malformed"): N_("Enter the publishable key: it begins with pk_."),
    ("publishable_key", "other_mode"): N_(
        "One of the two keys is a test key and the other is not."),
    ("publishable_key", "refused"): N_("Stripe does not know this key, or it was rolled."),
    ("publishable_key", "not_permitted"): N_("This key belongs to another account at Stripe."),
    ("publishable_key", "other_account"): N_("This key belongs to another account at Stripe."),
    ("webhook_secret", "malformed"): N_("Enter the webhook secret: it begins with whsec_."),
    ("statement_descriptor", "malformed"): N_(
        "Enter 5 to 22 Latin letters and digits, at least one of them a letter, or nothing."),
    ("site", ""): N_("Enter the name that stands before .cardconnect.com, such as fts."),
    ("site", "sandbox"): N_("A sandbox takes test sites only: their names end in -uat."),
    ("merchant_id", ""): N_("CardConnect does not know this merchant ID, or it is switched off."),
    ("username", ""): N_("Enter the username of the API."),
    ("password", ""): N_("CardConnect refuses this username with this password."),
    ("currency", ""): N_("Enter the currency's code, such as USD."),
    ("bank_merchant_id", ""): N_("Enter letters and digits, 16 at the most, or nothing."),
    ("verify", ""): N_(
        "This account compares neither security codes nor addresses, so that it cannot try cards."),
}


def title(provider):
    return _(TITLES[provider])


def about(provider):
    return _(ABOUT[provider])


def wrong(refusal, sandbox):
    """(field, sentence) of a NotConfigured; no field where it is about none of them."""
    name, why = (*refusal.args, "")[:2]
    if (name, sandbox) == ("site", True):
        why = "sandbox"
    if (name, why) in WRONG:
        return name, _(WRONG[name, why])
    return None, _("This gateway is not set up on this installation.")
