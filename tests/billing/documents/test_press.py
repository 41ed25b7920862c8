"""Where documents are printed: beside the process that asks, whatever becomes of either."""

import os
import signal
import subprocess
import sys
import time
from threading import Thread

import pytest

from billing.documents.invoice import render_invoice
from billing.documents.press import client
from tests.billing.documents.lines import line
from tests.billing.documents.reading import Pages

FORK = """
import os, signal
from billing.documents.invoice import render_invoice
document = {"seller": {"name": "Acme", "address": []}, "buyer": {"name": "Orion", "address": []},
            "invoice_id": "1", "invoice_date": "Oct 2", "lines": [], "balance": "$1.00"}
mine = render_invoice(document)
child = os.fork()
if child == 0:
    signal.alarm(30)
    os._exit(0 if render_invoice(document) == mine else 1)
assert os.waitpid(child, 0)[1] == 0
assert render_invoice(document) == mine
"""
PARENT = """
import time
from billing.documents.press import client
print(client.running().process.pid, flush=True)
time.sleep(60)
"""


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_threads_take_turns(invoice):
    made = {}
    threads = [
        Thread(target=lambda n=n: made.update({n: render_invoice(invoice(n))})) for n in range(1, 5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert made == {n: render_invoice(invoice(n)) for n in range(1, 5)}


def test_a_parent_and_its_forked_child_both_print():
    subprocess.run([sys.executable, "-c", FORK], check=True, timeout=90)


def test_who_asks_holds_neither_typst_nor_fonts():
    code = FORK + "import sys; assert not {'typst', 'fontTools'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=90)


def test_a_press_that_was_killed_is_started_again(invoice):
    render_invoice(invoice())
    os.kill(client.running().process.pid, signal.SIGKILL)
    assert "INV-2024-0917" in Pages(render_invoice(invoice()))


def test_a_press_that_says_nothing_is_ended(invoice, monkeypatch):
    render_invoice(invoice())
    stuck = client.running().process.pid
    os.kill(stuck, signal.SIGSTOP)
    client.running().line.settimeout(0.5)
    assert "INV-2024-0917" in Pages(render_invoice(invoice()))
    assert not alive(stuck)


def test_a_document_that_cannot_be_printed_is_said_and_harms_no_other(invoice):
    with pytest.raises(client.NotPrinted):
        client.render("no such template", {"seller": {"logo": b""}})
    assert "INV-2024-0917" in Pages(render_invoice(invoice()))


def test_it_ends_with_who_asked():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    press = int(parent.stdout.readline())
    assert alive(press)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not alive(press):
            return
        time.sleep(0.1)
    os.kill(press, signal.SIGKILL)
    raise AssertionError("the press outlived who asked")


def test_one_that_grew_large_makes_room_for_another(invoice):
    render_invoice(invoice())
    before = client.running().process
    assert len(Pages(render_invoice(invoice(1500)))) > 50
    assert before.returncode == 0, "it ended by itself, leaving nothing behind"
    assert "INV-2024-0917" in Pages(render_invoice(invoice()))


def test_what_it_takes_does_not_grow(invoice):
    """Typst remembers ten documents unless told to forget."""
    client.running()
    client.end()
    assert render_and_weigh(invoice, range(40)) < 85_000_000


def render_and_weigh(invoice, numbers):
    press = client.running().process
    for number in numbers:
        rows = [line(number * 40 + place) for place in range(40)]
        render_invoice(invoice(rows, invoice_id=f"INV-{number}"))
    assert client.running().process is press, "none of these is large enough to make room"
    with open(f"/proc/{press.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
