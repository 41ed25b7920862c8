"""The e-invoice inside the PDF: Factur-X 1.0, profile MINIMUM, as XML (P14, D32).

It is valid against the profile's XSD; no validator has confirmed its business rules. A country
that cannot be told from what the company wrote is left out rather than guessed.
"""

import re
from functools import cache
from html import escape

from babel import Locale

from config.formats import decimal_amount

INVOICE, CREDIT_NOTE = "380", "381"  # UNTDID 1001
ALIASES = {"USA": "US", "U.S.A.": "US", "UNITED STATES OF AMERICA": "US", "UK": "GB"}
NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")  # CLDR's own beside ISO 3166's
SPACE = "urn:un:unece:uncefact:data:standard"
NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{SPACE}:CrossIndustryInvoice:100"
 xmlns:ram="{SPACE}:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="{SPACE}:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>urn:factur-x.eu:1p0:minimum</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>%(record_id)s</ram:ID><ram:TypeCode>%(code)s</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">%(day)s</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>
<ram:SellerTradeParty><ram:Name>%(seller)s</ram:Name>%(address)s</ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>%(buyer)s</ram:Name></ram:BuyerTradeParty>
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement>
<ram:InvoiceCurrencyCode>%(currency)s</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:TaxBasisTotalAmount>%(net)s</ram:TaxBasisTotalAmount>%(tax)s
<ram:GrandTotalAmount>%(gross)s</ram:GrandTotalAmount>
<ram:DuePayableAmount>%(due)s</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
"""
ADDRESS = "<ram:PostalTradeAddress><ram:CountryID>%s</ram:CountryID></ram:PostalTradeAddress>"
TAX = '<ram:TaxTotalAmount currencyID="%s">%s</ram:TaxTotalAmount>'


def of_invoice(invoice, site, buyer):
    """The XML of a posted invoice to the buyer of that name."""
    amounts = {"net": invoice.subtotal, "tax": invoice.invoice_tax,
               "gross": invoice.invoice_amount, "due": invoice.balance}
    head = {"code": INVOICE, "record_id": invoice.invoice_id, "day": invoice.invoice_date}
    return written({**head, "currency": invoice.currency}, amounts, site, buyer)


def of_credit(credit, site, buyer):
    """The XML of a credit note; what a credit holds of tax is not known."""
    amounts = {"net": credit.credit_amount, "gross": credit.credit_amount,
               "due": credit.unapplied_amount}
    head = {"code": CREDIT_NOTE, "record_id": credit.credit_id, "day": credit.credit_date}
    return written({**head, "currency": credit.currency}, amounts, site, buyer)


def written(head, amounts, site, buyer):
    """Amounts are minor units of the head's currency."""
    currency, country = text(head["currency"]), country_code(site.country, site.language)
    figures = {key: f"{decimal_amount(sum_, currency):f}" for key, sum_ in amounts.items()}
    return XML % {
        **figures,
        "record_id": text(head["record_id"]),
        "code": head["code"],
        "day": f"{head['day']:%Y%m%d}",
        "seller": text(site.name),
        "address": ADDRESS % country if country else "",
        "buyer": text(buyer),
        "currency": currency,
        "tax": TAX % (currency, figures["tax"]) if "tax" in figures else "",
    }


def text(words):
    return escape(NO_XML.sub("", words or ""), quote=False)


def country_code(country, language="en"):
    """ISO 3166's two letters for a country as a company of that language writes it, or None."""
    name = (country or "").strip().upper()
    if name in countries("en").values():
        return name
    return ALIASES.get(name) or countries("en").get(name) or countries(language).get(name)


@cache
def countries(language):
    """Codes by the countries' names in capitals."""
    return {
        name.upper(): code for code, name in Locale(language).territories.items()
        if code.isalpha() and len(code) == 2 and code not in NO_COUNTRIES
    }
