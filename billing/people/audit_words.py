"""The audit log's words: what was done, to what kind of record, by what kind of somebody."""

from flask_babel import gettext as _

from config.languages import N_

VERBS = {
    "create": N_("Created"), "change": N_("Changed"), "delete": N_("Deleted"),
    "sign in": N_("Signed in"), "sign in failed": N_("Sign-in failed"),
    "sign out": N_("Signed out"), "view": N_("Viewed"), "pdf": N_("PDF opened"),
    "export asked": N_("Export asked for"), "export fetched": N_("Export downloaded"),
    "view as": N_("View as customer begun"), "view as ended": N_("View as customer ended"),
    "erase": N_("Erased"), "mail resent": N_("Mail sent again"),
    "message resent": N_("Message of a webhook sent again"),
    "gateway asked": N_("Gateway asked"), "note": N_("Note written"),
    "closed by hand": N_("Closed by hand"),
    "seen": N_("Charge-back taken off the list"),
    "redact": N_("Taken out of the audit log"), "download": N_("File downloaded"),
}
KINDS = {
    "api_key": N_("API key"), "attachment": N_("Attachment"),
    "change_request": N_("Change request"), "company_profile": N_("Company profile"),
    "contact": N_("Contact"), "credit": N_("Credit"), "customer": N_("Customer"),
    "export": N_("Export"), "gateway_account": N_("Gateway"),
    "payment_setup": N_("Payment settings"), "audit_entry": N_("Audit log"),
    "invoice": N_("Invoice"),
    "mail": N_("Mail"), "mail_sending": N_("Mail settings"),
    "mail_template": N_("Mail template"), "payment": N_("Payment"),
    "payment_attempt": N_("Payment"), "refund": N_("Refund"), "webhook_event": N_("Charge-back"),
    "payment_method": N_("Payment method"), "portal_setup": N_("Portal settings"),
    "portal_user": N_("Portal user"), "role": N_("Role"),
    "second_factor": N_("Second factor"), "staff": N_("Staff"),
    "statement": N_("Statement"), "subscription": N_("Subscription"), "tenant": N_("Company"),
    "usage_limit": N_("Usage limit"),
    "webhook_endpoint": N_("Webhook"), "webhook_delivery": N_("Message of a webhook"),
}
ACTORS = {
    "staff": N_("Staff"), "portal user": N_("Portal user"), "program": N_("API key"),
    "system": N_("Portico"), "visitor": N_("Not signed in"),
}
JOBS = {
    "autopay_charge.charge": N_("Autopay"),
    "audit_export.build": N_("File of the audit log"), "bulk_invite.invite": N_("Portal access"),
    "export.build": N_("Export"), "mail.deliver": N_("Mail"),
    "method_errand.run": N_("Payment method"),
    "payment_attempt.inquire": N_("Payment"), "redact_contact": N_("Erasure"),
    "refund.inquire": N_("Refund"), "webhook_event.act": N_("Message of a gateway"),
    "webhook_delivery.deliver": N_("Webhook"),
}


def verb(entry):
    return _(VERBS.get(entry.verb, entry.verb))


def kind(entry):
    """Of a record that has no name here, its table's."""
    return _(KINDS.get(entry.record_kind, "")) if entry.record_kind in KINDS else entry.record_kind


def actor(entry):
    """The name, or what kind of somebody it was where there is none."""
    return entry.actor or _(ACTORS[entry.actor_kind])


def actor_kind(entry):
    return _(ACTORS[entry.actor_kind])


def job(entry):
    """Which of Portico's jobs it was, or which command of ops, as it is typed; "" where none."""
    name = entry.actor_id if entry.actor_kind == "system" else ""
    if name in JOBS:
        return _(JOBS[name])
    return name and _("Command: %(name)s", name=name)


def choices(words):
    """For a list to pick from: (value, word), by the word."""
    return sorted(((key, _(word)) for key, word in words.items()), key=lambda pair: pair[1])
