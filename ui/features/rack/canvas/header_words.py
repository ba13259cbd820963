"""The words of the day header: names of days and months, the title of the range, the lines of its corner."""

from functools import cache

from app.kernel.text import tr
from ui.features.rack.canvas.frame import Frame, date_of
from ui.features.rack.canvas.view import HeaderLevel


@cache
def day_names(letters: int) -> tuple[str, ...]:
    """Monday to Sunday, short."""
    if letters == 2:
        return (tr("Mo"), tr("Tu"), tr("We"), tr("Th"), tr("Fr"), tr("Sa"), tr("Su"))
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))


@cache
def month_names() -> tuple[str, ...]:
    """January to December."""
    return (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )


@cache
def short_months() -> tuple[str, ...]:
    """Jan to Dec."""
    return (
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("Jun"),
        tr("Jul"),
        tr("Aug"),
        tr("Sep"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    )


def range_title(frame: Frame) -> tuple[str, int]:
    """The month or months that show, and the baseline of this title."""
    first, last = date_of(frame.day_numbers[0]), date_of(frame.day_numbers[-1])
    if frame.measures.header is HeaderLevel.MONTHS:
        years = str(first.year) if first.year == last.year else f"{first.year} / {last.year % 100:02d}"
        return years, 32
    if frame.measures.header is not HeaderLevel.NARROW_DAYS:
        return f"{month_names()[first.month - 1]} {first.year}", 19
    months = short_months()
    if (first.year, first.month) == (last.year, last.month):
        return f"{month_names()[first.month - 1]} {first.year}", 28
    return f"{months[first.month - 1]} – {months[last.month - 1]} {last.year}", 28


def corner_lines(frame: Frame) -> list[tuple[str, int]]:
    """What the figures under the dates are, with baselines."""
    elements, header = frame.view.elements, frame.measures.header
    if header is HeaderLevel.MONTHS:
        return [(tr("Occupancy"), 56)] if elements.occupancy else []
    lines: list[tuple[str, int]] = []
    if header is HeaderLevel.NARROW_DAYS:
        at = 49
        if elements.occupancy:
            lines.append((tr("Occupancy %"), at))
            at += 22
        if elements.free:
            lines.append((tr("Free rooms"), at))
        return lines
    at = 49
    if elements.occupancy:
        lines.append((tr("Occupancy"), at))
        at += 18
    if elements.movements:
        lines.append((tr("Arriving / leaving"), at))
        at += 15
    if elements.free:
        lines.append((tr("Free rooms"), at))
        at += 15
    if elements.revenue:
        lines.append((tr("Revenue"), at))
    return lines
