"""The e-invoice inside a PDF, read back by libraries that did not write it (P14, D32)."""

import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import facturx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from billing.documents import einvoice, xmp
from billing.documents.credit_note import render_credit_note
from billing.documents.invoice import render_invoice

SPACES = facturx.get_xml_namespaces("factur-x")
SITE = SimpleNamespace(name="Acme Cloud Inc.", country="United States", language="en")
HOSTILE = "<ram:Name>&amp; ]]> \" ' \x00\ud800\ufffe 株式会社"
PLACES = {
    "profile": "//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
    "code": "//rsm:ExchangedDocument/ram:TypeCode",
    "id": "//rsm:ExchangedDocument/ram:ID",
    "day": "//rsm:ExchangedDocument//udt:DateTimeString[@format='102']",
    "seller": "//ram:SellerTradeParty/ram:Name",
    "country": "//ram:SellerTradeParty//ram:CountryID",
    "buyer": "//ram:BuyerTradeParty/ram:Name",
    "currency": "//ram:InvoiceCurrencyCode",
    "net": "//ram:TaxBasisTotalAmount",
    "tax": "//ram:TaxTotalAmount",
    "gross": "//ram:GrandTotalAmount",
    "due": "//ram:DuePayableAmount",
}


def bill(**keys):
    return SimpleNamespace(**{
        "invoice_id": "INV-7", "invoice_date": date(2026, 2, 28), "currency": "USD",
        "subtotal": 1_190_500, "invoice_tax": 77_550, "invoice_amount": 1_268_050,
        "balance": 1_248_050, **keys,
    })


def credit(**keys):
    return SimpleNamespace(**{
        "credit_id": "CR-7", "credit_date": date(2026, 2, 28), "currency": "USD",
        "credit_amount": 2_500, "unapplied_amount": 1_000, **keys,
    })


def read(xml):
    """What stands in the XML, by PLACES, after its XSD was held against it."""
    tree = etree.fromstring(xml)
    facturx.xml_check_xsd(tree, flavor="factur-x", level="minimum")
    found = {key: tree.xpath(f"string({path})", namespaces=SPACES) for key, path in PLACES.items()}
    assert tree.xpath("count(//ram:TaxTotalAmount[@currencyID != //ram:InvoiceCurrencyCode])",
                      namespaces=SPACES) == 0
    return found


def test_the_pdf_carries_it_and_programs_find_it(invoice):
    pdf = render_invoice(invoice(30, einvoice=einvoice.of_invoice(bill(), SITE, "Orion Zenith")))
    name, xml = facturx.get_facturx_xml_from_pdf(pdf)
    assert name == "factur-x.xml"
    assert read(xml) == {
        "profile": "urn:factur-x.eu:1p0:minimum", "code": "380", "id": "INV-7", "day": "20260228",
        "seller": "Acme Cloud Inc.", "country": "US", "buyer": "Orion Zenith", "currency": "USD",
        "net": "11905.00", "tax": "775.50", "gross": "12680.50", "due": "12480.50",
    }


def test_a_credit_note_says_that_it_is_one(invoice):
    document = invoice(0) | {
        "credit_id": "CR-7", "credit_date": "Feb 28, 2026", "amount": "$25.00", "invoices": [],
        "einvoice": einvoice.of_credit(credit(), SITE, "Orion Zenith"),
    }
    _, xml = facturx.get_facturx_xml_from_pdf(render_credit_note(document))
    said = read(xml)
    assert (said["code"], said["id"], said["tax"]) == ("381", "CR-7", "")
    assert (said["net"], said["gross"], said["due"]) == ("25.00", "25.00", "10.00")


@pytest.fixture
def catalog(invoice):
    xml = einvoice.of_invoice(bill(), SITE, "Orion Zenith")
    reader = PdfReader(io.BytesIO(render_invoice(invoice(30, einvoice=xml))), strict=True)
    return reader.trailer["/Root"]


def test_it_is_attached_as_data_of_the_whole_document(catalog):
    (place,) = catalog["/AF"]
    file = place.get_object()
    assert file["/AFRelationship"] == "/Data"
    assert file["/UF"] == file["/F"] == "factur-x.xml"
    assert file["/EF"]["/F"].get_object()["/Subtype"] == "/text/xml"
    assert catalog["/Names"]["/EmbeddedFiles"]["/Names"][0] == "factur-x.xml"
    assert "/PageMode" not in catalog, "readers open on the page, not on a list of attachments"


