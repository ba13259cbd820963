"""A document as PDF/A-3, with its electronic invoice inside (Factur-X, profile EN 16931).

The claim "PDF/A-3B" is written only into a file that keeps it: every font embedded, colours named by an
output intent, metadata that says the same twice, no transparency and nothing that acts.
"""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from app.infra.documents.einvoice import xml_of
from app.infra.documents.paper import pdf_of
from app.infra.documents.profile import NAME, srgb_profile
from app.infra.documents.words import Words, title_of
from app.kernel.documents import DocumentContent

FILE_NAME: Final = "factur-x.xml"
PROFILE: Final = "EN 16931"
PRODUCER: Final = "Keyrack"
FX: Final = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


class NotArchivable(ValueError):
    """A PDF that must not claim to be PDF/A: a font is missing from it."""


def facturx_of(content: DocumentContent, logo: bytes = b"") -> bytes:
    """The document as PDF/A-3; with its electronic invoice where it is one (`content.is_electronic`)."""
    import pikepdf  # noqa: PLC0415 - heavy, not on the way to the first screen

    xml = xml_of(content) if content.is_electronic else b""
    plain = pdf_of(content, logo, electronic=bool(xml))
    stamp = datetime.combine(content.issued_on, time(12), UTC)
    words = Words.of(content.language, content.currency)
    title = f"{title_of(content, words)} {content.number}"
    with pikepdf.open(BytesIO(plain)) as pdf:
        _ensure_fonts(pdf)
        for page in pdf.pages:
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        _add_intent(pdf)
        if xml:
            _attach(pdf, xml, stamp)
        _describe(pdf, title, content.seller.name, stamp, xml)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                 compress_streams=True)  # fmt: skip
    return out.getvalue()


def _ensure_fonts(pdf: Any) -> None:
    for page in pdf.pages:
        for name, font in page.obj.Resources.Font.items():
            if "/FontFile2" not in font.get("/FontDescriptor", {}):
                raise NotArchivable(name)


def _add_intent(pdf: Any) -> None:
    import pikepdf  # noqa: PLC0415 - heavy, not on the way to the first screen

    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, OutputConditionIdentifier=NAME, Info=NAME,
        RegistryName="http://www.color.org", DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _attach(pdf: Any, xml: bytes, stamp: datetime) -> None:
    import pikepdf  # noqa: PLC0415 - heavy, not on the way to the first screen

    spec = pikepdf.AttachedFileSpec(
        pdf, xml, filename=FILE_NAME, mime_type="text/xml",
        description="Factur-X invoice", creation_date=_pdf_date(stamp), mod_date=_pdf_date(stamp),
    )  # fmt: skip
    spec.obj.AFRelationship = pikepdf.Name.Alternative
    pdf.attachments[FILE_NAME] = spec
    pdf.Root.AF = pikepdf.Array([spec.obj])


def _describe(pdf: Any, title: str, author: str, stamp: datetime, xml: bytes) -> None:
    """The same facts in the information dictionary and as XMP."""
    import pikepdf  # noqa: PLC0415 - heavy, not on the way to the first screen

    day = pikepdf.String(_pdf_date(stamp))
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary(
            Title=title, Author=author, Producer=PRODUCER, Creator=PRODUCER, CreationDate=day, ModDate=day
        )
    )
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=False)
    metadata = pdf.make_stream(_xmp(title, author, stamp, xml).encode("utf-8"))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata


def _pdf_date(stamp: datetime) -> str:
    return stamp.strftime("D:%Y%m%d%H%M%S+00'00'")


def _xmp(title: str, author: str, stamp: datetime, xml: bytes) -> str:

    day = stamp.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return XMP.format(
        title=escape(title), author=escape(author), day=day, producer=PRODUCER,
        electronic=ELECTRONIC if xml else "",
    )  # fmt: skip


XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description>
{electronic}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _property(name: str, text: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>\n"
    )


# The invoice inside, and the description of the words that say so: PDF/A knows none but its own.
ELECTRONIC: Final = f"""<rdf:Description rdf:about="" xmlns:fx="{FX}">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>{FILE_NAME}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>{PROFILE}</fx:ConformanceLevel>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{FX}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{_property("DocumentFileName", "name of the embedded XML invoice file")}\
{_property("DocumentType", "INVOICE")}\
{_property("Version", "The actual version of the Factur-X XML schema")}\
{_property("ConformanceLevel", "The conformance level of the embedded Factur-X data")}\
</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
