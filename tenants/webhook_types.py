"""What a company's programs can be told of (I6); the database writes them (migration 0041)."""

from config.languages import N_

TYPES = {
    "payment.processing": N_("A payment is on its way"),
    "payment.processed": N_("A payment has arrived"),
    "payment.declined": N_("A payment was declined"),
    "payment.refunded": N_("A payment was refunded, whole or in part"),
    "payment.refund_failed": N_("A refund did not arrive"),
    "payment.voided": N_("A payment was voided"),
    "payment.charged_back": N_("A payment was disputed and charged back"),
    "portal_invitation.sent": N_("Somebody was invited to the portal"),
    "portal_access.enabled": N_("Somebody can use the portal now"),
    "portal_access.disabled": N_("Somebody was shut out of the portal"),
    "export.completed": N_("An export is ready"),
    "export.failed": N_("An export failed"),
    "change_request.created": N_("A customer asks for a change"),
    "change_request.accepted": N_("A change was accepted"),
    "change_request.declined": N_("A change was declined"),
    "change_request.withdrawn": N_("A change is not wanted any more"),
}
TRIAL = "webhook.test"
