"""Deaths by kill -9, each at its moment, and all that may follow one."""

import random
import sys
import time
from itertools import cycle

from bench.faults import books
from bench.faults.clerk import Clerk
from bench.faults.dying import alive, children, slay
from bench.faults.janitor import Janitor, until
from bench.faults.lines import STEPS, asking, charging, refunding
from bench.faults.payer import Payer, begun, joined

VICTIMS = ("work-horse", "worker", "both")
SECOND = {"INV": ("tom", "mastercard"), "AUTO": ("otto", "auto")}


class Killing:
    def __init__(self, shop, seed):
        self.shop, self.janitor = shop, Janitor(shop)
        self.chance = random.Random(seed)  # noqa: S311
        self.janitors_deaths = cycle([(step, victim) for step in STEPS for victim in VICTIMS])
        self.victims = cycle(VICTIMS)
        self.second = []

    def told(self, what, die, times):
        """(what, times, Books): so many deaths, each with all that may follow."""
        before = books.compared(self.shop)
        for number in range(times):
            self.one(die)
            found = books.difference(before, books.compared(self.shop))
            if not found.agree:
                print(f"{what}, {number + 1}: {found}", file=sys.stderr, flush=True)
        found = books.difference(before, books.compared(self.shop))
        print(f"{what}: {times}, {found}", file=sys.stderr, flush=True)
        return what, times, found

    def one(self, die):
        self.stand_up()
        invoices = die()
        self.shop.lines.release()
        self.stand_up()
        self.pay_again(invoices)
        self.janitor.rounds()
        self.pay_again(invoices)

    def stand_up(self):
        """Start what is dead."""
        if "web" not in self.shop.running:
            self.shop.serve()
        self.janitor.start()

    def pay_again(self, invoices):
        """Somebody presses Pay once more; what is open or paid has to be refused."""
        for invoice_id in invoices:
            name, method = SECOND[invoice_id.partition("-")[0]]
            payer = Payer(self.shop.port, name)
            form = payer.reviewed(invoice_id, method=method)
            self.second.append(payer.pay(form) if form else 409)

    def web_dies(self, step):
        invoices, threads = self.shop.invoices(), []
        pay = begun(Payer(self.shop.port), invoices)
        gate = self.shop.lines.stopped(step, charging, lambda: threads.extend(pay()))
        self.shop.kill("web")
        gate.open()
        joined(threads)
        return invoices

    def refund_dies(self, step):
        """The web server, while staff give all of a payment back."""
        invoice_id, = self.shop.invoices()
        payer, clerk, threads = Payer(self.shop.port), Clerk(self.shop), []
        payer.pay(payer.reviewed(invoice_id))
        payment_id = clerk.payment_of(invoice_id)
        gate = self.shop.lines.stopped(step, refunding,
                                       lambda: threads.append(clerk.begun(payment_id)))
        self.shop.kill("web")
        gate.open()
        joined(threads)
        self.stand_up()
        self.second.append(clerk.refund(payment_id))
        self.shop.later(10)
        self.janitor.rounds()
        self.second.append(clerk.refund(payment_id))
        return []

    def autopay_dies(self, step):
        invoices = self.shop.autopaid()
        self.worker_dies(step, next(self.victims), charging)
        return invoices

    def janitor_dies(self):
        """While it asks about a payment whose answer was lost."""
        invoices = self.shop.invoices()
        self.lose_answers(invoices)
        self.shop.later(10)
        self.worker_dies(*next(self.janitors_deaths), asking)
        return invoices

    def worker_dies(self, step, victim, exchange):
        gate = self.shop.lines.stopped(step, exchange, self.janitor.sweep)
        horses = self.strike(victim)
        gate.open(passing=victim == "worker")  # whose orphan goes on by itself
        until(lambda: not any(map(alive, horses)))

    def strike(self, victim):
        """Kill a worker, its work-horses, or both; the horses' pids."""
        worker = self.shop.running["worker"]
        horses = children(worker.pid)
        if victim != "worker":
            for horse in horses:
                slay(horse)
        if victim != "work-horse":
            slay(worker.pid)
            self.shop.running.pop("worker").wait()
        return horses

    def lose_answers(self, invoices):
        """Payments that are carried out, or not, and that nobody hears of."""
        for invoice_id in invoices:
            payer = Payer(self.shop.port)
            method = self.chance.choice(("error_after", "cut_before"))
            payer.pay(payer.reviewed(invoice_id, method=method))

    def anything_dies(self):
        """At any moment, while some pay and the janitor asks about others."""
        asked, paid = self.shop.invoices(2), self.shop.invoices(2)
        self.lose_answers(asked)
        self.shop.later(10)
        automatic = self.shop.autopaid()
        pay = begun(Payer(self.shop.port), paid)
        self.janitor.sweep()
        threads = pay()
        time.sleep(self.chance.uniform(0, 0.4))
        horses = []
        victim = self.chance.choice(("web", "all", *VICTIMS))
        if victim in ("web", "all"):
            self.shop.kill("web")
        if victim != "web":
            horses = self.strike("both" if victim == "all" else victim)
        joined(threads)
        until(lambda: not any(map(alive, horses)))
        return asked + paid + automatic
