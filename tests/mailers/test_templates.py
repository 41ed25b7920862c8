import re

import pytest

from mailers import rendering
from mailers.catalogue import SUBJECTS, TEMPLATES, default_template
from mailers.placeholders import COMPANY, CONTACT
from tenants.accent import contrast

BUTTONS = {
    "portal_invitation": "Accept Invitation",
    "email_confirmation": "Confirm",
    "reset_password": "Reset Password",
    "access_granted": "LOGIN HERE",
    "staff_invitation": "Set Password",
    "staff_reset": "Set Password",
    "staff_notice": "Open Your Profile",
    "webhook_off": "Open the Webhook",
    "ops_request": "Open Its Address",
    "password_changed": "Reset Password",
    "invoice": "Pay Now",
    "invoice_reminder": "Pay Now",
    "autopay_upcoming": "View Invoice",
    "autopay_failed": "Pay Now",
    "autopay_confirm": "Confirm Payment",
    "card_expiring": "Manage Payment Methods",
    "export_ready": "Get the File",
    "export_failed": "Try Again",
    "payment_alert": "Open the Payment",
    "payment_receipt": "View Payment",
    "payment_processing": "View Payment",
    "payment_refunded": "View Payment",
    "payment_declined": "Try Again",
    "usage_alert": "View Usage",
    "request_received": "Open the Request",
    "request_accepted": "View in the Portal",
    "request_declined": "View in the Portal",
}
RTL = "محمد بن عبد الرحمن الخوارزمي"


def sample(name):
    return rendering.sample_context(SUBJECTS[name].placeholders)


def written(name, sandbox=False, **changes):
    context = sample(name)
    for path, value in changes.items():
        group, _, key = path.partition("__")
        (context[group] if key else context)[key or group] = value
    return rendering.render(default_template(name), context, sandbox=sandbox)


def test_the_catalogue_and_the_files_are_the_same():
    folders = {folder.name for folder in (TEMPLATES / "en").iterdir() if folder.is_dir()}
    assert folders == set(SUBJECTS) == set(BUTTONS)


@pytest.mark.parametrize("name", SUBJECTS)
class TestEach:
    def test_could_be_saved(self, name):
        subject = SUBJECTS[name]
        faults = rendering.check(
            default_template(name), subject.placeholders, required=subject.required
        )
        assert faults == []

    def test_mentions_its_own_placeholders_in_both_twins(self, name):
        template = default_template(name)
        for own in SUBJECTS[name].placeholders.keys() - COMPANY.keys() - CONTACT.keys():
            assert own in template.html
            assert own in template.text

    def test_says_who_sent_it_why_and_where_to_ask(self, name):
        letter, context = written(name), sample(name)
        for twin in (letter.html, letter.text):
            assert re.search(r"Acme Inc. (sent|sends) this mail (because|whenever)", twin)
            assert context["contact"]["display_name"] in twin
            assert context["company"]["support_email"] in twin
            assert context["company"]["support_phone"] in twin

    def test_has_one_button_with_its_address_in_full(self, name):
        letter, url = written(name), sample(name)[(*SUBJECTS[name].required, "pay_now_url")[0]]
        buttons = re.findall(
            r'<a class="button-link"[^>]*href="([^"]*)"[^>]*>([^<]*)<', letter.html
        )
        assert buttons == [(url, BUTTONS[name])]
        assert f">{url}</a>" in letter.html
        assert f"{BUTTONS[name]}:\n{url}\n" in letter.text

    def test_has_every_address_in_plain_text_too(self, name):
        letter = written(name)
        addresses = set(re.findall(r'href="(https[^"]*)"', letter.html))
        assert addresses <= set(letter.text.split())

    def test_asks_nothing_of_other_hosts_but_the_logo(self, name):
        page = written(name).html
        assert re.findall(r'src="([^"]*)"', page) == [sample(name)["company"]["logo_url"]]
        assert not re.search(r"<(script|link|iframe|form)|@import|url\(", page)

    def test_bears_long_and_right_to_left_names(self, name):
        for value in ("W" * 300, RTL, "<b>O'Neil & Söhne</b>"):
            letter = written(name, contact__display_name=value)
            assert value in letter.text
            assert "<b>" not in letter.html
            assert RTL != value or f"<bdi>{RTL}</bdi>" in letter.html

    def test_is_small(self, name):
        assert len(written(name).html) < 20_000


