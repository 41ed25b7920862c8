"""Columns that a user switches on and off (P11)."""


def heads(page):
    return [part.split("</th>")[0].split(">")[-1] if "</a>" not in part.split("</th>")[0]
            else part.split("</a>")[0].split(">", 2)[-1].split("<")[0]
            for part in page.split("<th scope=")[1:]]


def test_what_is_switched_off_is_gone_for_this_user_and_tab(jane, cast, visit):
    answer = jane.post("/portal/columns/invoices", {"on": ["invoice_date", "notes"]})
    assert answer.status_code == 302
    assert heads(jane.get("/portal/invoices").text) == ["Invoice ID", "Invoice date", "Notes"]
    assert "Payment method" in heads(jane.get("/portal/payments").text)
    other = visit("acme").at_portal(cast.bruno)
    assert "Due date" in heads(other.get("/portal/invoices").text)


def test_it_is_remembered_at_the_next_visit(jane, cast, visit):
    jane.post("/portal/columns/usages", {"on": "quantity"})
    again = visit("acme").at_portal(cast.jane)
    assert heads(again.get("/portal/usages").text) == ["Usage ID", "Quantity"]


def test_the_menu_shows_on_and_off_and_keeps_the_filter(jane):
    page = jane.get("/portal/columns/invoices?status=Paid&sort=-due_date").text
    assert 'value="due_date" checked' in page and 'value="notes">' in page
    assert 'value="invoice_id"' not in page
    answer = jane.post("/portal/columns/invoices?status=Paid&sort=-due_date", {"on": "balance"})
    assert answer.location == "/portal/invoices?status=Paid&sort=-due_date"


def test_what_the_tenant_hides_cannot_be_switched_on(jane, cast):
    cast.hide("invoices", "due_date")
    assert "due_date" not in jane.get("/portal/columns/invoices").text
    jane.post("/portal/columns/invoices", {"on": ["due_date", "balance"]})
    assert heads(jane.get("/portal/invoices").text) == ["Invoice ID", "Balance"]


def test_a_choice_made_before_a_field_was_hidden_does_not_show_it(jane, cast):
    jane.post("/portal/columns/invoices", {"on": ["due_date", "balance"]})
    cast.hide("invoices", "due_date")
    assert "Due date" not in jane.get("/portal/invoices").text
