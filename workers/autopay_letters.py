"""What autopay tells: that a try failed and what is next, or that the bank wants a confirmation."""

from mailers import autopay_confirm, autopay_failed


def news(charge, payment=None):
    """The letter about how the charge stands, queued; None where no address is known.

    `payment` is the try's; none, or one that brought a part, where it is not the declined one.
    """
    reader = charge.reader
    if not reader:
        return None
    if charge.state == "confirming":
        return autopay_confirm.write(charge.attempt, reader)
    if payment and payment.status == "Declined":
        return autopay_failed.write(payment, reader, charge.next_try)
    return autopay_failed.write_unpaid(charge, reader, charge.next_try)
