"""Who leaves a page of the setup with changes in it is asked first; who saves is not."""

import pytest

from tests.journeys.steps import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
PAGES = {
    "template": ("/setup/templates/export_failed/en", "#subject", "Manage Templates"),
    "portal": ("/setup/portal-setup", "#primary_color", "Company Profile"),
    "profile": ("/setup/company-profile", "#city", "Portal Setup"),
}


@pytest.fixture
def page(installation, demo, browse):
    page = browse()
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, installation.url("acme", "/setup"), demo["acme"]["staff"][0])
    return page


@pytest.fixture
def asked(page):
    """The questions that were asked; each is answered by staying."""
    questions = []

    def stay(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return questions


@pytest.mark.parametrize("name", PAGES)
def test_changes_are_not_lost_by_a_click(installation, page, asked, name):
    path, field, elsewhere = PAGES[name]
    page.goto(installation.url("acme", path))
    before = page.locator(field).input_value()
    page.locator(field).fill("#123456")
    page.locator(f"a:visible:text-is('{elsewhere}')").first.click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"] and page.locator(field).input_value() == "#123456"
    page.locator(field).fill(before)
    with page.expect_navigation():
        page.locator(f"a:visible:text-is('{elsewhere}')").first.click()
    assert asked == ["beforeunload"]


def test_saving_and_trying_are_no_leaving(installation, page, asked):
    page.goto(installation.url("acme", "/setup/templates/export_failed/en"))
    subject = page.locator("#subject")
    subject.fill("Other words")
    with page.expect_response("**/preview"):
        page.get_by_role("button", name="Preview").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Send test").click()
    assert not asked
    page.locator("a:visible:text-is('Manage Templates')").first.click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"] and subject.input_value() == "Other words"
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Reset to default").click()
        page.get_by_role("button", name="RESET TO DEFAULT").click()
    assert asked == ["beforeunload"]
