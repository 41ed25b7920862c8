"""What can go wrong with a gateway besides an outcome."""


class GatewayError(Exception):
    """Any of the following."""


class UnknownProvider(GatewayError):
    """No gateway of that name is built in."""


class NotConfigured(GatewayError):
    """The gateway's address or credentials are not set, or wrong; names the setting."""


class Unreachable(GatewayError):
    """No answer about a method or its field. No money is concerned: show it and try again."""


class MethodRefused(GatewayError):
    """The gateway does not let this customer save this method; `reason` says why."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class AttemptReused(GatewayError):
    """The id was used before for another order, which stands; this one was not carried out."""


class NotGenuine(GatewayError):
    """An event's signature is missing or wrong: answer 400 and do nothing."""


class WrongSignature(NotGenuine):
    """There is one, by another secret than ours: staff may have mistyped it, or it is forged."""
