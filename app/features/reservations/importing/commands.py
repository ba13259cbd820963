"""The command of an import: a batch of about a thousand bookings, a fact, written at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import guests, property
from app.features.guests import Person
from app.features.reservations.events import BookingsImported
from app.features.reservations.importing import repository, rows
from app.features.reservations.importing.booking import Placed
from app.features.reservations.models import Reservation, RoomNight, Stay, StayNight, StaySegment
from app.infra import search
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.text import tr

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class CompanyRef:
    """A company or agent by its code; one that `is_new` is made under the given id."""

    id: UUID
    kind: str
    code: str
    name: str
    is_new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportBatch(Command):
    """Write the bookings of some rows of a file, all of one hotel.

    `planned_at` is the revision after which rooms were chosen; when somebody else wrote since, rooms that
    were taken meanwhile are left to him and the stay has none. A booking that is in the house already is
    passed over.
    """

    verb: ClassVar[str] = "reservations.import_batch"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID
    source: str
    placed: tuple[Placed, ...]
    people: tuple[Person, ...]
    companies: tuple[CompanyRef, ...]
    planned_at: int
    measure: bool = False

    @classmethod
    def why_never_undone(cls) -> str:
        """The journal keeps which bookings came, not their content; and others work on them at once."""
        return tr("An import is not taken back. Cancel the bookings, or restore a backup from before it.")

    def summary(self) -> dict[str, object]:
        """What the journal keeps of it: which bookings, not their content."""
        return {
            "property_id": str(self.property_id),
            "source": self.source,
            "bookings": len(self.placed),
            "first": self.placed[0].number if self.placed else "",
            "last": self.placed[-1].number if self.placed else "",
        }


def import_batch(command: ImportBatch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write guests, companies, bookings, stays, nights, bars and holds."""
    house = property.open_property(uow, command.property_id)
    together = list(zip(command.placed, command.people, strict=True))
    left: list[int] = []
    if uow.revision != command.planned_at + 1:
        known = repository.known(uow.session, [placed.reservation_id for placed in command.placed])
        together = [(placed, person) for placed, person in together if placed.reservation_id not in known]
        left = _leave_taken_rooms(uow, [placed for placed, _ in together])
    companies = {(ref.kind, ref.code): _company(uow, ref) for ref in command.companies}
    if command.measure:
        uow.measure()
    with uow.flowing():
        _write(uow, together, house.currency, companies)
    uow.announce(BookingsImported(property_id=house.id, bookings=len(together)))
    made = [[r.kind, r.code, str(companies[r.kind, r.code])] for r in command.companies if r.is_new]
    return {"written": len(together), "without_room": left, "companies": made}


def _write(
    uow: UnitOfWork,
    together: Sequence[tuple[Placed, Person]],
    currency: str,
    companies: Mapping[tuple[str, str], UUID],
) -> None:
    placed = [each for each, _ in together]
    ids = [rows.guest_id(each) for each in placed]
    people = [(guest_id, person) for guest_id, (_, person) in zip(ids, together, strict=True)]
    guests.write_guests(uow, people)
    uow.insert_values(Reservation, rows.RESERVATION, rows.reservations(placed, ids, currency, companies))
    uow.insert_values(Stay, rows.STAY, rows.stays(placed, ids))
    uow.insert_values(StayNight, rows.NIGHT, rows.nights(placed, currency))
    uow.insert_values(StaySegment, rows.SEGMENT, rows.segments(placed))
    uow.insert_values(RoomNight, rows.HOLD, rows.holds(placed))
    # Words take long to find here, and the rows long to write there: Postgres does the one beside the other.
    guests.index_guests(uow, people)
    search.index_many(uow, search.RESERVATION, ((p.reservation_id, _search_texts(p)) for p in placed))


def _search_texts(placed: Placed) -> tuple[str, ...]:
    texts = (placed.number, placed.booking.external_number)
    return tuple(text for text in texts if text)


def _company(uow: UnitOfWork, ref: CompanyRef) -> UUID:
    if not ref.is_new:
        return ref.id
    return guests.ensure_company(uow, ref.id, ref.kind, ref.code, ref.name).id


def _leave_taken_rooms(uow: UnitOfWork, placed: Sequence[Placed]) -> list[int]:
    wanted = {each.stay_id: frozenset(rows.held(each)) for each in placed}
    taken = repository.taken(uow.session, (hold for holds in wanted.values() for hold in holds))
    left = []
    for each in placed:
        if not taken.isdisjoint(wanted[each.stay_id]):
            each.room_id = None
            left.append(each.booking.row)
    return left


def batches(placed: Sequence[Placed], size: int = BATCH) -> Iterator[Sequence[Placed]]:
    """The bookings in parts of one hotel each, in order."""
    start = 0
    while start < len(placed):
        end = min(start + size, len(placed))
        house = placed[start].property_id
        while placed[end - 1].property_id != house:
            end -= 1
        yield placed[start:end]
        start = end


HANDLERS = (Handling(ImportBatch, import_batch),)
