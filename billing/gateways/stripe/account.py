"""A company's Stripe account, from the settings of the installation and its own."""

from billing.gateways.errors import NotConfigured
from billing.gateways.stripe.credentials import Credentials

URL = "https://api.stripe.com"


def stripe(settings, account):
    """The gateway of what `settings` has as STRIPE, a mapping of texts (see Credentials).

    SANDBOX says that no real money may be moved; STRIPE_ADDRESS leads a test elsewhere. Raises
    NotConfigured.
    """
    # The official library takes a third of a second to import, which only who uses it waits for.
    from billing.gateways.stripe.client import StripeGateway

    given = settings.get("STRIPE")
    if not given:
        raise NotConfigured("STRIPE")
    credentials = Credentials.of(given, sandbox=bool(settings.get("SANDBOX")))
    return StripeGateway(credentials, account, settings.get("STRIPE_ADDRESS") or URL)
