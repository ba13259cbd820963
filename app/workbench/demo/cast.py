"""The demo's guests with a folio: what was planned for them, and what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.features.reservations import Status
from app.workbench.demo.plan import BookingPlan, StayPlan

PORTRAIT: Final = "Papadopoulos"
# Reservation and guest of a stay.
Owners = Callable[[StayPlan], tuple[UUID, UUID]]


@dataclass(eq=False, slots=True)
class Guest:
    """A stay in the house, or one that has just left."""

    stay: StayPlan
    booking: BookingPlan
    stay_id: UUID
    reservation_id: UUID
    guest_id: UUID
    folio_id: UUID | None = None

    @property
    def is_portrait(self) -> bool:
        """Whether this is the guest of the model pictures, whose company pays the room."""
        return self.stay.guest.surname == PORTRAIT and self.is_in_house

    @property
    def is_in_house(self) -> bool:
        """Whether the guest has not left yet."""
        return self.stay.status is Status.CHECKED_IN

    @property
    def folio(self) -> UUID:
        """The folio, which is there from the day of arrival on."""
        assert self.folio_id is not None
        return self.folio_id
