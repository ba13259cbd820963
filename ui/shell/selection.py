"""Which stay or empty nights somebody is at, told by the page that shows them, for others' verbs."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class EmptyNights:
    """Nights that were drawn in a plan of rooms: of a room, or of a room type."""

    property_id: UUID
    room_type_id: UUID
    room_id: UUID | None
    arrival: date
    departure: date


class Selection(QObject):
    """One per window. A page that shows stays tells; actions with `about="stay"` work on it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stay: UUID | None = None
        self.nights: EmptyNights | None = None
        """What a new booking begins with; whoever takes it forgets it."""
        self.guest: UUID | None = None
        """For whom a new booking is made; whoever takes it forgets it."""

        self.together: tuple[UUID, ...] = ()
        """Several stays that a verb is asked for at once; whoever takes them forgets them."""

    @property
    def stay(self) -> UUID | None:
        """The one stay that is selected, or None."""
        return self._stay

    def tell(self, stay: UUID | None) -> None:
        """Another stay is selected, or none."""
        if stay != self._stay:
            self._stay = stay
            self.changed.emit()
