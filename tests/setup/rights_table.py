"""Every address of staff and whose role opens it, beside what each view asks for by itself.

A right is written as activity.action: any one of those named opens the page to its holder. STAFF
opens to whoever is signed in, ANYONE to everybody. A new route gets a line here; the test that
misses one says which, with the line to add.
"""

ANYONE, STAFF = "anyone", "staff"
ACTIVITIES = {"Setup": "Setup", "Portal": "Manage Portal Users", "Customers": "Customers",
              "Payments": "Payments"}
LISTING, VIEWING = "Portal.List Customers.List", "Portal.View Customers.View"
ENABLING, DISABLING = "Portal.Add Portal.Edit", "Portal.Delete"
ONE = "/setup/customers/<customer_id>"
PERSON = f"{ONE}/contacts/<contact_id>"
ROLE = "/setup/roles/<int(max=9223372036854775807):role_id>"
TEMPLATE = "/setup/templates/<template>/<language>"
MEMBER = "/setup/staff/<int(max=9223372036854775807):staff_id>"
REQUIREMENT = "/setup/staff/second-factor/<any(required,optional):wish>"
REVIEWED = "/setup/review/<any(payments,refunds):kind>/<uuid:order_id>"
INVOICE = f"{ONE}/invoices/<invoice_id>"
ALLOCATION = "<int(max=9223372036854775807):allocation_id>"
GIVEN_BACK = f"{ONE}/payments/<payment_id>/<any(refund,void):kind>"
FILE = f"{INVOICE}/attachments/<int(max=9223372036854775807):attachment_id>"
WEBHOOK = "/setup/webhooks/<uuid:webhook_endpoint_id>"
TOLD = "/setup/webhooks/log/<uuid:webhook_delivery_id>"
GATEWAY = "/setup/gateways/<any(stripe,cardconnect,test):provider>"

CHANGING = "Setup.Add Setup.Edit Setup.Delete"
SEEING = f"Setup.List Setup.View {CHANGING}"

