"""Whether Stripe takes a tenant's credentials, asked when they are saved (M7).

Objections are malformed, live_in_sandbox, other_mode, refused (no such key), not_permitted (a
restricted key without a right that is needed), other_account (of the two keys) and unreachable.
The webhook's secret cannot be asked for: that it is wrong shows with the first event.
"""

import stripe

from billing.gateways.stripe import trouble
from billing.gateways.stripe.line import URL, opened

SETUP = {"payment_method_types": ["card"], "metadata": {"portico_check": "yes"}}
MEANINGS = (
    (stripe.AuthenticationError, "refused"),
    (stripe.PermissionError, "not_permitted"),
    (stripe.InvalidRequestError, "other_account"),
)


def objections(credentials, sandbox=False, url=URL):
    """What is wrong, by field; empty when they can be used."""
    return credentials.objections(sandbox) or asked(credentials, url)


def asked(credentials, url):
    secret = opened(credentials.secret_key, url)
    publishable = opened(credentials.publishable_key, url)
    told, setup = {}, None
    try:
        field = "secret_key"
        setup = made(secret)
        field = "publishable_key"
        publishable.v1.setup_intents.retrieve(setup.id, {"client_secret": setup.client_secret})
    except trouble.ANY as error:
        told[field] = meaning(error)
    if setup:
        forgotten(secret, setup)
    return told


def made(secret):
    """A SetupIntent, which only its own account's publishable key can look at:
    https://docs.stripe.com/api/setup_intents/retrieve
    """
    secret.v1.payment_intents.list({"limit": 1})
    secret.v1.refunds.list({"limit": 1})
    return secret.v1.setup_intents.create(dict(SETUP))


def forgotten(secret, setup):
    try:
        secret.v1.setup_intents.cancel(setup.id)
    except trouble.ANY:
        return  # it does no harm


def meaning(error):
    for kind, told in MEANINGS:
        if isinstance(error, kind):
            return told
    return "unreachable"
