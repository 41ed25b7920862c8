"""The figures of an import for people."""

HEAD = ("tenant", "customers", "usages", "invoices", "total", "credits", "credited")


def written(figures, month, errors):
    lines = [
        f"{figures['read']:,} rows read: {figures['stored']:,} stored, {figures['known']:,} known"
        f" already, {figures['refused']:,} refused."
    ]
    lines += [f"  row {each['row']}: {each['reason']}" for each in figures["refusals"]]
    if left_off := figures["refused"] - len(figures["refusals"]):
        lines.append(f"  and {left_off:,} more")
    if figures["refused"]:
        lines.append(f"The refused rows and why: {errors}")
    if month:
        lines.append(f"Invoices and credits of {month}:")
    return "\n".join([*lines, *table([HEAD, *map(cells, figures["tenants"])])])


def cells(tenant):
    numbers = [f"{tenant[name]:,}" for name in ("customers", "usages", "invoices")]
    total, credited = (money(tenant[name]) for name in ("total", "credited"))
    return (tenant["subdomain"], *numbers, total, f"{tenant['credits']:,}", credited)


def money(sums):
    return " + ".join(f"{each['amount']} {each['currency']}" for each in sums) or "–"


def table(rows):
    """Lines in columns; the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells])
