"""How fast do records come in by files (I7)?

    python -m bench.imports [records of each kind]

Each file is taken twice by a process of its own, from its start: the second time everything is
known. Customers first, for all the others name them; a payment pays one invoice of two lines.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import stage

COUNT = 20_000
FILES = {
    "customers": ("customer_id,name,currency,custom_fields.region", "C-{n},Customer {n},USD,north"),
    "contacts": ("contact_id,customer_id,display_name,email",
                 "C-{n},C-{n},Person {n},person{n}@bench.example"),
    "invoices": ("invoice_id,customer_id,invoice_date,due_date,status,lines.product_name,"
                 "lines.amount",
                 "I-{n},C-{n},2026-01-01,2026-01-31,Posted,Hosting,20.00\n"
                 "I-{n},,,,,Support,10.00"),
    "payments": ("payment_id,customer_id,payment_date,payment_amount,currency,invoices.invoice_id,"
                 "invoices.amount", "P-{n},C-{n},2026-01-15,30.00,USD,I-{n},30.00"),
    "usages": ("usage_id,customer_id,date,quantity,unit_of_measure,cost",
               "U-{n},C-{n},2026-01-15,1.125,GB,0.0125"),
    "usage-events": ("event_id,customer_id,event_type,occurred_at,properties.host",
                     "E-{n},C-{n},call,2026-01-15T10:00:00Z,a{n}"),
}


def main(count=COUNT):
    print("| record | rows/s, new | rows/s, known |\n| --- | --- | --- |")
    with stage.services() as environment, tempfile.TemporaryDirectory() as folder:
        stage.fill(environment, {})
        for kind, (head, line) in FILES.items():
            path = Path(folder, f"{kind}.csv")
            path.write_text("\n".join([head, *(line.format(n=n) for n in range(count))]))
            new, known = (taken(environment, kind, path, told.format(count))
                          for told in ("{0:,} new", "{0:,} known"))
            print(f"| {kind} | {count / new:,.0f} | {count / known:,.0f} |", flush=True)
            stage.vacuum(environment)


def taken(environment, kind, path, told):
    """Seconds that it took; everything must have been taken."""
    words = [stage.PYTHON, "-m", "app", "import", kind, str(path), "--tenant", "bench"]
    begun = time.monotonic()
    done = subprocess.run(words, cwd=stage.ROOT, env=environment, check=True, text=True,
                          capture_output=True)
    if told not in done.stdout:
        raise SystemExit(done.stdout)
    return time.monotonic() - begun


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
