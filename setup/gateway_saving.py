"""“Save” of a gateway: proven at the gateway itself, then kept (M7)."""

from dataclasses import asdict

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from billing.gateways.errors import NotConfigured, Unreachable
from billing.ledger import merchant
from billing.ledger.gateway_account import AccountInUse, GatewayAccount, methods_of
from config.database import db
from config.tally import figure
from setup import gateway_words as words
from setup.door import setup
from setup.editions import overtaken
from setup.gateway_form import FORMS
from setup.gateways import GATEWAY, found, known, page
from setup.rights import CHANGE_SETTINGS, requires


@setup.post(GATEWAY)
@requires(*CHANGE_SETTINGS)
def save_gateway(provider):
    account, form = found(provider), FORMS[provider]()
    if not form.validate():
        return page(provider, form, account), 422
    try:
        credentials = proven(provider, form.given(known(account)))
        saved = kept(provider, form, credentials)
    except (NotConfigured, Unreachable, AccountInUse) as refusal:
        db.session.rollback()
        tell(provider, form, refusal)
        return page(provider, form, found(provider)), 422
    if not saved:
        return page(provider, form, found(provider)), 409
    flash(_("%(name)s has been saved.", name=words.title(provider)), "success")
    return redirect(url_for("setup.gateways"))


def proven(provider, given):
    """The credentials as the gateway takes them, which is asked with no transaction open."""
    gateway = merchant.ready(provider, given)
    db.session.commit()
    gateway.check()
    return asdict(gateway.credentials) if given else {}


def kept(provider, form, credentials):
    """False, told in the form, where somebody was faster."""
    account = GatewayAccount.of(provider, lock=True)
    account = account or GatewayAccount(provider=provider, chosen=False, edition=0, edited_by="")
    if overtaken(form, account):
        db.session.rollback()
        return False
    left = account.moves(credentials) and methods_of(provider)
    try:
        account.keep(current_user.name, credentials, form.chosen.data)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.form_errors.append(_("Somebody else saved a gateway just now. Save again."))
        return False
    if left:
        flash(_("Saved payment methods of the former account can be charged no more: %(count)s.",
                count=figure(left)), "info")
    return True


def tell(provider, form, refusal):
    """At the field that it is about, else above the form."""
    name = None
    if isinstance(refusal, NotConfigured):
        name, said = words.wrong(refusal, g.tenant.sandbox)
    elif isinstance(refusal, AccountInUse):
        said = _("Payments through this account are not answered yet. It can be changed once"
                 " they are.")
    else:
        said = _("%(name)s cannot be reached just now. Nothing is saved.",
                 name=words.title(provider))
    if name:
        form[name].errors = [said]
    else:
        form.form_errors.append(said)
