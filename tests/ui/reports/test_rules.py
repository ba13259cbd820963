"""Spans that are stepped, and round marks of a scale."""

from datetime import date

import pytest

from app.features.reports import Group
from ui.features.reports.axis import label_every, ticks
from ui.features.reports.controls import span_text
from ui.features.reports.spans import Span, regrouped, stepped, usual_span

DAY = Group.DAY


@pytest.mark.parametrize(
    ("first", "last", "steps", "to_first", "to_last"),
    [
        (date(2024, 1, 1), date(2024, 1, 31), 1, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 1, 1), date(2024, 1, 31), -1, date(2023, 12, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 3, 31), 1, date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 2, 27), date(2024, 3, 1), 1, date(2024, 3, 2), date(2024, 3, 5)),
        (date(2199, 12, 1), date(2199, 12, 31), 1, date(2200, 1, 1), date(2200, 1, 31)),
    ],
)
def test_steps(first: date, last: date, steps: int, to_first: date, to_last: date) -> None:
    """Whole months stay whole months; other days move by their count."""
    assert stepped(Span(first, last, DAY), steps) == Span(to_first, to_last, DAY)


def test_years_move_by_one() -> None:
    """Three years show two of them again; far beyond the calendar nothing moves."""
    span = usual_span(Group.YEAR, date(2026, 5, 5))
    assert stepped(span, -1) == Span(date(2023, 1, 1), date(2025, 12, 31), Group.YEAR)
    far = Span(date(1900, 1, 1), date(1902, 12, 31), Group.YEAR)
    assert stepped(far, -1) == far


def test_another_group_stays_near() -> None:
    """Around today where it is in sight, else around what was in sight."""
    year = usual_span(Group.MONTH, date(2026, 5, 5))
    assert regrouped(year, DAY, date(2026, 8, 8)).first == date(2026, 8, 1)
    assert regrouped(year, DAY, date(2030, 8, 8)).first == date(2026, 1, 1)
    assert regrouped(year, Group.YEAR, date(2030, 8, 8)).last == date(2026, 12, 31)


def test_names_of_spans() -> None:
    """Months and years by their names, other days by both ends."""
    assert span_text(usual_span(DAY, date(2026, 11, 21))) == "November 2026"
    assert span_text(usual_span(Group.MONTH, date(2026, 11, 21))) == "2026"
    assert span_text(usual_span(Group.YEAR, date(2026, 11, 21))) == "2024 – 2026"
    assert span_text(Span(date(2026, 11, 5), date(2026, 11, 20), DAY)) == "5 – 20 Nov 2026"


@pytest.mark.parametrize(
    ("top", "marks"),
    [(0, [0]), (1, [0, 1]), (6, [0, 2, 4, 6]), (47, [0, 12, 24, 36, 47]), (48, [0, 12, 24, 36, 48])],
)
def test_ticks(top: int, marks: list[int]) -> None:
    """Round, and the top itself."""
    assert ticks(top) == marks


@pytest.mark.parametrize("top", [3, 7, 99, 1_488, 17_568, 119_390, 5_000_000])
def test_ticks_are_few_and_rise(top: int) -> None:
    """Between two and seven marks, from 0 to the top."""
    marks = ticks(top)
    assert 2 <= len(marks) <= 7
    assert marks == sorted(set(marks))
    assert (marks[0], marks[-1]) == (0, top)


def test_labels_do_not_touch() -> None:
    """Where the slots are narrow, only some labels are shown."""
    assert label_every([14], 40.0) == 1
    assert label_every([14], 8.0) == 3
