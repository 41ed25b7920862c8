"""What became of a Stripe account, as the last lines of its import tell it."""

from billing.imports.stripe.tally import WORDS

HEADS = {"stored": "new", "changed": "changed", "known": "known already", "refused": "refused"}
NO_METHODS = ("Saved cards and bank accounts were left out: the company charges them with the"
              " account that it has\nentered under Gateways, and it has entered none of Stripe's"
              " yet. Do that, and run this again.")


def written(tally, path, methods):
    """A line for each kind; whether `methods` could come, and where the refused lie."""
    rows = [["", *(HEADS[word] for word in WORDS)]]
    rows += [[kind, *(f"{count:,}" for count in counts)] for kind, counts in tally.kinds.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
             for row in rows]
    if not methods:
        lines += ["", NO_METHODS]
    if tally.refused:
        lines += ["", f"The refused records and why: {path}"]
    return "\n".join(lines if tally.kinds else ["The account holds nothing.", *lines[1:]])
