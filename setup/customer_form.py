"""The form that adds and changes a customer account (A9)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from billing.people import contact_roster, keeping
from billing.people.customer import STATES, Customer
from billing.people.customer_shape import CustomerShape
from billing.people.customer_writing import Customers
from setup import access_fields
from setup.shaped import admitted, as_in
from setup.texts import one_line, several_lines

FIELDS = ("name", "description", "status", "currency", "payment_terms", "tax_id", "purchase_order",
          "parent_customer", "bill_to_parent", "billing_contact_id", "mail_wanted", "print_wanted",
          "auto_pay", "edit_auto_pay", "credit_enabled", "ach_enabled")
TOO_LONG = later("Keep it to 120 characters.")


def line(label, *more):
    return StringField(label, [*more, Length(max=120, message=TOO_LONG)], filters=[one_line])


class CustomerForm(FlaskForm):
    """`customer` is the one that is changed, None for a new one."""

    stamp = HiddenField()
    new_id = line(later("ID"), as_in(CustomerShape, "customer_id"))
    name = line(later("Name"), DataRequired(later("Enter a name.")))
    description = TextAreaField(
        later("Description"), filters=[several_lines],
        validators=[Length(max=1000, message=later("Keep it to 1,000 characters."))],
    )
    status = SelectField(later("Status"))
    currency = StringField(
        later("Currency"), filters=[one_line, str.upper],
        validators=[DataRequired(later("Enter a currency.")), as_in(CustomerShape, "currency")],
    )
    payment_terms = line(later("Payment terms"))
    tax_id = line(later("Tax ID"))
    purchase_order = line(later("Purchase order number"))
    parent_customer = line(later("Parent ID"))
    bill_to_parent = BooleanField(later("Bills to parent"))
    billing_contact_id = SelectField(later("Billing contact"), default="")
    mail_wanted = BooleanField(later("E-mail Delivery Preference"))
    print_wanted = BooleanField(later("Print Delivery Preference"))
    auto_pay = BooleanField(later("Autopay Future Invoices"))
    edit_auto_pay = BooleanField(later("The customer may switch autopay"))
    credit_enabled = BooleanField(later("Cards may be used"))
    ach_enabled = BooleanField(later("Bank accounts may be used"))

    def __init__(self, customer=None, **options):
        super().__init__(**options)
        self.customer = customer
        self.status.choices = [(state, _(state)) for state in STATES]
        people, self.more = contact_roster.to_choose(customer) if customer else ((), False)
        self.billing_contact_id.choices = [("", _("None"))] + [
            (one.contact_id, one.display_name) for one in people]
        access_fields.hold(self, customer)
        if customer:
            del self.new_id
        else:
            del self.billing_contact_id
            del self.auto_pay

    def validate_new_id(self, field):
        if field.data and keeping.taken(Customer, field.data):
            raise ValidationError(_("Another customer has this ID."))

    def validate(self, **options):
        record = self.customer or Customer(customer_id=self.new_id.data)
        return super().validate(**options) and admitted(self, Customers(), record)

    @property
    def values(self):
        """As the record's fields."""
        said = {name: self[name].data for name in FIELDS if name in self}
        email, print_ = said.pop("mail_wanted"), said.pop("print_wanted")
        said["delivery_preferences"] = {"print": print_, "email": email}
        for name in ("parent_customer", "billing_contact_id"):
            if name in said:
                said[name] = said[name] or None
        return said


def stands(customer):
    """The fields of a customer, for the form."""
    print_wanted = bool(customer.delivery_preferences.get("print"))
    return {**{name: getattr(customer, name) for name in FIELDS if name != "print_wanted"},
            "print_wanted": print_wanted}
