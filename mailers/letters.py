"""Every kind of mail by its template's name: the module that writes it and knows its context."""

from mailers import (
    access_granted,
    autopay_failed,
    autopay_upcoming,
    confirmation,
    export_failed,
    export_ready,
    invitation,
    invoice,
    ops_request,
    password_changed,
    payment_declined,
    payment_processing,
    payment_receipt,
    request_accepted,
    request_declined,
    request_received,
    reset,
    staff_invitation,
)

LETTERS = {
    module.TEMPLATE: module
    for module in (
        access_granted,
        autopay_failed,
        autopay_upcoming,
        confirmation,
        export_failed,
        export_ready,
        invitation,
        invoice,
        ops_request,
        password_changed,
        payment_declined,
        payment_processing,
        payment_receipt,
        request_accepted,
        request_declined,
        request_received,
        reset,
        staff_invitation,
    )
}
