"""Import a file: read, plan, write batch by batch, report. What the command line and the wizard call."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from uuid import UUID

from app.features.property import House
from app.features.reservations.importing import outcome, ready_profiles, rules
from app.features.reservations.importing.booking import Booking, Rejection
from app.features.reservations.importing.commands import BATCH
from app.features.reservations.importing.desk import (
    Asked,
    Cancelled,
    Desk,
    Progress,
    Tell,
    few_collections,
    never,
    silent,
)
from app.features.reservations.importing.outcome import ImportResult
from app.features.reservations.importing.plan import Plan, make_plan
from app.features.reservations.importing.preview import ColumnView, columns_of
from app.features.reservations.importing.profile import Profile
from app.features.reservations.importing.queries import ImportState, StateForImport
from app.features.reservations.importing.reading import Table, UnreadableFile, open_table
from app.features.reservations.importing.writing import name_people, write_batches
from app.kernel.text import tr

# A house has a few thousand rooms at most; more rows than this are not its bookings.
MAX_ROWS = 2_000_000
TELL_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import, in transactions of `batch` bookings.

    `profile` is a ready profile's name or a JSON file; empty: found by the header. Without `report` the
    report stands beside the file.
    """

    file: Path
    profile: str = ""
    dry_run: bool = False
    report: Path | None = None
    batch: int = BATCH


def prepare(desk: Desk, request: ImportRequest, tell: Tell = silent, asked: Asked = never) -> "Prepared":
    """Read the file and plan, without writing anything. Raises AppError, or Cancelled."""
    table = open_table(request.file)
    profile = _suited(ready_profiles.choose(table.header, request.profile), desk)
    rejections: list[Rejection] = []
    rows = [0]
    reader = rules.Reader(profile, table.header)

    def bookings() -> Iterator[Booking]:
        for line in table.lines():
            rows[0] += 1
            if rows[0] > MAX_ROWS:
                raise UnreadableFile(tr("The file has more than {n} rows. Import it in parts.", n=MAX_ROWS))
            if rows[0] % TELL_EVERY == 0:
                _look_up(asked)
                tell(Progress("reading", rows[0], 0))
            read = reader.read(line)
            if isinstance(read, Rejection):
                rejections.append(read)
            else:
                yield read

    def state_of(ids: tuple[UUID, ...]) -> ImportState:
        _look_up(asked)
        tell(Progress("planning", 0, 0))
        return desk.ask(StateForImport(property_ids=ids))

    plan = make_plan(profile, bookings(), desk.ask(House()), desk.clock.now().date(), state_of)
    plan.rejections = sorted([*plan.rejections, *rejections], key=lambda r: r.row)
    return Prepared(table, plan, rows[0])


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read and planned: what would happen, ready to be carried out."""

    table: Table
    plan: Plan
    rows: int

    def columns(self) -> tuple[ColumnView, ...]:
        """The file's columns with what they become."""
        return columns_of(self.table, self.plan.profile)

    def result(self, done: int) -> ImportResult:
        """The counts, when the first `done` of the pending bookings are written."""
        result = ImportResult(str(self.table.path), self.plan.profile.name, rows=self.rows)
        result.encoding = self.table.format.split(" ")[0]
        result.unused_columns = self.plan.profile.unused(self.table.header)
        outcome.count(result, self.plan, done)
        for house in self.plan.houses:
            own = [p for p in self.plan.pending[:done] if p.property_id == house.property_id]
            result.houses.append(
                {
                    "code": house.code, "name": house.spec.name, "is_new": house.is_new,
                    "bookings": len(own), "rooms": len(house.numbers),
                    "new_rooms": sum(len(t.made) for t in house.types.values()),
                }
            )  # fmt: skip
        return result


def run_import(desk: Desk, request: ImportRequest, tell: Tell = silent, asked: Asked = never) -> ImportResult:
    """Import a file and write the report. Raises AppError before anything is written, or Cancelled."""
    started = perf_counter()
    with few_collections():
        prepared = prepare(desk, request, tell, asked)
        result = carry_out(desk, prepared, request, tell, asked)
    result.seconds = round(perf_counter() - started, 2)
    return result


def carry_out(
    desk: Desk, prepared: Prepared, request: ImportRequest, tell: Tell = silent, asked: Asked = never
) -> ImportResult:
    """Write what was planned, and the report; with `dry_run` the report only."""
    plan = prepared.plan
    done = len(plan.pending)
    if plan.pending and not request.dry_run:
        done = write_batches(desk, plan, request.batch, tell, asked)
    elif request.dry_run:
        name_people(plan.pending, desk.clock.now())
    result = prepared.result(done)
    result.dry_run, result.cancelled = request.dry_run, done < len(plan.pending)
    path = request.report or request.file.with_name(f"{request.file.name.split('.')[0]}-import-report.csv")
    outcome.write_report(path, plan, done)
    result.report = str(path)
    return result


def _suited(profile: Profile, desk: Desk) -> Profile:
    """The profile with the house's currency, where neither file nor profile names one."""
    if "currency" in profile.columns or "currency" in profile.defaults:
        return profile
    currencies = {p.currency for p in desk.ask(House()).properties}
    if len(currencies) != 1:
        return profile
    return replace(profile, defaults=profile.defaults | {"currency": currencies.pop()})


def _look_up(asked: Asked) -> None:
    if asked():
        raise Cancelled