def test_the_metadata_keep_pdf_a_and_pdf_ua_and_name_the_e_invoice(catalog):
    packet = catalog["/Metadata"].get_object().get_data()
    tree = etree.fromstring(packet[packet.index(b"<x:xmpmeta"):packet.rindex(b"<?xpacket")])
    spaces = {"fx": xmp.SPACE, "a": "http://www.aiim.org/pdfa/ns/id/",
              "ua": "http://www.aiim.org/pdfua/ns/id/",
              "s": "http://www.aiim.org/pdfa/ns/schema#",
              "p": "http://www.aiim.org/pdfa/ns/property#",
              "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}

    def said(path):
        return [each.text for each in tree.xpath(path, namespaces=spaces)]

    assert said("//a:part") + said("//a:conformance") + said("//ua:part") == ["3", "A", "1"]
    assert said("//fx:DocumentType") == ["INVOICE"]
    assert said("//fx:DocumentFileName") == ["factur-x.xml"]
    assert said("//fx:ConformanceLevel") == ["MINIMUM"]
    assert said("//fx:Version") == ["1.0"]
    ours = f"//rdf:li[s:namespaceURI='{xmp.SPACE}']"
    assert said(f"{ours}/s:prefix") == ["fx"]
    assert set(said(f"{ours}//p:name")) == {name for name, _, _ in xmp.FACTS}


def test_the_pages_are_as_without_it(invoice):
    xml = einvoice.of_invoice(bill(), SITE, "Orion Zenith")
    plain = PdfReader(io.BytesIO(render_invoice(invoice(30))))
    carrying = PdfReader(io.BytesIO(render_invoice(invoice(30, einvoice=xml))))
    assert [page.extract_text() for page in plain.pages] == [
        page.extract_text() for page in carrying.pages
    ]
    assert carrying.trailer["/ID"][0] is not None
    assert carrying.metadata.title == plain.metadata.title


def test_one_record_gives_one_sequence_of_bytes(invoice):
    document = invoice(3, einvoice=einvoice.of_invoice(bill(), SITE, "Orion Zenith"))
    assert render_invoice(document) == render_invoice(document)


@settings(max_examples=200, deadline=None)
@given(amount=st.integers(-10**15, 10**15), currency=st.sampled_from(["USD", "JPY", "KWD", "EUR"]),
       name=st.text(max_size=40))
def test_whatever_a_record_holds_the_xml_is_valid(amount, currency, name):
    record = bill(subtotal=amount, invoice_tax=0, invoice_amount=amount, balance=amount,
                  currency=currency)
    site = SimpleNamespace(name=name, country=name, language="en")
    said = read(einvoice.of_invoice(record, site, name).encode())
    digits = {"JPY": 0, "KWD": 3}.get(currency, 2)
    assert Decimal(said["gross"]) * 10**digits == amount
    assert "E" not in said["gross"]


def test_hostile_names_stay_text(invoice):
    site = SimpleNamespace(name=HOSTILE, country=HOSTILE, language="de")
    xml = einvoice.of_invoice(bill(), site, HOSTILE)
    said = read(xml.encode())
    assert said["seller"] == said["buyer"] == "<ram:Name>&amp; ]]> \" '  株式会社"
    assert said["country"] == ""
    assert facturx.get_facturx_xml_from_pdf(render_invoice(invoice(einvoice=xml)))[0]


@pytest.mark.parametrize(("written", "code"), [
    ("US", "US"), ("usa", "US"), ("United States", "US"), ("Deutschland", "DE"), ("UK", "GB"),
    (" germany ", "DE"), ("Espagne", None), ("Atlantis", None), ("", None), (None, None),
    ("XX", None), ("001", None), ("ZZ", None), ("EU", None),
])
def test_a_country_as_people_write_it(written, code):
    assert einvoice.country_code(written, "de") == code


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 another", b"trailer <<>> startxref 0 %%EOF"])
def test_a_strangers_pdf_is_refused_rather_than_spoilt(pdf):
    with pytest.raises(ValueError):
        xmp.as_e_invoice(pdf)
