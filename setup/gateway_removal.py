"""“Remove” of a gateway's account: what was saved with it can be charged no more (M7)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.ledger.gateway_account import AccountInUse, GatewayAccount, methods_of, under_way
from config.database import db
from config.tally import figure
from setup import gateway_words as words
from setup.door import setup
from setup.gateways import GATEWAY, found
from setup.rights import SETUP_DELETE, requires


@setup.get(f"{GATEWAY}/removal")
@requires(*SETUP_DELETE)
def new_gateway_removal(provider):
    found(provider) or abort(404)
    return ask(provider, in_use() if under_way(provider) else None)


@setup.post(f"{GATEWAY}/removal")
@requires(*SETUP_DELETE)
def gateway_removal(provider):
    account = GatewayAccount.of(provider, lock=True) or abort(404)
    try:
        account.remove()
    except AccountInUse:
        db.session.rollback()
        return ask(provider, in_use()), 409
    db.session.commit()
    flash(_("%(name)s has been removed.", name=words.title(provider)), "success")
    return redirect(url_for("setup.gateways"))


def ask(provider, problem):
    return render_template(
        "setup/gateways/remove.html", name=words.title(provider), problem=problem,
        methods=figure(methods_of(provider)), action_href=request.path,
        back_href=url_for("setup.gateway", provider=provider))


def in_use():
    return _("Payments through this account are not answered yet. It can be removed once they"
             " are.")
