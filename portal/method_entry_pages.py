"""The page on which a gateway's own field is drawn; it alone may load what that needs."""

from flask import make_response, render_template, request
from flask_babel import gettext as _

from billing.gateways import reasons
from billing.gateways.method import BANK_ACCOUNT, CARD
from config import headers

# https://docs.stripe.com/financial-connections/deployment-checklist: a bank's login opens in a
# window of its own, which must know who asked.
OF_SCRIPTS = {
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Referrer-Policy": "strict-origin",
}


def field(entry, field, way, refusal=None, template="portal/account/new_method.html", **more):
    """The answer with that Field; `more` is what another template reads."""
    kind = request.values.get("kind")
    kind = kind if kind in entry.kinds else entry.kinds[0]
    page = make_response(render_template(
        template, **more,
        field=field, way=way, refusal=refusal, kind=kind,
        kinds=[(each, words()[each], f"{way.again}{'&' if way.carried else '?'}kind={each}")
               for each in entry.kinds],
        frame_url=field.public.get(FRAMES[kind]),
        typed=request.form,
    ))
    page.headers["Content-Security-Policy"] = headers.policy(field.sources)
    if field.mode == "script":
        page.headers.update(OF_SCRIPTS)
    return page


FRAMES = {CARD: "card_url", BANK_ACCOUNT: "bank_url"}


def words():
    return {CARD: _("Card"), BANK_ACCOUNT: _("Bank account")}


def unreachable(way):
    return render_template("portal/account/method_unreachable.html", way=way), 503


def why(reason):
    """What was entered is not saved: the reason in the visitor's words."""
    told = {
        "method_unknown": _("What was entered was not saved. Please enter it again."),
        "authentication_failed": _("Your bank has not confirmed it, so it was not saved."),
        "expired_card": _("This card has expired. Please use another one."),
    }
    return told.get(reason) or reasons.explain(reason)
