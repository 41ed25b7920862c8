"""What happens besides habit: declines, refunds, charge-backs, credits, a bank that takes days."""

from datetime import timedelta

from setup.commands.sample.money import Credit, Receipt, payment

BANK = "Test Bank •••• 6789"
ASK_BANK = "Your bank declined this payment. Please use another method or ask your bank."


def after(bill, days):
    return bill.date + timedelta(days=days)


def northwind(bills, today):
    """One of everything: what is open here can be paid, but for one that a bank works on."""
    *old, late, part, moving, newest = bills
    sources = [payment([bill], after(bill, 9)) for bill in old[:-1] if after(bill, 9) <= today]
    account, currency = newest.account, newest.currency
    sources.append(Receipt(account, currency, after(old[-1], 9), old[-1].total,
                           status="Declined", reason=ASK_BANK))
    sources.append(payment([old[-1]], after(old[-1], 10), method="Mastercard •••• 4444"))
    sources.append(Receipt(account, currency, after(part, 12), part.total // 3).apply(part))
    sources.append(Receipt(account, currency, today - timedelta(days=1), moving.balance,
                           method=BANK, status="Processing", waits_for=(moving,)))
    sources.append(Receipt(account, currency, after(late, 20), 12_000, "Overpayment",
                           method="Wire transfer", kind="External"))
    sources += [
        Credit(account, currency, after(late, 3), 4_500, "Outage of object storage"),
        Credit(account, currency, after(part, 2), 6_000, "Committed use").apply(part, 2_500),
        Credit(account, currency, after(late, -40), 9_900, "Migration help", reversed=True),
    ]
    return sources


def refunded(bills, today):
    """A whole payment given back, then the bill paid anew; another given back in part."""
    first, second, *_ = bills
    again = [first, second]
    gone = Receipt(first.account, first.currency, after(first, 2), first.total, status="Refunded",
                   refunded=first.total, notes="Paid from the wrong card")
    return [gone, payment(again, after(second, 11)),
            Receipt(first.account, first.currency, after(second, 15), 10_000, refunded=4_000,
                    notes="Paid ahead")]


def charged_back(bills, today):
    bill = bills[-3]
    return [Receipt(bill.account, bill.currency, after(bill, 5), bill.total,
                    status="Charged Back")]


def voided(bills, today):
    bill = bills[-1]
    return [Receipt(bill.account, bill.currency, after(bill, 0), bill.total, status="Voided",
                    notes="Entered twice")]


def credited(bills, today):
    """A credit used up, and one that waits."""
    bill = bills[-2]
    account, currency = bill.account, bill.currency
    return [Credit(account, currency, after(bill, 1), 3_000, "Service level credit").apply(bill),
            Credit(account, currency, after(bill, 4), 1_250, "Service level credit")]


def reversed_bill(bills, today):
    """A bill that was wrong, and a draft that nobody has seen yet."""
    bills[4].fixed_status, bills[4].notes = "Reversed", "Reversed: the wrong month was billed."
    bills[-1].fixed_status = "Draft"
    return []


EVENTS = {
    "C-1001": northwind,
    "C-1010": credited,
    "C-1012": refunded,
    "C-1014": charged_back,
    "C-1016": voided,
    "C-1021": reversed_bill,
    "C-2001": credited,
    "C-2004": reversed_bill,
    "C-2006": refunded,
    "C-9001": credited,
}


def happen(account, bills, today):
    """The account's own payments and credits, which come before its habit."""
    event = EVENTS.get(account.customer_id)
    return event(bills, today) if event and bills else []
