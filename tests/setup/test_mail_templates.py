"""“Manage Templates”: what a company says in its mails, saved, tried and taken back (S7, S8)."""

import re

import pytest

from config.database import db
from mailers.catalogue import SUBJECTS, default_template
from mailers.delivery import deliver
from mailers.mail import Mail
from mailers.own_template import OwnTemplate
from mailers.sending import Sending
from tenants.role import Role
from tests import cast as people
from tests.mailers.post import Post
from tests.mailers.test_letters import WRITTEN
from tests.setup.pages import messages, text

LIST = "/setup/templates"
RECEIPT = f"{LIST}/payment_receipt/en"
RESET = f"{LIST}/reset_password/en"
OURS = default_template("payment_receipt")


@pytest.fixture
def post(migrated):
    return Post(migrated["MAIL_STORE"])


def form(visitor, path=RECEIPT, **changes):
    """What the page would send, with these changes."""
    page = text(visitor.get(path))
    name = path.split("/")[3]
    ours = default_template(name)
    sent = {"subject": ours.subject, "html": ours.html, "text": ours.text, "enabled": "on",
            "stamp": re.search('name="stamp" value="([^"]+)"', page)[1]}
    return {**sent, **changes}


def save(visitor, path=RECEIPT, **changes):
    return visitor.post(path, form(visitor, path, **changes))


def arrived(cast, post, template="payment_receipt"):
    """The mail of this kind to Jane, as it arrives, and its row."""
    with cast.within():
        mail = WRITTEN[template][0]()
        db.session.commit()
        deliver(mail)
        found = [copy for copy in post.copies(mail) if copy.recipients == [mail.recipient]]
        return next(iter(found), None), mail.state, mail.reason


def test_the_list_has_every_kind_of_mail(cast, stan):
    page = text(stan.get(LIST))
    for name, subject in SUBJECTS.items():
        assert (f"{LIST}/{name}" in page) == (not subject.internal)
    for title in ("Reset Password", "Access Granted", "Portal Invitation",
                  "Email Confirmation request", "Invoice", "Export Ready", "Payment Receipt",
                  "Autopay Notice"):
        assert f">{title}</a>" in page
    assert 'href="/setup/templates" aria-current="page"' in page


def test_a_template_opens_in_the_companys_language(cast, stan):
    assert stan.get(f"{LIST}/invoice").location == f"{LIST}/invoice/en"
    page = text(stan.get(f"{LIST}/invoice/de"))
    assert "Jetzt zahlen" in page and "{{ pay_now_url }}" in page
    for path in (f"{LIST}/nothing", f"{LIST}/nothing/en", f"{LIST}/invoice/xx"):
        assert stan.get(path).status_code == 404


def test_saved_words_are_in_the_mails_written_afterwards(cast, stan, post):
    before, _, _ = arrived(cast, post)
    answer = save(stan, subject="Danke, {{ contact.display_name }}",
                  html=OURS.html + "<p>Ours & yours</p>", text=OURS.text + "Ours & yours")
    assert messages(stan, answer) == ["The template is saved. Mails written from now on use it."]
    mail, state, reason = arrived(cast, post)
    assert before["Subject"].startswith("Receipt for") and (state, reason) == ("sent", "")
    assert mail["Subject"] == "Danke, Jane Miller" and "Ours & yours" in mail.text
    assert "Customized in English" in text(stan.get(LIST))


def test_another_language_keeps_ours(cast, stan):
    save(stan, subject="Changed")
    assert "Changed" not in text(stan.get(RECEIPT.replace("/en", "/de")))


