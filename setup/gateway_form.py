"""What a company enters for each gateway; what it means stands in docs/gateways.md (M7)."""

from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, PasswordField, StringField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

LONGEST = 300  # characters; no gateway's credentials are longer


def line(label):
    return StringField(label, [Length(max=LONGEST)], filters=[stripped])


def secret(label):
    """Never shown again; left empty, what is saved stays."""
    return PasswordField(label, [Length(max=LONGEST)], filters=[stripped])


def stripped(text):
    return (text or "").strip()


class GatewayForm(FlaskForm):
    edition = IntegerField(widget=HiddenInput())
    chosen = BooleanField(later("Customers add new payment methods with it"))

    @classmethod
    def of(cls, account, known):
        """As it stands before anybody has typed: without what is secret."""
        started = {"edition": account.edition, "chosen": account.chosen} if account else {
            "edition": 0, "chosen": True}
        return cls(data={**known, **started})

    @property
    def credential_fields(self):
        return [field for field in self if field.name not in ("edition", "chosen")]

    def given(self, known):
        """The credentials as texts; a secret that was not typed is the one that is known."""
        return {
            field.name: known.get(field.name, "")
            if isinstance(field, PasswordField) and not field.data else said(field.data)
            for field in self.credential_fields
        }


def said(value):
    return {True: "on", False: ""}.get(value, value)


class TestForm(GatewayForm):
    __test__ = False  # not a test, whatever pytest makes of its name


class StripeForm(GatewayForm):
    secret_key = secret(later("Secret key"))
    publishable_key = line(later("Publishable key"))
    webhook_secret = secret(later("Webhook secret"))
    statement_descriptor = line(later("Statement descriptor"))


class CardConnectForm(GatewayForm):
    site = line(later("Site"))
    merchant_id = line(later("Merchant ID"))
    username = line(later("Username"))
    password = secret(later("Password"))
    currency = line(later("Currency"))
    bank_merchant_id = line(later("Merchant ID of bank debits"))
    verify = BooleanField(later("Try cards before saving"))


FORMS = {"stripe": StripeForm, "cardconnect": CardConnectForm, "test": TestForm}
