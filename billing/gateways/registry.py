"""Which gateway a tenant's record means."""

from billing.gateways.cardconnect.account import cardconnect
from billing.gateways.errors import NotConfigured, UnknownProvider
from billing.gateways.stripe.account import stripe
from billing.gateways.test.client import TestGateway


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


PROVIDERS = {"test": built_in, "stripe": stripe, "cardconnect": cardconnect}
