"""Whether Stripe takes a company's credentials, asked when they are saved (M7).

The webhook's secret cannot be asked for: that it is wrong shows with the first event.
"""

import stripe

from billing.gateways.errors import NotConfigured, Unreachable
from billing.gateways.stripe import trouble
from billing.gateways.stripe.line import opened

SETUP = {"payment_method_types": ["card"], "metadata": {"portico_check": "yes"}}
MEANINGS = (
    (stripe.AuthenticationError, "refused"),  # no such key
    (stripe.PermissionError, "not_permitted"),  # a restricted key without a right that it needs
    (stripe.InvalidRequestError, "other_account"),
)


def check(credentials, url):
    """Raises NotConfigured, naming the setting and why, and Unreachable.

    A SetupIntent is made, which only its own account's publishable key can look at
    (https://docs.stripe.com/api/setup_intents/retrieve), and cancelled again.
    """
    secret = opened(credentials.secret_key, url)
    publishable = opened(credentials.publishable_key, url)
    setup = asked("secret_key", lambda: made(secret))
    seen = {"client_secret": setup.client_secret}
    try:
        asked("publishable_key", lambda: publishable.v1.setup_intents.retrieve(setup.id, seen))
    finally:
        forgotten(secret, setup)


def asked(name, call):
    try:
        return call()
    except trouble.ANY as error:
        for kind, why in MEANINGS:
            if isinstance(error, kind):
                raise NotConfigured(name, why) from error
        raise Unreachable(type(error).__name__) from error


def made(secret):
    """With what else a restricted key must be allowed to read."""
    secret.v1.payment_intents.list({"limit": 1})
    secret.v1.refunds.list({"limit": 1})
    return secret.v1.setup_intents.create(dict(SETUP))


def forgotten(secret, setup):
    try:
        secret.v1.setup_intents.cancel(setup.id)
    except trouble.ANY:
        return  # it does no harm