TABLE = {
    "GET /setup": STAFF,
    "POST /setup/sign-out": STAFF,
    "GET /setup/login": ANYONE,
    "POST /setup/login": ANYONE,
    "GET /setup/forgot": ANYONE,
    "POST /setup/forgot": ANYONE,
    "GET /setup/password/<token>": ANYONE,
    "POST /setup/password/<token>": ANYONE,
    "GET /setup/customers": LISTING,
    f"GET {ONE}": VIEWING,
    f"GET {ONE}/invitation": ENABLING,
    f"POST {ONE}/invitation": ENABLING,
    f"GET {ONE}/grant": ENABLING,
    f"POST {ONE}/grant": ENABLING,
    f"GET {PERSON}/invitation": ENABLING,
    f"POST {PERSON}/invitation": ENABLING,
    f"POST {PERSON}/resend": ENABLING,
    f"GET {PERSON}/grant": ENABLING,
    f"POST {PERSON}/grant": ENABLING,
    f"GET {PERSON}/enable": ENABLING,
    f"POST {PERSON}/enable": ENABLING,
    f"GET {PERSON}/disable": DISABLING,
    f"POST {PERSON}/disable": DISABLING,
    "GET /setup/portal-access/enable": ENABLING,
    "POST /setup/portal-access/enable": ENABLING,
    "GET /setup/portal-access/disable": DISABLING,
    "POST /setup/portal-access/disable": DISABLING,
    "GET /setup/portal-access/<uuid:bulk_invite_id>": f"{ENABLING} {DISABLING}",
    "POST /setup/bulk-invitations/checks": ENABLING,
    "POST /setup/bulk-invitations/<uuid:bulk_invite_id>/sending": ENABLING,
    "GET /setup/bulk-invitations/new": ENABLING,
    "POST /setup/bulk-invitations": ENABLING,
    "GET /setup/bulk-invitations/<uuid:bulk_invite_id>": ENABLING,
    "GET /setup/new-customer": "Customers.Add",
    "POST /setup/new-customer": "Customers.Add",
    f"GET {ONE}/edit": "Customers.Edit",
    f"POST {ONE}/edit": "Customers.Edit",
    f"GET {ONE}/delete": "Customers.Delete",
    f"POST {ONE}/delete": "Customers.Delete",
    f"GET {ONE}/new-contact": "Customers.Add",
    f"POST {ONE}/new-contact": "Customers.Add",
    f"GET {PERSON}/edit": "Customers.Edit",
    f"POST {PERSON}/edit": "Customers.Edit",
    f"GET {PERSON}/delete": "Customers.Delete",
    f"POST {PERSON}/delete": "Customers.Delete",
    f"GET {PERSON}/erasure": "Customers.Delete",
    f"POST {PERSON}/erasure": "Customers.Delete",
    f"GET {ONE}/<any(invoices,payments,credits):kind>": VIEWING,
    f"GET {INVOICE}": VIEWING,
    f"GET {INVOICE}/mail": "Customers.Edit",
    f"GET {INVOICE}.pdf": VIEWING,
    f"GET {ONE}/payments/<payment_id>": VIEWING,
    f"GET {ONE}/payments/<payment_id>/receipt.pdf": VIEWING,
    f"GET {ONE}/new-payment": "Payments.Add",
    f"POST {ONE}/new-payment": "Payments.Add",
    **{f"{each} {ONE}/{kind}/applications{rest}": "Payments.Edit"
       for kind in ("payments/<payment_id>", "credits/<credit_id>")
       for each, rest in (("GET", "/new"), ("POST", ""), ("GET", f"/{ALLOCATION}"),
                          ("POST", f"/{ALLOCATION}"))},
    f"GET {GIVEN_BACK}": "Payments.Delete",
    f"POST {GIVEN_BACK}": "Payments.Delete",
    f"GET {ONE}/credits/<credit_id>": VIEWING,
    f"GET {ONE}/credits/<credit_id>.pdf": VIEWING,
    f"POST {INVOICE}/mail": "Customers.Edit",
    f"GET {INVOICE}/pay-now/revocation": "Customers.Edit",
    f"POST {INVOICE}/pay-now/revocation": "Customers.Edit",
    f"POST {INVOICE}/attachments": "Customers.Add",
    f"GET {FILE}": VIEWING,
    f"GET {FILE}/delete": "Customers.Delete",
    f"POST {FILE}/delete": "Customers.Delete",
    "GET /setup/review": "Payments.List",
    f"GET {REVIEWED}": "Payments.View",
    f"POST {REVIEWED}/question": "Payments.Edit",
    "POST /setup/review/payments/<uuid:order_id>/closing": "Payments.Delete",
    f"POST {REVIEWED}/notes": "Payments.Edit",
    "POST /setup/review/charge-backs/<uuid:webhook_event_id>/seen": "Payments.Edit",
    "GET /setup/templates": "Setup.List Setup.View Setup.Add Setup.Edit Setup.Delete",
    "GET /setup/templates/<template>": "Setup.View",
    f"GET {TEMPLATE}": "Setup.View",
    f"POST {TEMPLATE}": "Setup.Edit",
    f"GET {TEMPLATE}/preview": "Setup.View",
    f"POST {TEMPLATE}/preview": "Setup.Edit",
    f"POST {TEMPLATE}/test": "Setup.Edit",
    f"GET {TEMPLATE}/reset": "Setup.Edit",
    f"POST {TEMPLATE}/reset": "Setup.Edit",
    f"GET {TEMPLATE}/versions": "Setup.View",
    f"GET {TEMPLATE}/versions/<int(max=2147483647):number>": "Setup.View",
    f"POST {TEMPLATE}/versions/<int(max=2147483647):number>/restore": "Setup.Edit",
    "GET /setup/general-settings": SEEING,
    "GET /setup/general-settings/closing": CHANGING,
    "POST /setup/general-settings/closing": CHANGING,
    "POST /setup/general-settings/opening": CHANGING,
    "GET /setup/general-settings/usage-events": CHANGING,
    "POST /setup/general-settings/usage-events": CHANGING,
    "POST /setup/general-settings/requests/<wish>": CHANGING,
    "GET /setup/portal-setup": SEEING,
    "POST /setup/portal-setup": CHANGING,
    "GET /setup/portal-setup/preview": SEEING,
    "POST /setup/portal-setup/preview": CHANGING,
    "GET /setup/portal-setup/accent-<color>.css": SEEING,
    "GET /setup/company-profile": SEEING,
    "POST /setup/company-profile": CHANGING,
    "GET /setup/sandbox/copy": CHANGING,
    "POST /setup/sandbox/copy": CHANGING,
    "GET /setup/requests": "Customers.List",
    "GET /setup/requests/<request_id>": "Customers.View",
    "POST /setup/requests/<request_id>/accept": "Customers.Edit",
    "POST /setup/requests/<request_id>/decline": "Customers.Edit",
    "GET /setup/login/code": ANYONE,
    "POST /setup/login/code": ANYONE,
    "GET /setup/roles": "Setup.List",
    "GET /setup/roles/new": "Setup.Add",
    "POST /setup/roles": "Setup.Add",
    f"GET {ROLE}": "Setup.View",
    f"POST {ROLE}": "Setup.Edit",
    f"GET {ROLE}/delete": "Setup.Delete",
    f"POST {ROLE}/delete": "Setup.Delete",
    "GET /setup/staff": "Setup.List",
    "GET /setup/staff/new": "Setup.Add",
    "POST /setup/staff": "Setup.Add",
    f"GET {REQUIREMENT}": "Setup.Edit",
    f"POST {REQUIREMENT}": "Setup.Edit",
    f"GET {MEMBER}": "Setup.View",
    f"POST {MEMBER}/role": "Setup.Edit",
    f"GET {MEMBER}/deactivation": "Setup.Delete",
    f"POST {MEMBER}/deactivation": "Setup.Delete",
    f"POST {MEMBER}/reactivation": "Setup.Edit",
    f"POST {MEMBER}/invitation": "Setup.Edit",
    f"GET {MEMBER}/second-factor/reset": "Setup.Edit",
    f"POST {MEMBER}/second-factor/reset": "Setup.Edit",
    "GET /setup/profile": STAFF,
    "GET /setup/profile/password": STAFF,
    "POST /setup/profile/password": STAFF,
    "GET /setup/profile/sessions": STAFF,
    "POST /setup/profile/sessions/end": STAFF,
    "POST /setup/profile/sessions/<int(max=9223372036854775807):visit_id>/end": STAFF,
    "GET /setup/profile/second-factor": STAFF,
    "POST /setup/profile/second-factor": STAFF,
    "POST /setup/profile/second-factor/confirm": STAFF,
    "POST /setup/profile/second-factor/recovery-codes": STAFF,
    "POST /setup/profile/second-factor/off": STAFF,
    f"POST {ONE}/view-as": "Customers.View",
    "GET /setup/audit-log": "Setup.List",
    "GET /setup/audit-log/<int(max=9223372036854775807):audit_entry_id>": "Setup.View",
    "GET /setup/audit-log.<any(csv,xlsx):kind>": "Setup.View",
    "GET /setup/audit-log/exports/<any(csv,xlsx):kind>": "Setup.View",
    "POST /setup/audit-log/exports": "Setup.View",
    "GET /setup/audit-log/exports/<uuid:audit_export_id>": "Setup.View",
    "GET /setup/audit-log/exports/<uuid:audit_export_id>/file": "Setup.View",
    "GET /setup/mail-log": "Setup.List",
    "GET /setup/mail-log/<uuid:mail_id>": "Setup.View",
    "GET /setup/mail-log/<uuid:mail_id>/body": "Setup.View",
    "POST /setup/mail-log/<uuid:mail_id>/again": "Setup.Edit",
    "GET /setup/mail-log/again": "Setup.Edit",
    "POST /setup/mail-log/again": "Setup.Edit",
    "GET /setup/webhooks": "Setup.List",
    "POST /setup/webhooks": "Setup.Add",
    f"GET {WEBHOOK}": "Setup.View",
    f"POST {WEBHOOK}": "Setup.Edit",
    f"POST {WEBHOOK}/trial": "Setup.Edit",
    f"POST {WEBHOOK}/<any(on,off):wish>": "Setup.Edit",
    f"GET {WEBHOOK}/secret": "Setup.Edit",
    f"POST {WEBHOOK}/secret": "Setup.Edit",
    f"GET {WEBHOOK}/removal": "Setup.Delete",
    f"POST {WEBHOOK}/removal": "Setup.Delete",
    "GET /setup/webhooks/log": "Setup.List",
    "GET /setup/webhooks/log/again": "Setup.Edit",
    "POST /setup/webhooks/log/again": "Setup.Edit",
    f"GET {TOLD}": "Setup.View",
    f"POST {TOLD}/again": "Setup.Edit",
    "GET /setup/gateways": SEEING,
    f"GET {GATEWAY}": SEEING,
    f"POST {GATEWAY}": CHANGING,
    f"GET {GATEWAY}/removal": "Setup.Delete",
    f"POST {GATEWAY}/removal": "Setup.Delete",
    "GET /setup/payment-settings": SEEING,
    "POST /setup/payment-settings": CHANGING,
    "GET /setup/api-keys": "Setup.List",
    "POST /setup/api-keys": "Setup.Add",
    "GET /setup/api-keys/<int(max=9223372036854775807):api_key_id>/revoke": "Setup.Delete",
    "POST /setup/api-keys/<int(max=9223372036854775807):api_key_id>/revoke": "Setup.Delete",
}


def rights(words):
    """The line's rights as {(activity, action)}; none for STAFF and ANYONE."""
    if words in (STAFF, ANYONE):
        return set()
    pairs = (each.split(".") for each in words.split())
    return {(ACTIVITIES[activity], action) for activity, action in pairs}


def line(name, held):
    """What to write for a view that asks for these, as its author would."""
    short = {long: each for each, long in ACTIVITIES.items()}
    return f'    "{name}": "{" ".join(f"{short[a]}.{b}" for a, b in held)}",'
