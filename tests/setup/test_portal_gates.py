"""“Actions > Disable Portal Access” on ticked customers, word by word (A6, D2)."""

from tests.setup.pages import messages, state, text

DISABLE, ENABLE = "/setup/portal-access/disable", "/setup/portal-access/enable"


def ticked(*ids):
    return {"customer_id": list(ids)}


def test_the_list_has_both_actions(stan):
    page = text(stan.get("/setup/customers"))
    assert f'formaction="{DISABLE}" data-dialog>Disable Portal Access<' in page
    assert f'formaction="{ENABLE}" data-dialog>Enable Portal Access<' in page
    assert 'type="checkbox" form="ticks" name="customer_id" value="C-1001"' in page


def test_the_dialog_counts_the_records(stan):
    page = text(stan.get(DISABLE, query_string=ticked("C-1001")))
    assert "Disable Portal For Customers" in page and "Atlas Orion" in page
    assert ">DISABLE PORTAL FOR 1 RECORD<" in page
    three = text(stan.get(DISABLE, query_string=ticked("C-1001", "C-1002", "C-1003")))
    assert ">DISABLE PORTAL FOR 3 RECORDS<" in three
    assert three.count('type="hidden" name="customer_id"') == 3
    one = text(stan.get(ENABLE, query_string=ticked("C-1001")))
    assert ">ENABLE PORTAL FOR 1 RECORD<" in one and "Enable Portal For Customers" in one


def test_disabling_closes_the_gates_and_keeps_the_contacts(cast, stan):
    answer = stan.post(DISABLE, ticked("C-1001", "C-1002"))
    assert messages(stan, answer) == [
        "Portal access for the selected customer(s) has been disabled."
    ]
    assert state(cast, "CT-1") == ("Enabled", False)
    assert state(cast, "CT-2") == ("Enabled", False)
    assert state(cast, "CT-3") == ("Enabled", True)
    assert messages(stan, stan.post(ENABLE, ticked("C-1001"))) == [
        "Portal access for the selected customer(s) has been enabled."
    ]
    assert state(cast, "CT-1") == ("Enabled", True)


def test_a_live_session_ends_at_its_next_request(stan, jane):
    assert "Atlas Orion" in text(jane.get("/portal/invoices"))
    stan.post(DISABLE, ticked("C-1001", "C-1003"))
    answer = jane.get("/portal/invoices")
    assert (answer.status_code, answer.location.split("?")[0]) == (302, "/portal/login")
    stan.post(ENABLE, ticked("C-1001"))
    assert "Atlas Orion" in text(jane.get("/portal/invoices"))


def test_one_foreign_id_and_nothing_happens(cast, stan):
    for foreign in ("C-7001", "C-9999"):
        for address in (DISABLE, ENABLE):
            assert stan.post(address, ticked("C-1001", foreign)).status_code == 404
            query = ticked("C-1001", foreign)
            assert stan.get(address, query_string=query).status_code == 404
    assert state(cast, "CT-1") == ("Enabled", True)
    assert state(cast, "CT-7", cast.initech) == ("Not invited", False)


def test_nothing_ticked_is_said(stan):
    assert messages(stan, stan.get(DISABLE)) == ["Select one or more customers first."]
    assert stan.post(DISABLE).status_code == 404


def test_a_customer_page_has_its_own_gate(stan):
    assert f"{DISABLE}?customer_id=C-1001" in text(stan.get("/setup/customers/C-1001"))
    assert f"{ENABLE}?customer_id=C-1004" in text(stan.get("/setup/customers/C-1004"))
