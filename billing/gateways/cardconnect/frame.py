"""The Hosted iFrame Tokenizer: where the payer types the number, on CardConnect's own origin.

https://developer.cardconnect.com/hosted-iframe-tokenizer ("Optional Parameters"). It posts a JSON
text to the page around it: `message` is the token, empty with a `validationError`, and `expiry`
comes with it where it was asked for. The page takes such a message from `origin` only.

A card and a bank account need two frames: one that wants an expiry makes no token without it. A
bank account is typed as routing number, slash, account number ("ACH/eCheck Tokenization").
"""

from urllib.parse import urlencode

from billing.gateways.method import BANK_ACCOUNT, CARD, Field

PAGE = "/itoke/ajax-tokenizer.html"
ON = "true"
# The last two are for phones; `unique`: one token for each time a number is entered, so
# that nobody comes by another customer's token by owning the same card.
COMMON = {"unique": ON, "enhancedresponse": ON, "tokenizewheninactive": ON, "inactivityto": "1000"}
OF_CARD = {
    **COMMON,
    "useexpiry": ON,
    "cardnumbernumericonly": ON,
    "formatinput": ON,
    "invalidcreditcardevent": ON,
    "invalidexpiryevent": ON,
}
OF_CODE = {"usecvv": ON, "invalidcvvevent": ON}
OF_BANK = {**COMMON, "fullmobilekeyboard": ON, "invalidinputevent": ON}


def field(origin, kinds, verify, ticket):
    """The frame for a card, or for a bank account where no card is allowed.

    `public` holds the ticket, the origin of the messages and the frame of each kind. The security
    code is asked for only where it is used at once: CardConnect keeps it for two minutes.
    """
    card = {**OF_CARD, **OF_CODE} if verify else OF_CARD
    frames = {CARD: ("card_url", card), BANK_ACCOUNT: ("bank_url", OF_BANK)}
    public = {"origin": origin, "ticket": ticket}
    for kind in kinds:
        name, parameters = frames[kind]
        public[name] = f"{origin}{PAGE}?{urlencode(parameters)}"
    url = public.get("card_url") or public["bank_url"]
    return Field("frame", url, public, {"frame-src": origin})
