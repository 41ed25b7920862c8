"""What “Customer Portal Setup” asks for: address, branding, tabs and fields (S3 to S5)."""

import re

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from billing.tables.tabs import TABS
from config.database import db
from tenants import picture, renaming, subdomain
from tenants.tenant import SANDBOX, Tenant

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
PLACES = ("logo", "banner")


def fields():
    """Every field that may be unticked, as `tab.field`; a tab's id is always shown (D29)."""
    return [
        f"{key}.{column.key}" for key, table in TABS.items()
        for column in table.columns if column.key != table.id_key
    ]


def stripped(text):
    return (text or "").strip()


class PortalSetupForm(FlaskForm):
    edition = IntegerField(widget=HiddenInput())
    subdomain = StringField(later("Subdomain"), [Length(max=200)], filters=[stripped])
    sure = BooleanField(later("Move the portal and sign everybody out"))
    logo = FileField(later("Logo"))
    remove_logo = BooleanField(later("Remove the logo"))
    banner = FileField(later("Banner"))
    remove_banner = BooleanField(later("Remove the banner"))
    primary_color = StringField(later("Primary brand color"), filters=[stripped])
    tabs = SelectMultipleField(choices=list(TABS))
    fields = SelectMultipleField(choices=fields)
    allow_subscription_requests = BooleanField(
        later("Customers may request changes of quantity and cancellations"))

    @classmethod
    def of(cls, record):
        """The form as it stands before anybody has typed."""
        hidden = {f"{tab}.{key}" for tab, keys in record.hidden_fields.items() for key in keys}
        return cls(obj=record, data={
            "subdomain": g.tenant.subdomain,
            "fields": [each for each in fields() if each not in hidden],
        })

    def validate_subdomain(self, field):
        if not self.moves:
            return
        try:
            subdomain.check(field.data)
            self.refuse_taken(field.data)
        except subdomain.SubdomainRefused as refusal:
            raise ValidationError(_(refusal.rule, **refusal.values)) from refusal

    def ask_again(self):
        """No browser keeps a file that was picked: which of them are to be picked once more."""
        for place in self.pictures:
            self[place].errors = [*self[place].errors, _("Pick the picture again.")]

    @property
    def moves(self):
        """Whether another subdomain was typed; a sandbox's is its company's."""
        return not g.tenant.sandbox and self.subdomain.data != g.tenant.subdomain

    def refuse_taken(self, name):
        tenant = db.session.get(Tenant, g.tenant.tenant_id)
        renaming.refuse_taken(tenant, name)
        for sandbox in renaming.sandboxes(tenant):
            renaming.refuse_taken(sandbox, name + SANDBOX)

    def validate_logo(self, field):
        self.read("logo", field)

    def validate_banner(self, field):
        self.read("banner", field)

    def read(self, place, field):
        """Take the picture, or tell every reason why not (S4)."""
        if not (field.data and field.data.filename):
            return
        try:
            self.pictures[place] = picture.RULES[place].read(field.data.read())
        except picture.PictureRefused as refusal:
            raise ValidationError(
                " ".join(_(sentence, **values) for sentence, values in refusal.reasons)
            ) from refusal

    def validate_primary_color(self, field):
        if not COLOR.fullmatch(field.data):
            raise ValidationError(_("Enter a HEX color code such as #1F4E79."))

    def validate_tabs(self, field):
        if not field.data:
            raise ValidationError(_("Leave at least one of them on; customers see it first."))

    def validate(self, extra_validators=None):
        self.pictures = {}
        return super().validate(extra_validators)

    def settings(self):
        """The columns of PortalSetup that were chosen, pictures aside."""
        shown, chosen = set(self.fields.data or ()), self.tabs.data or ()
        hidden = {key: [each.partition(".")[2] for each in fields()
                        if each.startswith(f"{key}.") and each not in shown] for key in TABS}
        return {
            "primary_color": self.primary_color.data.upper(),
            "tabs": [key for key in TABS if key in chosen],
            "hidden_fields": {key: keys for key, keys in hidden.items() if keys},
            "allow_subscription_requests": self.allow_subscription_requests.data,
        }

    def pictures_chosen(self):
        """By place: a new Picture, or None where the present one is to go; others stay."""
        gone = {place: None for place in PLACES if self[f"remove_{place}"].data}
        return gone | self.pictures
