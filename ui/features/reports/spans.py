"""Which days a report shows and how they are stepped: months, years, or any days that were picked."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.features.reports import Group

EARLIEST, LATEST = 1900, 2200
YEARS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a report, both included, and what a row stands for."""

    first: date
    last: date
    group: Group

    @property
    def whole_months(self) -> int:
        """How many months it is, or 0 when it does not begin and end with one."""
        if self.first.day != 1 or self.last != month_end(self.last):
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def add_months(first: date, months: int) -> date:
    """The first of a month, so many months on."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def usual_span(group: Group, day: date) -> Span:
    """The days that are usually looked at: a month by days, a year by months, three years by years."""
    if group is Group.DAY:
        return Span(day.replace(day=1), month_end(day), group)
    begin = day.year if group is Group.MONTH else day.year - YEARS + 1
    return Span(date(begin, 1, 1), date(day.year, 12, 31), group)


def regrouped(span: Span, group: Group, today: date) -> Span:
    """The usual days for another group, around today where the span has it, else around its end or start."""
    if span.first <= today <= span.last:
        near = today
    else:
        near = span.first if group is Group.DAY else span.last
    return usual_span(group, near)


def stepped(span: Span, steps: int) -> Span:
    """The days before or after: whole months stay whole, years move by one, others by their days."""
    if span.group is Group.YEAR and span.whole_months % 12 == 0 and span.whole_months:
        months = 12 * steps
    else:
        months = span.whole_months * steps
    within = span.first.year + months // 12 >= EARLIEST and span.last.year + months // 12 < LATEST
    if not within:
        return span
    if months:
        last = month_end(add_months(span.last.replace(day=1), months))
        return replace(span, first=add_months(span.first, months), last=last)
    days = timedelta(days=((span.last - span.first).days + 1) * steps)
    return replace(span, first=span.first + days, last=span.last + days)
