"""The mail page: what was sent while trying Portico, and nothing of it in production (W5, D37)."""

import pytest

from app import create_app
from config.embedded import mailbox
from mailers.delivery import deliver

HOST = "http://mail.localhost:8000"
SOURCE = (
    b"From: A <a@b.example>\r\nTo: c@d.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    b"Content-Type: text/html\r\n\r\n<html><head></head><script>alert(1)</script></html>"
)


@pytest.fixture
def box(one_app):
    """A browser at the mail page."""
    client = one_app.test_client()
    return lambda path, **options: client.get(path, base_url=HOST, **options)


@pytest.fixture
def stored(migrated):
    return lambda source=SOURCE: mailbox.store(migrated["MAIL_STORE"], "a@b", ["c@d"], source)


def test_mails_are_listed_newest_first(box, stored):
    older, newer = stored(), stored()
    page = box("/").text
    assert page.index(f"/messages/{newer}") < page.index(f"/messages/{older}")
    assert "Grüße" in page


def test_a_real_letter_is_listed_for_programs(notice, box):
    deliver(notice)
    mail = box("/messages.json").json[0]
    assert mail["to"] == "jane@atlas.example"
    assert mail["from"] == "Acme Cloud via Portico <no-reply@localhost>"
    assert mail["subject"] == "Your password for Acme Cloud was changed"
    assert "http://acme.localhost:8000/portal/forgot\n" in mail["text"]
    assert "<html" in mail["html"]
    assert mail["received_at"].endswith("+00:00")


def test_a_mail_is_shown_rendered_as_text_and_as_source(notice, box):
    deliver(notice)
    address = f"/messages/{box('/messages.json').json[0]['id']}"
    assert f'src="{address}/html"' in box(address).text
    assert "Hello Jane Miller" in box(f"{address}/text").text
    assert "Auto-Submitted: auto-generated" in box(f"{address}/source").text


def test_a_letter_s_html_can_do_nothing_but_be_seen(box, stored):
    answer = box(f"/messages/{stored()}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy
    assert "script-src" not in policy and "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert '<base target="_blank">' in answer.text


def test_the_page_itself_keeps_the_strict_policy(box, stored):
    answer = box(f"/messages/{stored()}")
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_subject_is_no_markup(box, stored):
    stored(SOURCE.replace(b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", b"<script>x</script>"))
    assert "<script>x" not in box("/").text


@pytest.mark.parametrize("name", ["nothing", "..", "%00", "..%2f..%2fsecrets", "x" * 300])
def test_an_unknown_mail_is_not_found(box, name):
    assert box(f"/messages/{name}").status_code == 404


def test_many_mails_are_paged(box, stored, migrated):
    for _ in range(51):
        stored()
    assert "/?from=50" in box("/").text
    assert "Newer" in box("/?from=50").text
    assert box("/?from=-7").status_code == 200


def test_its_style_comes_along(box):
    page = box("/").text
    address = page.partition('href="/static/')[2].partition('"')[0]
    assert box(f"/static/{address}").status_code == 200


def test_upper_case_and_any_port_are_the_same_host(one_app):
    client = one_app.test_client()
    assert client.get("/messages.json", base_url="http://MAIL.localhost:9").status_code == 200


def test_health_is_answered_here_too(box):
    assert box("/healthz").json == {"status": "up"}


def test_no_other_host_shows_mails(cast, visit):
    assert visit("acme").get("/messages.json").status_code == 404


def test_it_is_read_only(one_app, stored):
    for method in ("post", "put", "delete"):
        answer = getattr(one_app.test_client(), method)(f"/messages/{stored()}", base_url=HOST)
        assert answer.status_code == 405


def test_in_production_the_host_is_as_unknown_as_any(migrated):
    values = {name: value for name, value in migrated.items() if name != "MAIL_STORE"}
    client = create_app(values).test_client()
    pages = [client.get("/messages.json", base_url=f"http://{host}.localhost:8000")
             for host in ("mail", "nosuch")]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].data == pages[1].data
