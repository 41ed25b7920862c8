"""What the fields of records are called in the audit log, and which of them hold words of ours."""

from flask_babel import gettext as _

from config.languages import N_

LABELS = {
    "access": N_("Portal Status"), "account_holder_name": N_("Account holder"),
    "ach_enabled": N_("Bank accounts may be used"), "active": N_("Active"),
    "added_by": N_("Added by"), "address1": N_("Address line 1"),
    "address2": N_("Address line 2"), "allow_subscription_requests": N_("Subscription requests"),
    "applied_amount": N_("Applied amount"), "asked": N_("Asked for"), "asked_at": N_("Asked"),
    "asked_by": N_("Asked by"), "auto_pay": N_("Autopay"),
    "autopay_since": N_("Autopay covers what is due from"),
    "auto_renew": N_("Renews automatically"), "banner_key": N_("Banner"),
    "barred_until": N_("Barred until"), "bcc": N_("BCC"), "before": N_("Before"),
    "bill_to_parent": N_("Bills to parent"), "billing_contact_id": N_("Billing contact"),
    "billing_start_date": N_("Billing start"), "brand": N_("Card brand"),
    "cancellation_date": N_("Cancellation date"), "city": N_("City"), "closed_at": N_("Decided"),
    "columns": N_("Columns"), "confirmed_at": N_("Confirmed"), "content_type": N_("Type"),
    "contract_term": N_("Contract term"), "count": N_("Entries"), "country": N_("Country"),
    "county": N_("County"), "credit_amount": N_("Credit amount"),
    "credit_date": N_("Credit date"), "credit_enabled": N_("Cards may be used"),
    "currency": N_("Currency"), "current_period_end_date": N_("Period end"),
    "current_period_start_date": N_("Period start"), "custom_fields": N_("Custom fields"),
    "customer_id": N_("Customer ID"), "decided_by": N_("Decided by"), "default": N_("Default"),
    "delivery_preferences": N_("E-mail Delivery Preference"), "department": N_("Department"),
    "description": N_("Description"), "display_name": N_("Name"), "due_date": N_("Due date"),
    "edit_auto_pay": N_("May change Autopay"), "edited_at": N_("Saved"),
    "edited_by": N_("Saved by"), "edition": N_("Version"), "effective_date": N_("Wanted from"),
    "email": N_("E-mail"), "enabled": N_("Enabled"), "erased_at": N_("Erased"),
    "expiry": N_("Expires"), "failed_at": N_("Failed"),
    "failure": N_("Failed"), "failure_reason": N_("Reason"),
    "failures": N_("Failures"), "first_name": N_("First name"), "format": N_("Format"),
    "gateway": N_("Payment gateway"), "hidden_fields": N_("Hidden fields"),
    "hint": N_("The key"), "html": N_("HTML body"), "invoice": N_("Invoice"),
    "invoice_amount": N_("Total"), "invoice_date": N_("Invoice date"),
    "invoice_id": N_("Invoice ID"), "invoice_tax": N_("Tax"), "job_title": N_("Job title"),
    "kind": N_("Type"), "language": N_("Language"), "last4": N_("Last four digits"),
    "last_name": N_("Last name"), "logo_key": N_("Logo"), "mobile": N_("Mobile"),
    "name": N_("Name"), "note": N_("Note"), "notes": N_("Notes"), "number": N_("Version"),
    "origin": N_("Words"), "paid_amount": N_("Amount paid"), "parent_customer": N_("Parent"),
    "password_hash": N_("Password"), "payment_amount": N_("Amount"),
    "pay_now_version": N_("Pay Now link"), "posted_on": N_("Posted on"),
    "payment_date": N_("Payment date"), "payment_gateway_id": N_("Payment gateway"),
    "payment_method": N_("Payment method"), "payment_terms": N_("Payment terms"),
    "period": N_("Period"), "quantity": N_("Quantity"),
    "payment_type": N_("Payment type"), "phone": N_("Phone"),
    "portal_allowed": N_("May use the Customer Portal"),
    "portal_asked_at": N_("Portal asked for"), "portal_enabled": N_("Customer Portal"),
    "portal_role": N_("Role"), "portal_user_id": N_("Portal user"),
    "primary_color": N_("Primary brand color"), "privacy_address": N_("Privacy Policy URL"),
    "purchase_order": N_("Purchase order number"), "reason": N_("Reason"),
    "recipient": N_("Recipient"), "recovery_codes": N_("Recovery codes"),
    "reference_number": N_("Reference"), "refunded_amount": N_("Refunded amount"),
    "renewal_term": N_("Renewal term"), "reply_to": N_("Reply-to address"),
    "retried_attempts": N_("Tries"), "revoked_at": N_("Revoked"), "rights": N_("Rights"),
    "role_id": N_("Role"), "sandbox_asked_at": N_("Sandbox asked for"), "saved_at": N_("Saved"),
    "saved_by": N_("Saved by"), "scopes": N_("What it may do"),
    "second_factor": N_("Second factor required"), "secret": N_("Secret"),
    "service_start_date": N_("Service start"), "shipping_contact_id": N_("Shipping contact"),
    "show_terms": N_("Terms and privacy"), "size": N_("Size"), "staff_id": N_("Staff"),
    "staff_second_factor": N_("Second factor required"), "state": N_("State"),
    "status": N_("Status"), "storage_key": N_("File"), "subdomain": N_("Subdomain"),
    "subject": N_("Subject"), "subscription_id": N_("Subscription ID"),
    "subtotal": N_("Subtotal"), "support_email": N_("Support e-mail"),
    "support_phone": N_("Support phone"), "table": N_("Records"), "tabs": N_("Tabs"),
    "tax_id": N_("Tax ID"), "template": N_("Template"),
    "terms_address": N_("Terms and Conditions URL"), "text": N_("Text body"),
    "theme": N_("Appearance"), "time_zone": N_("Time zone"), "token": N_("Secret"),
    "token_hash": N_("Secret"), "type": N_("Type"), "zip": N_("ZIP code"),
    "autopay_retries": N_("Autopay tries again"), "bank_accounts": N_("Bank accounts"),
    "bank_instructions": N_("Bank transfer instructions"), "cards": N_("Cards"),
    "chosen": N_("In use"), "credits": N_("Open credits"), "invoice_mails": N_("Invoice mails"),
    "overpayments": N_("More than is due"), "part_payments": N_("Part payments"),
    "reminders": N_("Reminders"), "sealed": N_("Credentials"),
    "amount": N_("Amount"), "attempt_id": N_("Attempt"), "payment_id": N_("Payment ID"),
    "gateway_reference": N_("ID at the gateway"), "usage_event_months": N_("Keep usage events"),
    "address": N_("Address"), "event": N_("Event"), "event_types": N_("Events"),
    "former_sealed": N_("Former secret"), "former_until": N_("Former secret until"),
}
WORDED = frozenset({
    "access", "contract_term", "payment_terms", "payment_type", "portal_role", "rights", "state",
    "status", "type",
})


def field(name):
    """Of a field that has no name here, its own with spaces."""
    return _(LABELS.get(name) or (name.replace("_", " ").capitalize() if name.islower() else name))


def value(told, name=""):
    """A value before or after, of the field of that name, as one line of text."""
    if told is None or told == "":
        return "–"
    if isinstance(told, bool):
        return _("Yes") if told else _("No")
    if isinstance(told, dict):
        return "; ".join(f"{field(key)}: {value(each, name)}" for key, each in told.items())
    if isinstance(told, list):
        return ", ".join(value(each, name) for each in told)
    return _(told) if name in WORDED else str(told)
