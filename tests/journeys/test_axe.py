"""axe finds no violation of WCAG 2.2 AA in any state that people bring pages to (P18)."""

import pytest

from tests.axe import LOOKS, Axe
from tests.journeys import states
from tests.journeys.steps import clerk, rich, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
GROUPS = {
    "door": (states.DOOR, None, None), "portal": (states.PAGES, "/portal", clerk),
    "portal in use": (states.IN_USE, "/portal", clerk), "paying": (states.PAYING, "/portal", rich),
    "setup": (states.SETUP, "/setup", lambda demo: demo["acme"]["staff"][0]),
}


@pytest.mark.parametrize(
    "group, looks",
    [("portal in use", None),
     *(pytest.param(each, LOOKS, marks=pytest.mark.full) for each in GROUPS)],
)
def test_every_state_is_for_everyone(installation, demo, browse, group, looks, record_property):
    found, door, person = GROUPS[group]
    page, axe, home = browse(), Axe(), installation.url("acme")
    if door:
        sign_in(page, home + door, person(demo))
    for name, bring in found.items():
        page.set_viewport_size({"width": 1280, "height": 800})
        bring(page, home)
        axe.look(page, name, looks)
    record_property("said", f"States of {group}, {axe}")
    assert set(axe.states) == set(LOOKS)
    assert axe.violations == []


@pytest.mark.full
def test_so_are_the_mails_and_the_sandbox(installation, browse, record_property):
    page, axe = browse(), Axe()
    mails = installation.url("mail", "/")
    page.goto(mails)
    axe.look(page, "mails")
    page.locator("td.id a").first.click()
    axe.look(page, "one mail")
    page.goto(installation.url("acme-sandbox", "/portal/login"))
    axe.look(page, "sandbox", [("light", 360), ("dark", 1280)])
    record_property("said", f"Mails and sandbox, {axe}")
    assert axe.violations == []
