"""What pages look like in use: with a menu or a dialog open, with errors, empty, filtered, done.

Each state is a function that brings a browser's page there, by what it is called.
"""

import re

LISTS = ("payments", "credits", "usages", "statements", "subscriptions", "usage-events")


def at(path):
    return lambda page, home: page.goto(f"{home}{path}")


def clicked(path, name, role="link", heading=None):
    """The page after a click; a dialog that comes of it is waited for."""

    def go(page, home):
        page.goto(f"{home}{path}")
        page.get_by_role(role, name=name).first.click()
        page.locator(heading or "dialog[open]").first.wait_for()

    return go


def unfolded(path, selector):
    """With a menu open."""

    def go(page, home):
        page.goto(f"{home}{path}")
        page.locator(f"{selector} > summary").first.click()
        page.locator(f"{selector}[open]").first.wait_for()

    return go


def sent(path, button, **fields):
    """The page after a form was sent, with what is filled in by label."""

    def go(page, home):
        page.goto(f"{home}{path}")
        for label, value in fields.items():
            page.get_by_label(label.replace("_", " "), exact=True).first.fill(value)
        page.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
        with page.expect_navigation():
            page.get_by_role("button", name=button, exact=True).first.click()

    return go


def record(tab):
    def go(page, home):
        page.goto(f"{home}/portal/{tab}")
        page.goto(home + page.locator("td.id a").first.get_attribute("href"))

    return go


def ticked(page, home):
    """Method and invoices chosen."""
    page.goto(f"{home}/portal/payments/new")
    page.locator("input[name=payment_method_id]").first.check()
    for box in page.locator("input[name=invoice_id]:not([disabled])").all()[:2]:
        box.check()


def reviewed(page, home):
    ticked(page, home)
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name=re.compile("^Pay ")).wait_for()


def paid(page, home):
    reviewed(page, home)
    page.get_by_role("button", name=re.compile("^Pay ")).click()
    page.get_by_role("heading", name="Success").wait_for()


def exported(page, home):
    """The strip above the page while an export is made, or when it is ready."""
    clicked("/portal/usages", "Export Usage Records")(page, home)
    page.get_by_role("button", name="Send").click()
    page.locator("#strip").wait_for()


def bulk(page, home):
    page.goto(f"{home}/setup/customers")
    page.locator("[data-all]").check()
    page.locator("#ticks details.menu > summary").first.click()


def row_dialog(page, home):
    page.goto(f"{home}/setup/customers")
    page.locator("tbody details.menu > summary").first.click()
    page.locator("tbody details[open] a.item[data-dialog]").first.click()
    page.locator("dialog[open]").wait_for()


DOOR = {
    "sign in": at("/portal/login"),
    "sign in, refused": sent("/portal/login", "Sign in", **{"E-mail": "x@y.example",
                                                            "Password": "wrong"}),
    "sign in, empty": sent("/portal/login", "Sign in"),
    "forgot": at("/portal/forgot"),
    "link that is nobody's": at("/portal/registration/nobody"),
    "no such page": at("/nothing-here"),
    "staff sign in": at("/setup/login"),
}
# Each is a page of the guards' table too, where axe looks at it in each run.
PAGES = {
    "invoices": at("/portal/invoices"),
    "exports": at("/portal/exports"),
    **{tab: at(f"/portal/{tab}") for tab in LISTS},
    **{f"one of {tab}": record(tab) for tab in ("invoices", *LISTS)},
    "account": at("/portal/account"),
    "payment methods": at("/portal/account/payment-methods"),
    "sessions": at("/portal/account/sessions"),
    "billing details": at("/portal/account/billing-details"),
    "proposal": at("/portal/account/billing-details/proposal"),
}
IN_USE = {
    "filter": clicked("/portal/invoices", "Filter"),
    "columns": clicked("/portal/invoices", "Columns"),
    "export": clicked("/portal/invoices", "Export Invoices"),
    "user menu": unfolded("/portal/invoices", "details.menu:not(.who)"),
    "company selector": unfolded("/portal/invoices", "details.who"),
    "chips": at("/portal/invoices?status=Paid&status=Posted&due_date.in=this-year&sort=-balance"),
    "nothing found": at("/portal/invoices?invoice_id=nothing-like-this"),
    "wrong filter": at("/portal/invoices?due_date.from=soon&invoice_amount.min=much"),
    "export made": exported,
    "statement, asked for wrongly": sent("/portal/statements/new", "Make statement"),
    "password, wrong": sent("/portal/account/password", "Save",
                            **{"Old password": "no", "New password": "short"}),
    "preferences, saved": sent("/portal/account/preferences", "Save"),
    "delete a method": clicked("/portal/account/payment-methods", re.compile("^Delete")),
    "no such record": at("/portal/invoices/none"),
}
PAYING = {
    "paying": at("/portal/payments/new"),
    "paying, ticked": ticked,
    "paying, nothing chosen": at("/portal/payments/review"),
    "review": reviewed,
    "paid": paid,
}
SETUP = {
    "customers": at("/setup/customers"),
    "customers, none found": at("/setup/customers?q=nobody-at-all"),
    "row menu": unfolded("/setup/customers", "tbody details.menu"),
    "bulk menu": bulk,
    "row dialog": row_dialog,
    "customer": lambda page, home: page.goto(home + first_customer(page, home)),
    "staff menu": unfolded("/setup/customers", "details.me"),
    "requests": at("/setup/requests"),
}


def first_customer(page, home):
    page.goto(f"{home}/setup/customers")
    return page.locator("tbody td.id a").first.get_attribute("href")
