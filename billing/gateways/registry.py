"""Which gateway a tenant's record means."""

from billing.gateways.errors import NotConfigured, UnknownProvider
from billing.gateways.test.client import TestGateway

STRIPE = ("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET")


def gateway_for(provider, settings, account):
    """The gateway named `provider`, for the tenant known there as `account`.

    `settings` maps names as in config.settings. Attempt ids need to be unique within `account`
    only. Raises UnknownProvider and NotConfigured.
    """
    if provider not in PROVIDERS:
        raise UnknownProvider(provider)
    return PROVIDERS[provider](settings, account)


def built_in(settings, account):
    url, secret = settings.get("TEST_GATEWAY_URL"), settings.get("TEST_GATEWAY_SECRET")
    if not url or not secret:
        raise NotConfigured("TEST_GATEWAY_URL and TEST_GATEWAY_SECRET")
    return TestGateway(url, secret, account)


def stripe(settings, account):
    # Its library takes a third of a second to import, which only who uses it should wait for.
    from billing.gateways.stripe.client import StripeGateway
    from billing.gateways.stripe.credentials import Credentials

    told = [settings.get(name) for name in STRIPE]
    if not all(told):
        raise NotConfigured(", ".join(STRIPE))
    credentials = Credentials(*told, settings.get("STRIPE_STATEMENT_DESCRIPTOR") or "")
    return StripeGateway(credentials, account)


PROVIDERS = {"test": built_in, "stripe": stripe}
