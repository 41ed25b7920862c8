"""Loads a company of the demo, all or nothing."""

from flask import current_app

from config import clock
from config.database import db
from setup.commands.sample import (
    asked,
    branding,
    events,
    freight,
    habits,
    happenings,
    ledger,
    metered,
    papers,
    people,
    plans,
    statements,
    subscribed,
    told,
    wallet,
)
from setup.commands.sample.customers import CUSTOMERS
from tenants.provision import establish


def load(company, production=None):
    """Everything of a company, committed at the end; `production` is the tenant of a sandbox."""
    accounts = CUSTOMERS[company.subdomain]
    logo, banner = branding.draw(company)
    with current_app.app_context():
        tenant, administrator = establish(
            company.subdomain, company.name, production=production,
            admin_email=company.staff[0].email, admin_name=company.staff[0].name,
            logo_key=logo.name, banner_key=banner.name, **company.profile,
        )
        branding.store(tenant.tenant_id, logo, banner)
        people.hire(company, administrator)
        people.settle(company, accounts)
        keep_books(company, accounts)
        db.session.commit()


def keep_books(company, accounts):
    today = clock.today(company.profile["time_zone"])
    bills, sources, usages = [], [], []
    for account in accounts:
        trade = trade_of(account, company)
        own = list(trade.bills(account, company, today))
        bills += own
        sources += events.happen(account, own, today)
        sources += habits.pay(account, own, today)
        usages += [(account, *used) for used in trade.current(account, company, today)]
    ledger.write(bills, sources, usages, wallet.fill(accounts))
    papers.attach(company, bills)
    told.write(bills, today)
    statements.write(company, accounts, today)
    subscribed.write(company, accounts, trade_of, bills, today)
    happenings.write(accounts, clock.now())
    asked.write(company, today, clock.now())


def trade_of(account, company):
    """The module that tells what the account is billed for."""
    if company.subdomain == "initech":
        return plans
    return freight if account.customer_id == "C-1003" else metered
