"""Carry out a plan: found what is missing, then write batch by batch."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from app.features import guests
from app.features.reservations.importing import rules
from app.features.reservations.importing.booking import Placed, Repair
from app.features.reservations.importing.commands import CompanyRef, ImportBatch, batches
from app.features.reservations.importing.desk import Asked, Desk, Progress, Tell
from app.features.reservations.importing.founding import found_houses
from app.features.reservations.importing.ids import import_id
from app.features.reservations.importing.people import person_of
from app.features.reservations.importing.plan import Plan
from app.kernel.changes import Outcome
from app.kernel.text import tr

Companies = dict[tuple[str, str], UUID]


def write_batches(desk: Desk, plan: Plan, size: int, tell: Tell, asked: Asked) -> int:
    """Write the pending bookings in order; how many are written when all are, or when asked to stop."""
    now = desk.clock.now()
    revision = found_houses(desk.execute, plan)
    companies: Companies = {(c.kind, c.code): c.id for c in desk.ask(guests.Companies())}
    done = 0
    for index, placed in enumerate(batches(plan.pending, size)):
        if asked():
            break
        batch = ImportBatch(
            id=import_id(plan.profile.source, "batch", *(p.reservation_id for p in placed)),
            property_id=placed[0].property_id, source=plan.profile.source, placed=tuple(placed),
            people=tuple(person_of(p, now) for p in placed),
            companies=tuple(_companies(placed, companies)), planned_at=revision,
            measure=index & (index - 1) == 0,
        )  # fmt: skip
        written = desk.execute(batch)
        if written.changes.revision == revision + 1:
            revision = written.changes.revision
        _note_taken(placed, written)
        companies.update(_made(written))
        done += len(placed)
        tell(Progress("writing", done, len(plan.pending)))
    return done


def name_people(pending: Sequence[Placed], now: datetime) -> None:
    """Find what cannot be a guest's field, without writing."""
    for placed in pending:
        person_of(placed, now)


def _note_taken(placed: Sequence[Placed], written: Outcome) -> None:
    left = written.result.get("without_room")
    rows = set(left) if isinstance(left, list) else set()
    for each in placed:
        if each.booking.row in rows:
            each.mended = (*each.mended, rules.mended(Repair.NO_ROOM, "", ""))


def _made(written: Outcome) -> Companies:
    made = written.result.get("companies")
    return {(kind, code): UUID(id_) for kind, code, id_ in made} if isinstance(made, list) else {}


def _companies(placed: Sequence[Placed], known: Companies) -> Iterator[CompanyRef]:
    wanted = {(guests.COMPANY, p.booking.company): None for p in placed if p.booking.company}
    wanted |= {(guests.AGENT, p.booking.agent): None for p in placed if p.booking.agent}
    for kind, code in wanted:
        id_ = known.get((kind, code))
        yield CompanyRef(
            id_ or import_id(kind, code), kind, code, _company_name(kind, code), is_new=id_ is None
        )


def _company_name(kind: str, code: str) -> str:
    if not code.isdigit():
        return code
    return tr("Agent {code}", code=code) if kind == guests.AGENT else tr("Company {code}", code=code)
