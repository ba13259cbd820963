"""Facts that invoices announce."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentIssued(Event):
    """A document got its number and will not change any more."""

    name: ClassVar[str] = "invoices.document_issued"

    document_id: UUID
    property_id: UUID
    kind: str
    number: str