@pytest.mark.parametrize(("part", "words", "said"), [
    ("subject", " ", "Write something here"),
    ("subject", "x" * 501, "Keep it to 500 characters"),
    ("html", "{{ action_url }}{% include 'x' %}", "Line 1: Does not parse"),
    ("html", "{{ action_url }}{{ 'x' | regex_replace: '(a+)+$' }}", "Unknown filter"),
    ("html", "{{ action_url }}<link rel='stylesheet'>", "Must not stand in a mail: <link>"),
    ("html", "{{ action_url }}\n<a href='javascript:x'>", "Line 2: Must not stand in a mail: href"),
    ("html", "a\n{{ contact.naem }}{{ action_url }}",
     "Line 2: Unknown placeholder: contact.naem."),
    ("text", "{{ action_url }}\n\n{% if %}", "Line 3: Does not parse"),
    ("html", "no address", "Must contain {{ action_url }}"),
    ("html", "{{ action_url }}\n<p onclick='x()'>", "Line 2: Must not stand in a mail: onclick"),
    ("html", "{{ action_url }}<script>alert(1)</script>", "Must not stand in a mail: <script>"),
    ("html", "{{ action_url }}{{ (1..30000000) | join }}", "Takes too long or too much memory"),
    ("reply_to", "nobody", "not a valid e-mail address"),
    ("reply_to", "a@b.example\r\nBcc: c@d.example", "not a valid e-mail address"),
    ("bcc", "a@b.example\r\nSubject: x", "“Subject: x” is not a valid e-mail address"),
    ("bcc", "a@b.example, nobody", "“nobody” is not a valid e-mail address"),
    ("bcc", ",".join(f"a{n}@b.example" for n in range(6)), "5 addresses at most"),
])
def test_what_cannot_be_is_refused_at_the_field_and_kept(cast, stan, part, words, said):
    page = text(save(stan, **{part: words}), 422)
    assert said in page and words.strip().replace("\r\n", "\n").split("\n")[0] in page
    with cast.within():
        assert not OwnTemplate.versions("payment_receipt", "en") and not Sending.all()


def test_answers_and_copies_go_where_it_is_said(cast, stan, post):
    save(stan, reply_to="bills@acme.example", bcc="books@acme.example, boss@acme.example")
    mail, _, _ = arrived(cast, post)
    assert mail["Reply-To"] == "bills@acme.example" and mail["Bcc"] is None
    told = [found.recipients for found in post.all() if found["Message-ID"] == mail["Message-ID"]]
    assert sorted(told) == [["books@acme.example"], ["boss@acme.example"], ["jane@atlas.example"]]


@pytest.mark.parametrize(("length", "status"), [(60_000, 302), (100_001, 422), (1_000_000, 422)])
def test_a_body_is_bounded_and_what_was_typed_kept(cast, stan, length, status):
    """The page sends it as multipart, where no letter takes the room of nine."""
    assert 'enctype="multipart/form-data"' in text(stan.get(RECEIPT))
    html = "{{ action_url }}" + "ü" * (length - len("{{ action_url }}"))
    answer = stan.post(RECEIPT, form(stan, html=html), content_type="multipart/form-data")
    assert answer.status_code == status
    if status == 422:
        assert "Keep it to 100,000 characters." in text(answer, 422) and html in text(answer, 422)
    assert stan.post(RECEIPT, form(stan, html="x" * 1_000_000)).status_code == 413


def test_a_subject_stays_one_line_and_no_header_is_added(cast, stan, post):
    save(stan, subject="A\r\nBcc: evil@x.example\r\n\r\n{{ payment.payment_id }}")
    mail, _, _ = arrived(cast, post)
    assert mail["Subject"].startswith("A Bcc: evil@x.example PAY-") and mail["Bcc"] is None
    copies = [found for found in post.all() if found["Message-ID"] == mail["Message-ID"]]
    assert [found.recipients for found in copies] == [["jane@atlas.example"]]


def test_credential_mails_take_no_copies_and_are_always_sent(cast, stan, post):
    page = text(stan.get(RESET))
    assert 'name="bcc"' not in page and 'name="enabled"' not in page
    sent = {name: value for name, value in form(stan, RESET, bcc="x@y.example").items()
            if name != "enabled"}
    stan.post(RESET, {**sent, "reply_to": "it@acme.example"})
    with cast.within():
        kept = Sending.of("reset_password")
        assert (kept.enabled, kept.bcc, kept.reply_to) == (True, "", "it@acme.example")
        kept.enabled, kept.bcc = False, "x@y.example"
        db.session.commit()
    mail, state, _ = arrived(cast, post, "reset_password")
    assert state == "sent" and mail.recipients == ["jane@atlas.example"]


