"""Files come with invoices: uploaded, fetched and taken away by programs (I2, W3)."""

import io

from config import storage
from tests.api.test_customers import faults

PDF = b"%PDF-1.7 terms"


def send(program, body=PDF, name="terms.pdf", invoice="INV-3"):
    return program.post(f"/invoices/{invoice}/attachments",
                        data={"file": (io.BytesIO(body), name)} if body is not None else {"a": "b"},
                        content_type="multipart/form-data")


def test_a_file_is_attached_to_a_posted_invoice_and_fetched(program, cast):
    added = send(program)
    assert added.status_code == 201
    assert added.json.items() >= {"name": "terms.pdf", "size": len(PDF),
                                  "content_type": "application/pdf"}.items()
    assert program.get("/invoices/INV-3").json["attachments"] == [added.json]
    fetched = program.get(f"/invoices/INV-3/attachments/{added.json['attachment_id']}")
    assert fetched.status_code == 302 and "X-Amz-Signature" in fetched.location


def test_a_file_is_taken_away_with_what_it_held(program, cast):
    key = send(program).json["attachment_id"]
    address = f"/invoices/INV-3/attachments/{key}"
    held = program.get(address).location.split("?")[0].split("/", 4)[4]
    assert program.send("DELETE", address).status_code == 204
    assert program.get(address).status_code == program.send("DELETE", address).status_code == 404
    with cast.within():
        assert storage.client().list_objects_v2(
            Bucket=storage.bucket(), Prefix=held).get("KeyCount") == 0


def test_what_is_no_file_of_a_size_is_refused(program):
    for body in (b"", None, b"x" * (5 * 1024 * 1024 + 1)):
        assert set(faults(send(program, body))) == {"/file"}
    assert program.post("/invoices/INV-3/attachments", json={}).status_code == 415


def test_what_comes_beside_the_file_is_refused(program):
    """It would not be kept, and who sent it would not be told."""
    for more in ({"notes": "mine"}, {"other": (io.BytesIO(PDF), "b.pdf")}):
        answer = program.post("/invoices/INV-3/attachments",
                              data={"file": (io.BytesIO(PDF), "a.pdf"), **more},
                              content_type="multipart/form-data")
        assert set(faults(answer)) == {"/file"}
    assert program.get("/invoices/INV-3").json["attachments"] == []


def test_without_storage_the_call_is_told_to_come_again(program, app, monkeypatch):
    monkeypatch.setitem(app.config, "S3_ENDPOINT_URL", "http://127.0.0.1:9")
    answer = send(program)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert answer.content_type == "application/problem+json"
    monkeypatch.undo()
    assert send(program).status_code == 201


def test_eleven_are_too_many(program):
    found = [send(program, name=f"{n}.pdf").status_code for n in range(11)]
    assert found == [201] * 10 + [422]


def test_a_file_of_another_invoice_is_not_there(program):
    key = send(program).json["attachment_id"]
    assert program.get(f"/invoices/INV-1/attachments/{key}").status_code == 404
    assert send(program, invoice="nobody").status_code == 404
