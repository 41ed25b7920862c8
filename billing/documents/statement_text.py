"""A statement as the words and figures of its PDF: the same as the page shows."""

from flask_babel import gettext as _

from billing.documents import statement_words as words
from billing.documents.invoice_text import buyer, edition
from billing.documents.paper import Paper
from billing.documents.seller import seller
from billing.documents.statement import render_statement
from billing.ledger.statement_activity import activity
from billing.ledger.statement_items import AGES, open_items
from billing.people.customer import Customer
from config import clock
from config.database import db
from config.languages import day, money, number


def paper(statement, site):
    """The Paper of a record, as it is to be read today."""
    facts = told(statement, site)
    return Paper.of(
        "statement", statement.statement_id, site, facts,
        lambda: render_statement({**facts, "seller": seller(site)}),
    )


def told(statement, site):
    """The StatementDocument of a record, in the reader's language, but for who sends it."""
    customer = db.session.get(Customer, (statement.tenant_id, statement.customer_id))
    today = clock.today(site.time_zone)
    tell = of_items if statement.template_name == "Open Item" else of_entries
    return {
        "buyer": buyer(customer),
        "statement_id": statement.statement_id,
        "statement_date": day(statement.statement_date),
        "period": " – ".join(map(unbroken, (statement.start_date, statement.end_date))),
        "end_date": day(statement.end_date),
        "as_of": day(today),
        "status": _(statement.template_name),
        "state": "",
        "currency": statement.currency,
        **edition(statement, site),
        **tell(statement, today),
    }


def unbroken(date):
    """A day that does not end a line in its middle."""
    return day(date).replace(" ", "\N{NO-BREAK SPACE}")


def of_entries(statement, today):
    moved = activity(statement, today)
    running = statement.template_name == "Transaction"
    sums = [] if running else words.sums_of(moved)
    opening, closing = (_("Opening balance"), moved.opening), (_("Closing balance"), moved.closing)
    rows = [entry(each, statement.currency) for each in moved.lines]
    if moved.earlier_count:
        rows.insert(0, row(words.earlier_of(moved), amount=figure(moved.earlier, statement)))
    if running:
        rows.insert(0, row(opening[0], balance=figure(moved.opening, statement)))
    return {
        "closing": figure(moved.closing, statement), "ages": [], "rows": rows, "texts": ["date"],
        "figures": ["amount", "balance"] if running else ["amount"],
        "totals": totals([closing] if running else [opening, *sums, closing], statement),
    }


def of_items(statement, today):
    owed = open_items(statement, today)
    ages = [(_(name), amount) for name, amount in zip(AGES, owed.ages, strict=True)]
    rows = [item(each, statement.currency) for each in owed.items]
    if owed.rest_count:
        rows.append(row(words.rest_of(owed), open=figure(owed.rest, statement)))
    return {
        "closing": figure(owed.closing, statement), "rows": rows, "texts": ["date", "due_date"],
        "figures": ["days_late", "amount", "open"],
        "ages": totals([*ages, (_("Not yet applied"), owed.unapplied)], statement),
        "totals": totals([(_("Closing balance"), owed.closing)], statement),
    }


def entry(line, currency):
    return row(
        words.name_of(line), words.more_of(line), date=day(line.day),
        amount=money(line.amount, currency), balance=money(line.balance, currency),
    )


def item(line, currency):
    return row(
        words.name_of(line), date=day(line.date), due_date=day(line.due_date),
        days_late=number(line.days_late) if line.days_late else "",
        amount=money(line.amount, currency), open=money(line.open, currency),
    )


def row(name, more="", **texts):
    blank = dict.fromkeys(("date", "due_date", "days_late", "amount", "balance", "open"), "")
    return {**blank, "name": name, "more": more, **texts}


def totals(sums, statement):
    return [{"label": label, "amount": figure(amount, statement)} for label, amount in sums]


def figure(minor, statement):
    return money(minor, statement.currency)
