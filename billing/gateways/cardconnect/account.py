"""A company's CardConnect account, from the settings of the installation and its own."""

from billing.gateways.cardconnect.credentials import Credentials
from billing.gateways.errors import NotConfigured
from config.seal import derived

PURPOSE = "cardconnect: ticket"


def cardconnect(settings, account):
    """The gateway of what `settings` has as CARDCONNECT, a mapping of texts (see Credentials).

    SANDBOX says that no real money may be moved; CARDCONNECT_ADDRESS leads a test elsewhere.
    Raises NotConfigured.
    """
    # Its dozen modules are loaded by whose company has an account there.
    from billing.gateways.cardconnect.client import CardConnectGateway

    given, secret = settings.get("CARDCONNECT"), settings.get("SECRET_KEY")
    if not given or not secret:
        raise NotConfigured("CARDCONNECT and SECRET_KEY")
    credentials = Credentials.of(given, sandbox=bool(settings.get("SANDBOX")))
    key, address = derived(secret, PURPOSE), settings.get("CARDCONNECT_ADDRESS")
    return CardConnectGateway(credentials, account, key, address)
