"""The rows of the report as a screen shows them: what happened, what a year before, what changed."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale

from app.features.reports import ComparedView, Group, Period
from app.kernel.text import tr
from ui.widgets.day_text import short_day, to_qdate
from ui.widgets.money_text import amount_text, money_text

NONE = "–"
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Line:
    """One period. `before` is None where the house has no figures of a year before."""

    period: Period
    start: date
    name: str
    tentative: int
    before: Period | None
    today: bool

    @property
    def free(self) -> int:
        """Rooms neither sold nor held; below zero when too many were sold."""
        return self.period.rooms_available - self.period.room_nights - self.tentative


def lines_of(view: ComparedView, today: date) -> list[Line]:
    """A line for each period of the report."""
    earlier = {p.period: p for p in view.now.before} if view.now.last_year is not None else {}
    made = []
    for period in view.now.rows:
        start = max(_start(period.period), view.now.first)
        before = earlier.get(f"{int(period.period[:4]) - 1:04d}{period.period[4:]}")
        if before is not None and not _known(view, _start(before.period)):
            before = None
        own = view.now.group is Group.DAY and start == today
        name = tr("{day}, tonight", day=short_day(start)) if own else period_name(start, view.now.group)
        made.append(Line(period, start, name, view.tentative.get(period.period, 0), before, own))
    return made


def comparable(view: ComparedView) -> Period | None:
    """The sum of the year before: of a year at most, and only when the house has figures of all its days."""
    now = view.now
    within = (now.last - now.first).days < LONGEST and bool(now.before)
    return now.last_year if within and _known(view, _start(now.before[0].period)) else None


def year_before(view: ComparedView) -> int:
    """The year in which the same days a year before begin."""
    return view.now.first.year - 1


def _known(view: ComparedView, start: date) -> bool:
    return view.since is not None and start >= view.since


def _start(period: str) -> date:
    return date.fromisoformat(period + "0000-01-01"[len(period) :])


def period_name(start: date, group: Group) -> str:
    """ "Sat 14 Nov", "November 2026" or "2026"."""
    if group is Group.DAY:
        return short_day(start)
    return QLocale().toString(to_qdate(start), "MMMM yyyy" if group is Group.MONTH else "yyyy")


def share_text(share: float) -> str:
    """ "79.4 %"."""
    return f"{QLocale().toString(share * 100, 'f', 1)} %"


def count_text(count: int) -> str:
    """A count with the locale's separators."""
    return QLocale().toString(count)


def amount_or_none(minor: int | None, currency: str) -> str:
    """An amount without its currency, or a dash."""
    return NONE if minor is None else amount_text(minor, currency)


def grown(now: int | None, before: int | None) -> float | None:
    """By which share a figure grew; None where that cannot be said."""
    return None if now is None or not before else (now - before) / abs(before)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a tile shows: the figure and its change; `good` when it is no loss."""

    text: str
    change: str = ""
    cause: str = ""
    good: bool = True


def figures(view: ComparedView) -> tuple[Figure, ...]:
    """Occupancy, average rate, RevPAR, revenue and nights of the whole report."""
    now, before, currency = view.now.total, comparable(view), view.now.currency

    def rate(minor: int | None) -> str:
        return NONE if minor is None else money_text(minor, currency)

    shown = (
        share_text(now.occupancy) if now.rooms_available else NONE, rate(now.adr_minor),
        rate(now.revpar_minor), money_text(now.room_revenue_minor, currency, cents=False),
        count_text(now.room_nights),
    )  # fmt: skip
    if before is None:
        if (view.now.last - view.now.first).days < LONGEST:
            some = view.now.last_year is not None
            year = year_before(view)
            cause = tr("{year} is not complete", year=year) if some else tr("no figures of {year}", year=year)
        else:
            cause = tr("{first} to {last}", first=view.now.first.year, last=view.now.last.year)
        return tuple(Figure(text, cause=cause) for text in shown)
    points = round((now.occupancy - before.occupancy) * 100, 1)
    adr = None
    if now.adr_minor is not None and before.adr_minor is not None:
        adr = now.adr_minor - before.adr_minor
    changes = (
        _change(points, tr("{n} points", n=QLocale().toString(abs(points), "f", 1))),
        _change(adr, money_text(abs(adr or 0), currency)),
        _grown(now.revpar_minor, before.revpar_minor),
        _grown(now.room_revenue_minor, before.room_revenue_minor),
        _grown(now.room_nights, before.room_nights),
    )
    cause = tr("on {year}", year=year_before(view))
    return tuple(
        Figure(text, change, cause if change else "", good=good)
        for text, (change, good) in zip(shown, changes, strict=True)
    )


def _change(by: float | None, text: str) -> tuple[str, bool]:
    if by is None:
        return "", True
    sign = "↑" if by > 0 else "↓" if by < 0 else "±"
    return f"{sign}{text}", by >= 0


def _grown(now: int | None, before: int | None) -> tuple[str, bool]:
    by = grown(now, before)
    return ("", True) if by is None else _change(by, share_text(abs(by)))