def test_a_kind_that_is_off_is_not_sent(cast, stan, post):
    sent = form(stan)
    del sent["enabled"]
    stan.post(RECEIPT, sent)
    assert arrived(cast, post)[1:] == (
        "withdrawn", "Mails of this kind are switched off in Manage Templates.")
    assert "Disabled" in text(stan.get(LIST))


def test_of_two_who_save_the_second_is_told(cast, stan, visit):
    second = visit("acme").at_setup(cast.stan)
    late = form(second, subject="Second")
    save(stan, subject="First")
    page = text(second.post(RECEIPT, late), 409)
    assert "Stan Baker has saved this template since" in page and 'value="Second"' in page
    again = {**late, "stamp": re.search('name="stamp" value="([^"]+)"', page)[1]}
    assert second.post(RECEIPT, again).status_code == 302
    with cast.within():
        assert [each.subject for each in OwnTemplate.versions("payment_receipt", "en")] == [
            "Second", "First"]


def test_saving_what_stands_is_no_version(cast, stan):
    assert messages(stan, save(stan)) == ["Nothing has changed."]
    with cast.within():
        assert not OwnTemplate.versions("payment_receipt", "en")


def test_older_versions_and_ours_can_be_taken_back(cast, stan, post):
    save(stan, subject="One")
    save(stan, subject="Two")
    versions = text(stan.get(f"{RECEIPT}/versions"))
    assert "Version 2" in versions and "Stan Baker" in versions
    assert "One" in text(stan.get(f"{RECEIPT}/versions/1"))
    assert stan.get(f"{RECEIPT}/versions/9").status_code == 404
    told = messages(stan, stan.post(f"{RECEIPT}/versions/1/restore", {"after": "2"}))
    assert told == ["Version 1 is in force again."]
    assert arrived(cast, post)[0]["Subject"] == "One"
    assert "Somebody else" in messages(stan, stan.post(f"{RECEIPT}/reset", {"after": "2"}))[0]
    stan.post(f"{RECEIPT}/reset", {"after": "3"})
    assert arrived(cast, post)[0]["Subject"].startswith("Receipt for")
    with cast.within():
        assert [each.origin for each in OwnTemplate.versions("payment_receipt", "en")] == [
            "reset", "restored", "written", "written"]


def test_a_reset_asks_first(cast, stan):
    assert "It is as Portico writes it already." in text(stan.get(f"{RECEIPT}/reset"))
    save(stan, subject="One")
    assert f'href="{RECEIPT}/reset" data-dialog>Reset to default</a>' in text(stan.get(RECEIPT))
    asked = text(stan.get(f"{RECEIPT}/reset"))
    assert "Reset “Payment Receipt” to default?" in asked and "can be restored" in asked
    after = re.search('name="after" value="([^"]+)"', asked)[1]
    stan.post(f"{RECEIPT}/reset", {"after": after})
    assert "One" not in text(stan.get(RECEIPT))


def test_who_may_only_look_changes_nothing(cast, visit):
    with cast.within():
        role = Role(name="looks", rights={"Setup": ["List", "View"]})
        person = people.staff("looks@acme.example", "Looks", role)
        db.session.commit()
    looks = visit("acme").at_setup(person)
    page = text(looks.get(RECEIPT))
    assert "readonly" in page and ">Save</button>" not in page and "Send test" not in page
    assert "Jane Miller" not in page + text(looks.get(f"{RECEIPT}/preview"))
    for path in ("", "/preview", "/test", "/reset", "/versions/1/restore"):
        assert looks.post(RECEIPT + path, {"subject": "x"}).status_code == 403
    with cast.within():
        assert not db.session.scalars(db.select(Mail)).all()


def test_a_neighbour_has_words_of_its_own(cast, stan, visit):
    save(stan, subject="Acme's own")
    initech = visit("initech").at_setup(cast.initech_staff)
    assert "Acme's own" not in text(initech.get(RECEIPT))
    assert initech.get(f"{RECEIPT}/versions/1").status_code == 404
