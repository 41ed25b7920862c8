"""Customers as programs and files write them (I2, I7, D23)."""

from marshmallow import ValidationError
from sqlalchemy import select

from billing.ledger.autopay import default_method
from billing.ledger.gateway_account import GatewayAccount
from billing.people import keeping
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.customer_shape import CustomerShape
from billing.writing import Writing, after, at
from config.database import db
from config.languages import N_

NO_PARENT = N_("Name the parent that it bills to.")
NO_METHOD = N_("The customer has no default payment method to pay with.")
OTHERS = "This contact belongs to another customer."
NO_GATEWAY = "The company has no account at this gateway."


class Customers(Writing):
    """Its contacts may be named before they are there, as they are made after it."""

    record, shape = Customer, CustomerShape
    mentions = {"billing_contact_id": Contact, "shipping_contact_id": Contact}

    def standing(self, rows):
        """Parents are locked with them: of two who make each other's parent one is refused."""
        parents = [{self.key: row["parent_customer"]} for row in rows if row.get("parent_customer")]
        return super().standing([*rows, *parents])

    def admit(self, customer, fields):
        self.check_parent(customer, fields)
        self.check_contacts(customer, fields)
        if fields.get("auto_pay") and not customer.auto_pay and not default_method(
                customer.customer_id):
            raise ValidationError(NO_METHOD, "auto_pay")
        gateway = fields.get("payment_gateway_id")
        if gateway and gateway != customer.payment_gateway_id and not GatewayAccount.of(gateway):
            raise ValidationError(NO_GATEWAY, "payment_gateway_id")
        return {**fields, **self.delivery(customer, fields)}

    def check_parent(self, customer, fields):
        parent = after(customer, fields, "parent_customer")
        if parent and parent != customer.parent_customer:
            with at("parent_customer"):
                keeping.check_parent(customer.customer_id, parent)
        if after(customer, fields, "bill_to_parent") and not parent:
            raise ValidationError(NO_PARENT, "bill_to_parent")

    def check_contacts(self, customer, fields):
        for name in self.mentions:
            contact = fields.get(name) and self.known.get(Contact, fields[name])
            if contact and contact.customer_id != customer.customer_id:
                raise ValidationError(OTHERS, name)

    def delivery(self, customer, fields):
        """What is said of one way of delivery leaves the other as it is."""
        said = fields.get("delivery_preferences")
        if said is None:
            return {}
        return {"delivery_preferences": {**(customer.delivery_preferences or {}), **said}}

    def take(self, customer, values):
        was_open = customer.open
        super().take(customer, values)
        if was_open and not customer.open:
            self.shut.append((customer.customer_id, None))

    def change(self, customer, fields):
        billing = customer.billing_contact_id
        super().change(customer, fields)
        if customer.billing_contact_id not in (None, billing):
            self.let_own(customer)
        return customer

    def let_own(self, customer):
        """Who gets the bills is an Owner unless somebody else is, as when named first (D7)."""
        contact = self.known.get(Contact, customer.billing_contact_id)
        owners = select(Contact.contact_id).where(
            Contact.customer_id == customer.customer_id, Contact.portal_role == "Owner")
        if contact and not db.session.scalar(owners.limit(1)):
            contact.portal_role = "Owner"
