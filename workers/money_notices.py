"""Mails about money that nobody asks for: the invoice once it is posted, and reminders (M12, D27).

A scan writes the notice and the mail in one transaction; however many scan, each is written once.
"""

from zoneinfo import ZoneInfo

from flask import g
from sqlalchemy import select

from billing.ledger import noticing
from billing.ledger.money_notice import POSTED, MoneyNotice, reminder
from billing.people.bill_to import addressee
from config import clock
from config.database import db
from mailers import invoice as bill
from mailers import invoice_reminder
from tenants.payment_setup import PaymentSetup
from workers.purge import in_every_tenant
from workers.queue import wake

MORNING = 8  # o'clock in the company's zone; nobody is reminded at night
FAR = 365  # days; no reminder follows the last one


@in_every_tenant
def invoices():
    """Mail what was posted; a customer whose preference is off gets none."""
    if g.tenant.portal_open and rules().invoice_mails:
        for piece in noticing.posted(today()):
            tell(piece, POSTED, bill)


@in_every_tenant
def reminders():
    """Mail what is due soon or past due, on the days that the company has set."""
    hour = clock.now().astimezone(ZoneInfo(g.tenant.time_zone)).hour
    if hour < MORNING or not g.tenant.portal_open:
        return
    days = sorted(rules().reminders)
    for each, later in zip(days, [*days[1:], FAR], strict=True):
        for piece in noticing.reminded(each, later, today()):
            tell(piece, reminder(each), invoice_reminder)


def tell(found, kind, letter):
    """Write and send the mails about these invoices that nobody has written yet."""
    mails = [letter.write(invoice, contact.email) for invoice in found
             if (contact := addressee(invoice.customer))
             and MoneyNotice.first(invoice.invoice_id, kind)]
    keys = [mail.mail_id for mail in mails]
    db.session.commit()
    for key in keys:
        wake("mail", key)


def rules():
    setup = db.session.scalar(select(PaymentSetup))
    return setup or PaymentSetup(invoice_mails=True, reminders=[-3, 3, 10])


def today():
    return clock.today(g.tenant.time_zone)
