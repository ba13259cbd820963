"""The electronic invoice: valid by XSD and Schematron, faults that are found, and the PDF/A-3 around it."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from facturx import get_facturx_xml_from_pdf
from lxml import etree
from PySide6.QtGui import QColorSpace
from reportlab.pdfgen.canvas import Canvas

from app.infra.documents import NotArchivable, archive, check_xml, facturx_of, xml_of
from app.infra.documents.profile import srgb_profile
from app.kernel.documents import EXEMPT, REVERSE, ZERO, DocumentContent, Line, Part
from tests.support import papers

KINDS = {
    "invoice": papers.invoice(),
    "long": papers.invoice(60),
    "paid": papers.paid_invoice(),
    "credit note": papers.credit_note(),
    "deposit": papers.deposit_invoice(),
    "overpaid": replace(papers.invoice(), payments=papers.paid_invoice().payments * 2),
    "without a day": replace(papers.invoice(), due_on=None),
    "with a rebate": replace(
        papers.invoice(), lines=(*papers.invoice().lines, Line("Rebate", (Part(-1_000, -60, 600, "S"),)))
    ),
    "city tax alone": replace(papers.invoice(), lines=papers.invoice().lines[3:4]),
    "exempt beside outside": replace(
        papers.invoice(), lines=(*papers.invoice().lines, Line("Course", (Part(5_000, 0, 0, EXEMPT),)))
    ),
    "zero rated": replace(papers.invoice(), lines=(Line("Books", (Part(5_000, 0, 0, ZERO),)),)),
    "reverse charge": replace(papers.invoice(), lines=(Line("Hall", (Part(5_000, 0, 0, REVERSE),)),)),
    "quantities": replace(
        papers.invoice(), lines=(Line("Beer", (Part(976, 224, 2_300, "S"),), None, 3_000),)
    ),
    "strange letters": replace(papers.invoice(), notes=('<b> & "quotes" 田辺',), house="R&D"),
}


@pytest.mark.parametrize("name", KINDS)
def test_it_is_valid(name: str) -> None:
    """Against the XSD and every rule of EN 16931."""
    assert check_xml(xml_of(KINDS[name])) == []


def swapped(old: str, new: str) -> bytes:
    """The invoice with a fault planted."""
    xml = xml_of(papers.invoice()).decode()
    assert old in xml
    return xml.replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (">486.79<", ">490.79<", "BR-S-08"),
        (">607.29</ram:LineTotalAmount>", ">608.29</ram:LineTotalAmount>", "BR-CO-10"),
        (">656.00</ram:GrandTotalAmount>", ">655.00</ram:GrandTotalAmount>", "BR-CO-15"),
        (">48.71</ram:TaxTotalAmount>", ">47.71</ram:TaxTotalAmount>", "BR-CO-14"),
        ("PT501964843</ram:ID>", "501964843</ram:ID>", "BR-CO-09"),
        (">PT50000201231234567890154<", "><", "BR-"),
        ("<ram:CategoryCode>E</ram:CategoryCode>", "<ram:CategoryCode>O</ram:CategoryCode>", "BR-O-"),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, rule: str) -> None:
    """Sums, tax numbers, reasons: the rule that is broken is named."""
    found = check_xml(swapped(old, new))
    assert any(rule in sentence for sentence in found), found


def test_the_schema_is_asked_first() -> None:
    """An element that does not belong is found by the XSD; a DOCTYPE is not even parsed; text is no XML."""
    assert "InvoiceCurrencyCod" in check_xml(swapped("InvoiceCurrencyCode", "InvoiceCurrencyCod"))[0]
    assert check_xml(b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>') == [
        "An electronic invoice must not have a DOCTYPE."
    ]
    assert "not XML" in check_xml(b"Dear guest")[0]


def test_a_credit_note_counts_upwards() -> None:
    """Type 381, amounts above zero, and the invoice it takes back."""
    root = etree.fromstring(xml_of(papers.credit_note()))
    assert root.findtext(".//{*}ExchangedDocument/{*}TypeCode") == "381"
    assert root.findtext(".//{*}GrandTotalAmount") == "656.00"
    assert root.findtext(".//{*}InvoiceReferencedDocument/{*}IssuerAssignedID") == "FT 2026/001874"


def opened(content: DocumentContent) -> pikepdf.Pdf:
    """The file, read again."""
    return pikepdf.open(io.BytesIO(facturx_of(content)))


def test_the_invoice_is_in_the_file() -> None:
    """Another program finds it, and it is the same."""
    content = papers.invoice()
    name, xml = get_facturx_xml_from_pdf(facturx_of(content), check_xsd=True, check_schematron=False)
    assert name == "factur-x.xml"
    assert xml == xml_of(content)
    assert check_xml(xml) == []


@pytest.mark.parametrize("name", ["invoice", "long", "credit note"])
def test_the_claim_of_an_archive_is_kept(name: str) -> None:
    """Every font embedded, colours named, metadata twice the same, nothing hidden, encrypted or acting."""
    pdf = opened(KINDS[name])
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font
        assert str(font.BaseFont)[1:8].endswith("+")
    (intent,) = pdf.Root.OutputIntents
    assert bytes(intent.DestOutputProfile.read_bytes()) == srgb_profile()
    metadata = pdf.open_metadata()
    assert metadata.pdfa_status == "3B"
    assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
    assert metadata[fx("ConformanceLevel")] == "EN 16931"
    assert not pdf.is_encrypted
    assert "/ID" in pdf.trailer
    (spec,) = pdf.Root.AF
    assert spec.AFRelationship == "/Alternative"
    assert {"/OpenAction", "/AA", "/AcroForm"}.isdisjoint(pdf.Root.keys())
    assert actions(pdf) == []


def fx(name: str) -> str:
    """A word of Factur-X in the metadata."""
    return f"{{{archive.FX}}}{name}"


def actions(pdf: pikepdf.Pdf) -> list[Any]:
    """Whatever an archive forbids: scripts, launches, transparency."""
    forbidden = {"/JavaScript", "/Launch", "/SMask"}
    return [
        key
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
        for key in [*thing.keys(), *(str(thing[k]) for k in ("/S",) if k in thing)]
        if key in forbidden
    ]  # fmt: skip


def test_a_file_without_its_fonts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claim is not written into a PDF that breaks it."""

    def bare(*_: object, **__: object) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer)
        canvas.drawString(1, 1, "Helvetica is not embedded")
        canvas.save()
        return buffer.getvalue()

    monkeypatch.setattr(archive, "pdf_of", bare)
    with pytest.raises(NotArchivable):
        facturx_of(papers.invoice())


def test_what_is_no_electronic_invoice_is_an_archive_too() -> None:
    """A receipt, a pro forma and a bill without a payer carry no invoice data and do not say so."""
    nobody = replace(papers.invoice(), seller=replace(papers.HOTEL, vat_id=""))
    for content in (papers.receipt(), papers.pro_forma(), papers.simplified(), nobody):
        pdf = opened(content)
        assert "/AF" not in pdf.Root
        assert pdf.open_metadata().pdfa_status == "3B"


def test_the_same_content_is_the_same_file() -> None:
    """Byte by byte: a reprint is the document, not a new one."""
    assert facturx_of(papers.invoice()) == facturx_of(papers.invoice())


def test_the_profile_is_srgb() -> None:
    """Qt reads our profile as the colour space that it knows."""
    space = QColorSpace.fromIccProfile(srgb_profile())
    assert space == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
