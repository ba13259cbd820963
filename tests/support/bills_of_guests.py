"""Bills of passers-by, for tests of screens."""

from uuid import UUID

from app.features.folios import OpenFolio, PostCharge
from app.features.invoices import IssueDocument
from app.kernel.documents import DocumentKind
from tests.support.desk import Desk


def bill(desk: Desk, name: str, minor: int) -> UUID:
    """A passer-by's bill."""
    folio_id, document_id = desk.app.new_id(), desk.app.new_id()
    desk.do(OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="passer_by", name=name)
    desk.do(PostCharge, folio_id=folio_id, article_code="RESTAURANT", unit_minor=minor)
    desk.do(IssueDocument, document_id=document_id, folio_id=folio_id, kind=DocumentKind.SIMPLIFIED)
    return document_id
