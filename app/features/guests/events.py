"""Facts that guests announces."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestAdded(Event):
    """A guest is known to the house now."""

    name: ClassVar[str] = "guests.guest_added"

    guest_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestChanged(Event):
    """Something that is known of a guest changed."""

    name: ClassVar[str] = "guests.guest_changed"

    guest_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyAdded(Event):
    """A company or travel agent is known to the house now."""

    name: ClassVar[str] = "guests.company_added"

    company_id: UUID
