"""Reactions of reservations to what happens elsewhere."""

from datetime import date
from uuid import UUID

from app.features.reservations import nights, repository
from app.features.reservations.commands.lifecycle import sum_up
from app.features.reservations.rules import Hold
from app.infra.bus import Subscription
from app.infra.undo import Undone
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


def heal_after_undo(event: Undone, *, uow: UnitOfWork, clock: Clock) -> None:
    """What an undo released goes to the stays that wait for it, as after any release.

    A conflict that it opened again may be about a room that has been given free since.
    """
    released = [
        Hold(UUID(key["room_id"]), date.fromisoformat(key["night"]), key["slot"])
        for key in event.deleted("room_night")
    ]
    opened = repository.open_among(uow.session, [UUID(key["id"]) for key in event.written("conflict")])
    nights.heal(uow, clock, [*released, *(Hold(c.room_id, c.night, c.slot) for c in opened)])


def sum_up_after_undo(event: Undone, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
    """A booking's state follows its stays, of which others may have changed since."""
    stay_ids = event.owners("stay")
    for reservation in repository.reservations_of(uow.session, stay_ids):
        sum_up(uow, reservation)


SUBSCRIPTIONS = (Subscription(Undone, heal_after_undo), Subscription(Undone, sum_up_after_undo))
