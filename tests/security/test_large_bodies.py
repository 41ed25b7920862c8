"""What anybody may send is small: a megabyte of fields takes a second to take apart."""

FORM = "application/x-www-form-urlencoded"


def test_a_form_of_a_million_fields_is_not_even_read(visit, cast):
    anybody = visit("acme")
    answer = anybody.client.post(
        "/portal/login", base_url=anybody.base, data=b"a=&" * 1_000_000, content_type=FORM
    )
    assert answer.status_code == 413


def test_no_more_ids_than_the_database_takes_in_one_statement(stan, cast):
    many = {"customer_id": [f"C{number}" for number in range(70_000)]}
    assert stan.post("/setup/portal-access/disable", many).status_code == 413


def test_a_long_form_of_a_person_is_read(stan, cast):
    many = {"customer_id": [f"C{number}" for number in range(1_000)]}
    assert stan.post("/setup/portal-access/disable", many).status_code == 404
