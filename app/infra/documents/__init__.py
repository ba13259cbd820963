"""Documents for guests as files: PDF, electronic invoice (EN 16931, Factur-X as PDF/A-3), and its proof."""

from app.infra.documents.archive import NotArchivable, facturx_of
from app.infra.documents.checking import check_xml
from app.infra.documents.einvoice import xml_of
from app.infra.documents.paper import lacking_scripts, pdf_of

__all__ = ["NotArchivable", "check_xml", "facturx_of", "lacking_scripts", "pdf_of", "xml_of"]
