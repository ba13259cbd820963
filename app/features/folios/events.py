"""Facts that folios announce."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class LinesMoved(Event):
    """Lines were taken out of a window, whole or in part, to stand in another. Whoever knows why they must
    stay refuses it."""

    name: ClassVar[str] = "folios.lines_moved"

    property_id: UUID
    posting_ids: tuple[UUID, ...]
