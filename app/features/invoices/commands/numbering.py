"""The number and the day of a document, at the end of its series; a series never has a gap nor goes back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from app.features import property
from app.features.invoices import repository
from app.features.invoices.commands.parties import SetSeries
from app.features.invoices.models import SeriesTerms
from app.features.invoices.rules.series import MOST_DIGITS, SERIES, Series, default_series, mark_of
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.documents import DocumentKind
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr


class SeriesExhausted(AppError):
    """The series has given its last number."""

    code = "series_exhausted"


class ClockBehind(AppError):
    """The clock shows a day before the last document of the series."""

    code = "clock_behind"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number with its place in the series, and the day that goes with it."""

    number: str
    sequence: int
    workstation: str
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a command knows of its number already: all of it when replayed, a day when one was chosen."""

    number: str = ""
    sequence: int = 0
    day: date | None = None


def give_number(
    uow: UnitOfWork,
    clock: Clock,
    property_id: UUID,
    kind: DocumentKind,
    given: Given,
    again: Callable[[date], Command],
) -> Numbered:
    """The next number of this workstation's series; `again` makes the command anew for another day.

    Raises SeriesExhausted and ClockBehind with a way on.
    """
    workstation = uow.actor.workstation
    series = series_of(uow, property_id, kind)
    if given.number and given.day is not None:
        return Numbered(given.number, given.sequence, workstation, given.day, _code(series, given.sequence))
    day = _day(uow, clock, property_id, kind, given, again)
    sequence = uow.next_number(SERIES.format(kind=kind), property_id, day.year)
    if sequence > series.last:
        raise SeriesExhausted(
            tr("The series {prefix} {year} has given its last number, {last}.", prefix=series.prefix,
               year=day.year, last=series.last),
            choices=_wider(uow, property_id, kind, series),
        )  # fmt: skip
    began = repository.beginners(uow.session, property_id, kind, day.year)
    number = series.number(day.year, mark_of(workstation, began), sequence)
    return Numbered(number, sequence, workstation, day, _code(series, sequence))


def series_of(uow: UnitOfWork, property_id: UUID, kind: DocumentKind) -> Series:
    """How the house writes the numbers of a kind."""
    terms = uow.find(SeriesTerms, property_id, str(kind))
    return default_series(kind) if terms is None else Series(terms.prefix, terms.digits, terms.code)


def _code(series: Series, sequence: int) -> str:
    return f"{series.code}-{sequence}" if series.code else ""


def _day(
    uow: UnitOfWork,
    clock: Clock,
    property_id: UUID,
    kind: DocumentKind,
    given: Given,
    again: Callable[[date], Command],
) -> date:
    """Today in the hotel's zone, never before the last document of the series."""
    zone = ZoneInfo(property.open_property(uow, property_id).timezone)
    today = clock.now().astimezone(zone).date()
    last = repository.last_day(uow.session, property_id, kind, uow.actor.workstation)
    day = given.day or today
    if last is not None and day < last:
        raise ClockBehind(
            tr("The last document of this series is of {last}, this one would be of {day}. "
               "Set the clock right, or date it {last}.", last=f"{last:%d %b %Y}", day=f"{day:%d %b %Y}"),
            choices=[Choice(tr("Date it {day}", day=f"{last:%d %b %Y}"), again(last))],
            field="dated",
        )  # fmt: skip
    if day > max(today, last or today):
        raise InvalidInput(tr("A document is not dated ahead."), field="dated")
    return day


def _wider(uow: UnitOfWork, property_id: UUID, kind: DocumentKind, series: Series) -> list[Choice]:
    if series.digits >= MOST_DIGITS:
        return []
    wider = SetSeries(
        id=uow.new_id(), property_id=property_id, kind=str(kind), prefix=series.prefix,
        digits=series.digits + 1, code=series.code,
    )  # fmt: skip
    return [Choice(tr("Write numbers with {digits} digits", digits=series.digits + 1), wider)]
