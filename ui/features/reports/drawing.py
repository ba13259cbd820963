"""What the chart draws of the report's lines: labels under the bars, and how a bar reads."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from app.features.reports import Group
from app.kernel.text import tr
from ui.features.reports.chart import Column
from ui.features.reports.lines import Line, count_text, share_text
from ui.widgets.day_text import to_qdate
from ui.widgets.money_text import money_text

SATURDAY = 6


def columns(lines: Sequence[Line], group: Group, currency: str) -> list[Column]:
    """A column for each line."""
    return [
        Column(
            sold=line.period.room_nights,
            tentative=line.tentative,
            rooms=line.period.rooms_available,
            before=line.before.room_nights if line.before is not None else None,
            mark=_mark(line, group),
            under=_under(line, group, first=index == 0),
            weekend=group is Group.DAY and line.start.isoweekday() >= SATURDAY,
            reading=_reading(line, currency),
        )
        for index, line in enumerate(lines)
    ]


def _mark(line: Line, group: Group) -> str:
    form = {Group.DAY: "d", Group.MONTH: "MMM", Group.YEAR: "yyyy"}[group]
    return QLocale().toString(to_qdate(line.start), form)


def _under(line: Line, group: Group, *, first: bool) -> str:
    if group is Group.DAY and (first or line.start.day == 1):
        return QLocale().toString(to_qdate(line.start), "MMMM")
    if group is Group.MONTH and (first or line.start.month == 1):
        return QLocale().toString(to_qdate(line.start), "yyyy")
    return ""


def _reading(line: Line, currency: str) -> tuple[str, ...]:
    period = line.period
    sold, rooms = count_text(period.room_nights), count_text(period.rooms_available)
    said = [
        line.name,
        tr("{n} of {rooms} sold, {share}", n=sold, rooms=rooms, share=share_text(period.occupancy)),
    ]
    if line.tentative:
        said.append(tr("{n} more tentative", n=count_text(line.tentative)))
    if period.adr_minor is not None:
        said.append(tr("{money} a night", money=money_text(period.adr_minor, currency)))
    if line.before is not None:
        said.append(tr("{n} sold a year before", n=count_text(line.before.room_nights)))
    return tuple(said)
