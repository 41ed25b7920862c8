"""Proposals of other billing details, as a portal user makes them (P21)."""

import re
from threading import Thread

import pytest
from sqlalchemy import select

from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from mailers.mail import Mail

PAGE = "/portal/account/billing-details"
FORM = f"{PAGE}/proposal"


def stored(cast):
    """All requests, the oldest first, as (id, state, asked)."""
    with cast.within():
        rows = db.session.scalars(select(ChangeRequest).order_by(ChangeRequest.request_id))
        return [(each.request_id, each.state, each.asked) for each in rows]


def mails(cast):
    with cast.within():
        return [tuple(row) for row in db.session.execute(select(Mail.template, Mail.recipient))]


def role(cast, name):
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-1")).portal_role = name
        db.session.commit()


def test_a_proposal_waits_and_the_company_is_told(cast, jane):
    answer = jane.post(FORM, {"city": "Salem", "tax_id": " DE  123 ", "note": "We\r\nmoved"})
    assert (answer.status_code, answer.location) == (302, PAGE)
    assert stored(cast) == [("RQ-1001", "Pending", {"city": "Salem", "tax_id": "DE 123"})]
    assert mails(cast) == [("request_received", "support@acme.example")]
    page = jane.get(PAGE).text
    for words in ("Your request is sent.", "RQ-1001", "Salem", "DE 123", "We\nmoved", "Withdraw",
                  "Pending", "asked by Jane Miller"):
        assert words in page
    with cast.within():
        assert db.session.get(Customer, (cast.acme, "C-1001")).tax_id == ""


def test_the_form_is_filled_with_what_stands_or_waits(cast, jane):
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1001")).purchase_order = "PO-7"
        db.session.commit()
    assert 'value="PO-7"' in jane.get(FORM).text
    jane.post(FORM, {"purchase_order": "PO-8", "city": "Salem"})
    page = jane.get(FORM).text
    assert 'value="PO-8"' in page and 'value="Salem"' in page and "takes its place" in page


def test_a_second_takes_the_place_of_the_first(cast, jane):
    jane.post(FORM, {"city": "Salem"})
    jane.post(FORM, {"city": "Lynn"})
    assert [(key, state) for key, state, _ in stored(cast)] == [
        ("RQ-1001", "Withdrawn"), ("RQ-1002", "Pending")]


def test_the_same_sent_twice_is_one_request_and_one_mail(cast, jane):
    for _ in range(2):
        assert jane.post(FORM, {"city": "Salem"}).status_code == 302
    assert len(stored(cast)) == len(mails(cast)) == 1


def test_what_stands_already_is_not_sent(cast, jane):
    answer = jane.post(FORM, {"city": "  "})
    assert answer.status_code == 422 and "stands on record already" in answer.text
    assert stored(cast) == []


def test_what_is_too_long_is_refused_at_its_field_and_kept(cast, jane):
    answer = jane.post(FORM, {"city": "x" * 121, "tax_id": "DE 123", "note": "y" * 1001})
    assert answer.status_code == 422 and stored(cast) == []
    assert re.search('id="city-error".{0,400}Keep it to 120 characters', answer.text, re.S)
    assert "x" * 121 in answer.text and "DE 123" in answer.text and "y" * 1001 in answer.text


def test_control_characters_are_left_out(cast, jane):
    jane.post(FORM, {"city": "Sa\x1blem\r\nX-Evil: 1"})
    assert stored(cast)[0][2] == {"city": "Salem X-Evil: 1"}


def test_withdrawing(cast, jane):
    jane.post(FORM, {"city": "Salem"})
    answer = jane.post("/portal/requests/RQ-1001/withdraw")
    assert (answer.status_code, answer.location) == (302, PAGE)
    assert stored(cast)[0][1] == "Withdrawn"
    page = jane.get(PAGE).text
    assert "The request is withdrawn." in page and ">Withdraw<" not in page
    jane.post("/portal/requests/RQ-1001/withdraw")
    assert "was withdrawn meanwhile" in jane.get(PAGE).text


def test_a_viewer_looks_only(cast, jane):
    jane.post(FORM, {"city": "Salem"})
    role(cast, "Viewer")
    page = jane.get(PAGE).text
    assert "Salem" in page and "Propose a change" not in page and ">Withdraw<" not in page
    for call in (jane.get(FORM), jane.post(FORM, {"city": "Lynn"}),
                 jane.post("/portal/requests/RQ-1001/withdraw")):
        assert call.status_code == 403
    assert stored(cast)[0][1] == "Pending"


@pytest.mark.parametrize("request_id", ["RQ-1001", "RQ-9999"])
def test_another_customers_request_is_not_found(cast, jane, visit, request_id):
    jane.post(FORM, {"city": "Salem"})
    bruno = visit("acme").at_portal(cast.bruno)
    assert bruno.post(f"/portal/requests/{request_id}/withdraw").status_code == 404
    assert "Salem" not in bruno.get(PAGE).text
    assert stored(cast)[0][1] == "Pending"


def test_an_account_without_a_billing_contact_has_its_numbers_only(cast, jane):
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1001")).billing_contact_id = None
        db.session.commit()
    page = jane.get(FORM).text
    assert 'name="city"' not in page and 'name="tax_id"' in page
    jane.post(FORM, {"city": "Salem", "tax_id": "DE 123"})
    assert stored(cast)[0][2] == {"tax_id": "DE 123"}


def test_a_company_without_a_support_address_gets_no_mail(cast, jane):
    from tenants import site
    from tenants.profile import CompanyProfile

    with cast.within():
        db.session.scalar(select(CompanyProfile)).support_email = ""
        db.session.commit()
    site.forget()
    assert jane.post(FORM, {"city": "Salem"}).status_code == 302
    assert mails(cast) == [] and len(stored(cast)) == 1


def test_nobody_floods_the_company(cast, jane):
    answers = [jane.post(FORM, {"city": f"City {n}"}).status_code for n in range(31)]
    assert answers == [302] * 30 + [429]


def test_not_under_other_names_either(cast, jane):
    for n in range(31):
        answer = jane.post(FORM, {"city": f"City {n}", "email": f"nobody{n}@example.com"})
    assert answer.status_code == 429


def test_of_many_sent_at_once_one_waits(cast, jane, visit):
    visitors = [visit("acme").at_portal(cast.jane) for _ in range(4)]
    statuses = []

    def send(number, visitor):
        statuses.append(visitor.post(FORM, {"city": f"City {number}"}).status_code)

    threads = [Thread(target=send, args=pair) for pair in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [302] * 4
    assert sorted(state for _, state, _ in stored(cast)) == ["Pending", *["Withdrawn"] * 3]
