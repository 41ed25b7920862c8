from billing.people.customer import Customer
from config.database import db
from tests.billing.documents.reading import Pages


def test_the_numbers_that_a_customer_gave_stand_on_its_bills(cast, jane):
    with cast.within():
        customer = db.session.get(Customer, (cast.acme, "C-1001"))
        customer.tax_id, customer.purchase_order = "US 04-3572210", "PO-2291"
        db.session.commit()
    invoice = Pages(jane.get("/portal/invoices/INV-2.pdf").data)
    assert "Tax ID: US 04-3572210" in invoice and "PO-2291" in invoice
    assert "Tax ID: US 04-3572210" in Pages(jane.get("/portal/credits/CR-1.pdf").data)