class TestWords:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("portal_invitation", "valid for 72 hours"),
            ("reset_password", "valid for 1 hour and"),
            ("access_granted", "“Forgot Password”"),
            ("email_confirmation", "Confirm that jana.mueller@atlas-orion.com"),
            ("export_ready", "Kept until: Nov 28, 2024"),
            ("payment_declined", "Reason: Insufficient funds"),
            ("payment_receipt", "Invoice INV-2024-0981: $480.50"),
            ("request_received", "Office · Team · Seats: 10 → 12"),
            ("request_declined", "Answer: Your contract runs until the end of the year."),
            ("password_changed", "changed on Nov 21, 2024, 9:41:00\u202fAM EST."),
        ],
    )
    def test_that_matter(self, name, words):
        assert words in written(name).text

    def test_of_plural(self):
        assert "valid for 2 hours and" in written("reset_password", valid_hours=2).text

    def test_of_a_company_whose_name_ends_with_a_dot(self):
        assert not any("Inc.." in written(name).text for name in SUBJECTS)

    def test_of_an_unknown_reason_are_left_out(self):
        letter = written("payment_declined", payment__failure_reason="")
        assert "Reason" not in letter.html + letter.text


class TestFrame:
    PAGE = "portal_invitation"

    def test_is_one_column_safe_in_the_dark(self):
        page = written(self.PAGE).html
        assert "max-width: 560px" in page
        assert '<meta name="color-scheme" content="light dark">' in page
        assert "@media (prefers-color-scheme: dark)" in page

    def test_shows_the_logo_or_the_name(self):
        assert 'alt="Acme Inc."' in written(self.PAGE).html
        page = written(self.PAGE, company__logo_url=None).html
        assert "<img" not in page
        assert re.search(r'class="name"[^>]*><bdi>Acme Inc.</bdi>', page)

    def test_leaves_out_what_the_company_has_not_said(self):
        silent = {"support_email": "", "support_phone": "", "address": "", "logo_url": ""}
        letter = written(self.PAGE, company={"name": "Acme Inc.", **silent})
        assert "Questions?" not in letter.html + letter.text
        assert letter.text.endswith("\n-- \nAcme Inc.\n")

    def test_asks_by_phone_alone(self):
        assert "Questions? +1 617 555 0142\n" in written(self.PAGE, company__support_email="").text

    @pytest.mark.parametrize("accent", ["#ffd400", "#101010", "#0b6b5d", "#ff5a1f", "#ffffff"])
    def test_keeps_text_readable_in_any_accent(self, accent):
        page = written(self.PAGE, brand={"accent": accent}).html
        assert contrast(accent, style(page, "button-link", "color")) >= 4.5
        assert style(page, "button-link", "background-color") == accent
        link = re.search(r'<a href="https[^>]* style="color: (#\w{6})', page)[1]
        assert contrast(link, "#ffffff") >= 4.5
        face, ink = (dark(page, rule) for rule in ("background-color", "color"))
        assert contrast(face, ink) >= 4.5
        assert contrast(face, "#201e1b") >= 3

    @pytest.mark.parametrize("accent", ["red", "#fff", "#12345g", "#123456;}</style><script>"])
    def test_takes_no_style_for_a_colour(self, accent):
        with pytest.raises(rendering.NotRendered):
            written(self.PAGE, brand={"accent": accent})

    def test_of_a_button_leads_to_the_web_only(self):
        with pytest.raises(rendering.NotRendered):
            written(self.PAGE, action_url="javascript:alert(1)")

    def test_of_a_sandbox_is_marked(self):
        letter = written(self.PAGE, sandbox=True)
        assert letter.subject.startswith("[Sandbox] Your invitation")
        assert "Sandbox: a test mail" in letter.html

    def test_of_an_unknown_language_is_english(self):
        assert default_template(self.PAGE, "xx") == default_template(self.PAGE)
        letter = rendering.render(default_template(self.PAGE), sample(self.PAGE), locale="xx",
                                  sandbox=True)
        assert letter.subject == written(self.PAGE, sandbox=True).subject
        assert letter.text == written(self.PAGE, sandbox=True).text


def style(page, name, rule):
    return re.search(rf'class="{name}"[^>]*[ ;"]{rule}: (#\w{{6}})', page)[1]


def dark(page, rule):
    return re.search(rf"\.button-link {{ {rule}: (#\w{{6}})", page)[1]
