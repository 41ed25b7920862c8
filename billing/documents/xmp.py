"""The e-invoice's own words in a PDF's metadata: without them no program looks for its XML.

Typst attaches the XML but writes none of this. Appended as PDF's incremental update (ISO 32000-1,
7.5.6), which leaves every byte of the tagged PDF/A-3 as typst wrote it; properties and extension
schema are those of Factur-X 1.0, chapter 6.
"""

import re

SPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
FACTS = (
    ("DocumentType", "INVOICE", "The type of the hybrid document"),
    ("DocumentFileName", "factur-x.xml", "The name of the embedded XML document"),
    ("Version", "1.0", "The version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "MINIMUM", "The conformance level of the embedded XML document"),
)
PROPERTY = (
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{0}</pdfaProperty:name>'
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
    "<pdfaProperty:category>external</pdfaProperty:category>"
    "<pdfaProperty:description>{2}</pdfaProperty:description></rdf:li>"
)
SCHEMA = (
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{SPACE}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    + "".join(PROPERTY.format(*fact) for fact in FACTS)
    + "</rdf:Seq></pdfaSchema:property></rdf:li>"
).encode()
DESCRIPTION = (
    f'<rdf:Description rdf:about="" xmlns:fx="{SPACE}">'
    + "".join(f"<fx:{name}>{value}</fx:{name}>" for name, value, _ in FACTS)
    + "</rdf:Description>"
).encode()

SCHEMAS, END = b"<pdfaExtension:schemas><rdf:Bag>", b"</rdf:RDF>"
TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.S)
METADATA = re.compile(rb"/Metadata (\d+) 0 R")
OBJECT = rb"\s%s 0 obj\s*<<.*?/Length (\d+).*?>>\s*stream\r?\n"


def as_e_invoice(pdf):
    """The PDF with metadata that call it Factur-X MINIMUM; raises ValueError for a stranger's."""
    closing = found(TRAILER, pdf)
    number = found(METADATA, pdf)[1]
    head = found(re.compile(OBJECT % number, re.S), pdf)
    packet = pdf[head.end():head.end() + int(head[1])]
    return pdf.rstrip() + b"\n" + update(pdf, number, described(packet), closing)


def described(packet):
    if packet.count(SCHEMAS) != 1 or packet.count(END) != 1:
        raise ValueError("not the metadata that typst writes")
    return packet.replace(SCHEMAS, SCHEMAS + SCHEMA).replace(END, DESCRIPTION + END)


def update(pdf, number, packet, closing):
    """The changed object, where it stands, and where the table of all others begins."""
    place, (more, others) = len(pdf.rstrip()) + 1, closing.groups()
    head = b"%s 0 obj\n<</Type/Metadata/Subtype/XML/Length %d>>" % (number, len(packet))
    changed = b"%s\nstream\n%s\nendstream\nendobj\n" % (head, packet)
    table = b"xref\n%s 1\n%010d 00000 n\r\n" % (number, place)
    trailer = b"trailer\n<<%s/Prev %s>>\nstartxref\n%d" % (more, others, place + len(changed))
    return changed + table + trailer + b"\n%%EOF\n"


def found(pattern, pdf):
    match = pattern.search(pdf)
    if match is None:
        raise ValueError("not a PDF as typst writes them")
    return match
