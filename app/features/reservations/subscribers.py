"""Reactions of reservations to what happens elsewhere."""

from datetime import date
from uuid import UUID

from app.features.reservations import nights
from app.features.reservations.rules import Hold
from app.infra.bus import Subscription
from app.infra.undo import Undone
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


def heal_after_undo(event: Undone, *, uow: UnitOfWork, clock: Clock) -> None:
    """What an undo released goes to the stays that wait for it, as after any release."""
    released = [
        Hold(UUID(key["room_id"]), date.fromisoformat(key["night"]), key["slot"])
        for key in event.deleted("room_night")
    ]
    nights.heal(uow, clock, released)


SUBSCRIPTIONS = (Subscription(Undone, heal_after_undo),)
