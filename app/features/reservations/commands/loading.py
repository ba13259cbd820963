"""What every command on a stay begins with: load it, and refuse what its state or lock forbids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.features import guests
from app.features.property import open_property
from app.features.reservations import nights, repository, rules
from app.features.reservations.events import StayChanged
from app.features.reservations.models import Reservation, Stay, StayNight
from app.features.reservations.rules import Night, Status
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import AppError, Choice, NotFound
from app.kernel.text import marked, tr


class WrongState(AppError):
    """The stay's or reservation's state does not allow the verb."""

    code = "wrong_state"


class StayLocked(AppError):
    """Somebody said: do not move this stay."""

    code = "stay_locked"


class DatesRefused(AppError):
    """The dates cannot be."""

    code = "dates_refused"


@dataclass(slots=True)
class LoadedStay:
    """A stay with its nights, its reservation and the open hotel day."""

    stay: Stay
    rows: Sequence[StayNight]
    nights: tuple[Night, ...]
    reservation: Reservation
    business_date: date

    @property
    def in_house(self) -> bool:
        """Whether the guest is in the house."""
        return self.stay.status == Status.CHECKED_IN

    @property
    def movable_since(self) -> date | None:
        """From which night on it can be moved: what an in-house guest has slept stays where it was."""
        return self.business_date if self.in_house else None


_STATES = {
    Status.CHECKED_OUT: marked("{name} has left."),
    Status.CANCELLED: marked("The stay of {name} is cancelled."),
    Status.NO_SHOW: marked("{name} did not come."),
}


def load_stay(uow: UnitOfWork, stay_id: UUID) -> LoadedStay:
    """A stay for writing. Raises NotFound."""
    booked = repository.booked(uow.session, stay_id)
    if booked is None:
        raise NotFound(tr("This stay does not exist any more."), field="stay_id")
    uow.keep(*booked)
    stay, reservation = booked
    property_ = open_property(uow, stay.property_id)
    rows = repository.nights_of(uow.session, stay.id)
    return LoadedStay(stay, rows, nights.as_values(rows), reservation, property_.business_date)


def ensure_live(uow: UnitOfWork, loaded: LoadedStay) -> None:
    """Refuse a stay that is over, cancelled or never came."""
    status = Status(loaded.stay.status)
    if status not in rules.LIVE:
        name = guests.name_of(uow, loaded.stay.guest_id)
        raise WrongState(tr(_STATES[status], name=name))


def ensure_unlocked(uow: UnitOfWork, loaded: LoadedStay, unlock: Choice | None) -> None:
    """Refuse a locked stay, naming who locked it and why; offers to unlock it."""
    lock = repository.lock_of(uow.session, loaded.stay.id)
    if lock is None:
        return
    sentence = tr("{who} marked this stay: do not move.", who=lock.by_name)
    if lock.reason:
        sentence = tr("{who} marked this stay: do not move ({why}).", who=lock.by_name, why=lock.reason)
    raise StayLocked(sentence, choices=[unlock] if unlock else [])


def write_nights(
    uow: UnitOfWork, clock: Clock, loaded: LoadedStay, target: tuple[Night, ...], *, free: bool = False
) -> dict[str, object]:
    """Write the stay's new nights and announce that it changed. `free`: no clash has been found."""
    stay = loaded.stay
    nights.store(uow, clock, stay, target, loaded.reservation.currency, known=loaded.rows, free=free)
    uow.announce(
        StayChanged(
            stay_id=stay.id, property_id=stay.property_id, arrival=stay.arrival, departure=stay.departure
        )
    )  # fmt: skip
    return {"stay_id": str(stay.id), "guest": guests.name_of(uow, stay.guest_id)}
