"""Setup > Gateways: through whom the company is paid (M7, S1)."""

from types import SimpleNamespace

from flask import abort, current_app, g, render_template, url_for

from billing.gateways.errors import NotConfigured
from billing.ledger import merchant
from billing.ledger.gateway_account import GatewayAccount
from setup import gateway_words as words
from setup.door import setup
from setup.gateway_form import FORMS
from setup.rights import CHANGE_SETTINGS, SEE_SETTINGS, SETUP_DELETE, holds, requires

GATEWAY = "/gateways/<any(stripe,cardconnect,test):provider>"


@setup.get("/gateways")
@requires(*SEE_SETTINGS)
def gateways():
    accounts = GatewayAccount.all()
    used = merchant.current()
    rows = [row(each, accounts.get(each), used and used[0]) for each in offered(accounts)]
    return render_template("setup/gateways/index.html", gateways=rows, used=bool(used),
                           changes=holds(CHANGE_SETTINGS))


@setup.get(GATEWAY)
@requires(*SEE_SETTINGS)
def gateway(provider):
    account = found(provider)
    return page(provider, FORMS[provider].of(account, known(account)), account)


def offered(accounts):
    """The Test gateway only where the installation has it, or the company once chose it."""
    has_test = current_app.config.get("TEST_GATEWAY_URL") or merchant.DEFAULT in accounts
    return [provider for provider in FORMS if provider != merchant.DEFAULT or has_test]


def found(provider):
    """The account, or None where nothing is saved yet."""
    accounts = GatewayAccount.all()
    return accounts.get(provider) if provider in offered(accounts) else abort(404)


def known(account):
    """The credentials that are saved; none where they cannot be opened any more."""
    try:
        return account.credentials if account else {}
    except NotConfigured:
        return {}


def row(provider, account, used):
    return SimpleNamespace(
        title=words.title(provider), about=words.about(provider), saved=account is not None,
        used=provider == used, live=account is not None and live(provider),
        href=url_for("setup.gateway", provider=provider), misread_at=account and account.misread_at,
    )


def live(provider):
    """Whether it moves real money; not, where it cannot be used."""
    try:
        return merchant.gateway(provider).live
    except NotConfigured:
        return False


def page(provider, form, account):
    return render_template(
        "setup/gateways/edit.html", form=form, provider=provider, title=words.title(provider),
        account=account, changes=holds(CHANGE_SETTINGS), lost=bool(account) and lost(account),
        removal_href=account and holds(SETUP_DELETE)
        and url_for("setup.new_gateway_removal", provider=provider),
        webhook=f"{g.tenant.base_url}/webhooks/{provider}",
    )


def lost(account):
    """Whether no key of the installation opens it."""
    try:
        return account.credentials is None
    except NotConfigured:
        return True
