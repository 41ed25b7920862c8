"""“Pay Now” (M10, D12): one invoice, shown and paid by whoever has its link."""

from functools import wraps

from flask import Response, abort, g, redirect, render_template, request

from billing.documents import papers
from billing.gateways.errors import GatewayError
from billing.ledger import pay_now
from billing.ledger.method_entry import Entry
from config import storage
from config.extensions import limiter
from config.file_names import plain
from portal import pay_now_pages as pages
from portal.door import for_anyone, portal
from tenants import audit


def link():
    """Whose link it is, whoever comes with it."""
    return f"{g.tenant.tenant_id}:{request.view_args['token']}"


# Whoever tries stolen cards would do it here; who pays an invoice needs a few.
paced = limiter.shared_limit("20 per hour", scope="pay now", key_func=link)


def with_link(view):
    """The view gets the link's invoice; a link of ours that was revoked says so, others are 404."""

    @for_anyone
    @wraps(view)
    def opened(token, **values):
        try:
            invoice = pay_now.find(token) or abort(404)
        except pay_now.Revoked:
            return render_template("portal/pay_now/gone.html"), 410
        return view(invoice, **values)

    return opened


@portal.get("/pay-now/<token>")
@with_link
def pay_now_page(invoice):
    audit.viewed("view", "invoice", invoice.invoice_id, invoice.customer_id)
    return pages.show(invoice)


@portal.get("/pay-now/<token>/invoice.pdf")
@with_link
def pay_now_pdf(invoice):
    paper = papers.of_invoice_itself(invoice, g.tenant)
    audit.viewed("pdf", "invoice", invoice.invoice_id, invoice.customer_id)
    placed = storage.saved_as(f"{plain(invoice.invoice_id)}.pdf", "inline")
    return Response(paper.body(), mimetype="application/pdf",
                    headers={"Content-Disposition": placed})


@portal.get("/pay-now/<token>/method")
@with_link
@paced
def pay_now_method(invoice):
    """The gateway's own field or page, where alone a number is typed (M3)."""
    return asked(invoice)


def asked(invoice, refusal=None, status=200):
    entry = pages.can_pay(invoice) and Entry.of(invoice.customer)
    if not entry:
        return redirect(pages.place(invoice))
    try:
        field = entry.field(g.tenant.base_url + pages.place(invoice, "review"))
    except GatewayError:
        return pages.show(invoice, trouble=True), 503
    if field.mode == "redirect" and not refusal:
        return redirect(field.url)
    return pages.field(invoice, entry, field, refusal), status
