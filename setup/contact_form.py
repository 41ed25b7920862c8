"""The form that adds and changes a contact; a bad address is refused at once (A9, D9)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from billing.people import keeping
from billing.people.billing_details import ADDRESS
from billing.people.contact import ROLES, Contact
from billing.people.contact_shape import ContactShape
from billing.people.contact_writing import Contacts
from billing.people.refusal import address_fault
from setup import access_fields
from setup.shaped import admitted, as_in
from setup.texts import one_line

NAMES = {
    "display_name": later("Name"), "first_name": later("First name"),
    "last_name": later("Last name"), "email": later("E-mail"), "phone": later("Phone"),
    "mobile": later("Mobile"), "job_title": later("Job title"), "department": later("Department"),
}
FIELDS = (*NAMES, *ADDRESS, "portal_role", "portal_allowed")


class ContactForm(FlaskForm):
    """`contact` is the one that is changed, None for a new one of the customer."""

    stamp = HiddenField()
    new_id = StringField(later("ID"), [as_in(ContactShape, "contact_id")], filters=[one_line])
    portal_role = SelectField(later("Role"))
    portal_allowed = BooleanField(later("May use the Customer Portal"))
    billing = BooleanField(later("Billing contact"))

    def __init__(self, contact=None, **options):
        super().__init__(**options)
        self.contact = contact
        automatic = [] if contact else [("", _("Payer, or Owner for the billing contact"))]
        self.portal_role.choices = automatic + [(role, _(role)) for role in ROLES]
        access_fields.hold(self, contact)
        if contact:
            del self.new_id

    def validate(self, **options):
        return super().validate(**options) and admitted(self, Contacts(), self.contact or Contact())

    def validate_new_id(self, field):
        if field.data and keeping.taken(Contact, field.data):
            raise ValidationError(_("Another contact has this ID."))

    def validate_email(self, field):
        """One address, valid, in lower case; or none."""
        if field.data and (fault := address_fault(field.data)):
            raise ValidationError(str(fault(contact=self.display_name.data or field.data)))

    @property
    def values(self):
        """As the record's fields; the role follows from being the billing contact (D7)."""
        said = {name: self[name].data for name in FIELDS}
        said["portal_role"] = said["portal_role"] or ("Owner" if self.billing.data else "Payer")
        return said


def stands(contact):
    """The fields of a contact, for the form."""
    billing = contact.customer.billing_contact_id == contact.contact_id
    return {**{name: getattr(contact, name) for name in FIELDS}, "billing": billing}


for name, label in {**NAMES, **ADDRESS}.items():
    checks = [Length(max=254 if name == "email" else 120,
                     message=later("Keep it to 120 characters."))]
    if name == "display_name":
        checks.insert(0, DataRequired(later("Enter a name.")))
    setattr(ContactForm, name, StringField(later(label) if isinstance(label, str) else label,
                                           checks, filters=[one_line]))
