"""Contacts as programs and files write them (I2, I7, D6, D7, D9)."""

from marshmallow import ValidationError

from billing.people import access
from billing.people.contact import Contact
from billing.people.contact_shape import ContactShape
from billing.people.customer import Customer
from billing.people.erasure import ErasedAlready
from billing.writing import Writing

STAYS = "A contact stays with its customer. Make another one there."


class Contacts(Writing):
    """Who may use the portal and as what stays as it is where it is left out."""

    record, shape = Contact, ContactShape
    refers = {"customer_id": Customer}

    def admit(self, contact, fields):
        if contact.erased_at:
            raise ErasedAlready()
        if contact.customer_id and fields.get("customer_id", contact.customer_id) != (
                contact.customer_id):
            raise ValidationError(STAYS, "customer_id")
        return fields

    def take(self, contact, values):
        values = {**self.usual(contact, values), **values}
        knew, email = contact.portal_user_id, contact.email
        if email is not None:
            access.readdress(contact, values.get("email", email))
        super().take(contact, values)
        if knew and not (contact.portal_user_id and contact.portal_allowed):
            self.shut.append((contact.customer_id, knew))

    def usual(self, contact, values):
        """The role of a new one follows from being the billing contact (D7)."""
        if contact.customer_id:
            return {}
        customer = self.known.get(Customer, values["customer_id"])
        billing = customer.billing_contact_id == contact.contact_id
        return {"portal_role": "Owner" if billing else "Payer"}
