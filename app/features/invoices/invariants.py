"""What must hold after every write: a document that was touched still is what its seal says."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.features.invoices import repository
from app.features.invoices.models import Document


def documents_are_sealed(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a document's content does not fit its digest (our fault)."""
    if "document" not in rows:
        return
    for document in session.identity_map.values():
        if isinstance(document, Document):
            assert repository.seal(document.content) == document.digest, f"{document.number} was changed"
