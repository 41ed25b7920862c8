"""Why a contact cannot be let into the portal, each reason in words of its own (A3).

The rules read records and change nothing, so a menu, a dry run and the API may ask as well.
"""

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _


class Refused(ValueError):
    """A rule stands against it; the message says which and what to do."""

    text = ""

    def __init__(self, **words):
        super().__init__(str(self.text) % words)


class NoBillingContact(Refused):
    text = _("'%(customer)s' has no billing contact. Choose one, then try again.")


class BilledToParent(Refused):
    text = _("'%(customer)s' bills to its parent. Invite the parent '%(parent)s' instead.")


class CustomerInactive(Refused):
    text = _("'%(customer)s' is inactive. Make the customer active first.")


class MailNotWanted(Refused):
    text = _("Please enable the Email Delivery Preference for this customer.")


class NotAllowed(Refused):
    text = _("'%(contact)s' may not use the Customer Portal. Allow it for the contact first.")


class NoAddress(Refused):
    text = _("'%(contact)s' has no e-mail address. Enter one, then try again.")


class SeveralAddresses(Refused):
    text = _("'%(contact)s' has more than one e-mail address. Keep exactly one.")


class AddressInvalid(Refused):
    text = _("The e-mail address of '%(contact)s' is not valid. Correct it, then try again.")


class AddressNotLowerCase(Refused):
    text = _("The e-mail address of '%(contact)s' must be in lower case letters only.")


class AccessDisabled(Refused):
    text = _("Portal access for '%(contact)s' is disabled. Re-enable it instead.")


class NotPending(Refused):
    text = _("An invitation can be sent again only while the Portal Status is Pending.")


class NothingToDisable(Refused):
    text = _("'%(contact)s' has no portal access that could be disabled.")


class NotDisabled(Refused):
    text = _("Portal access for '%(contact)s' is not disabled.")


def check(contact):
    """Raise the first Refused that stands against inviting the contact (A3, D23)."""
    for refused in (customer_refusal(contact.customer), contact_refusal(contact)):
        if refused:
            raise refused


def customer_refusal(customer):
    """What is wrong with the account, or None."""
    if customer.bill_to_parent and customer.parent_customer:
        return BilledToParent(customer=customer.name, parent=customer.parent.name)
    if customer.status != "Active":
        return CustomerInactive(customer=customer.name)
    return None if customer.mail_wanted else MailNotWanted()


def contact_refusal(contact):
    """What is wrong with the person, or None."""
    if not contact.portal_allowed:
        return NotAllowed(contact=contact.display_name)
    fault = address_fault(contact.email)
    return fault and fault(contact=contact.display_name)


def address_fault(address):
    """Which rule of addresses is broken, as a class of Refused, or None."""
    for broken, fault in address_faults(address):
        if broken:
            return fault
    return None


def address_faults(address):
    yield not address.strip(), NoAddress
    yield address.count("@") > 1 or any(mark in address for mark in ",;"), SeveralAddresses
    yield not valid(address), AddressInvalid
    yield address != address.lower(), AddressNotLowerCase


def valid(address):
    """Whether it is written as an address; whether mail arrives is found out by sending."""
    try:
        parts = validate_email(
            address,
            allow_smtputf8=False,
            allow_quoted_local=False,
            check_deliverability=False,
            globally_deliverable=False,
            test_environment=True,
        )
    except EmailNotValidError:
        return False
    return "." in parts.domain
