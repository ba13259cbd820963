"""Money and days as people type and read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kernel.dates import StayDates
from ui.widgets.day_text import day_span, long_day, parse_day, short_day
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import amount_text, money_text, parse_amount
from ui.widgets.stay_picker import DayEdit, StayPicker

TODAY = date(2026, 11, 21)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("132", 13_200),
        ("132.5", 13_250),
        ("132,50", 13_250),
        ("1,264.00", 126_400),
        ("1.264,00", 126_400),
        ("1,264", 126_400),
        ("1 264.00", 126_400),
        ("€ 12.30", 1_230),
        ("-5", -500),
        (".5", 50),
        ("0.05", 5),
        ("132.555", None),
        ("twelve", None),
        ("", None),
        ("1e5", None),
        ("9" * 20, None),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, minor: int | None) -> None:
    assert parse_amount(typed, "EUR") == minor


def test_places_follow_the_currency() -> None:
    assert parse_amount("1,000", "JPY") == 1_000
    assert parse_amount("1.5", "JPY") is None
    assert parse_amount("1.250", "KWD", locale=QLocale.c()) == 1_250
    assert amount_text(1_250, "KWD", locale=QLocale.c()) == "1.250"


def test_amounts_are_written_in_the_locale() -> None:
    assert money_text(126_400, "EUR") == "€ 1,264.00"
    assert money_text(-13_200, "EUR") == "− € 132.00"
    assert amount_text(126_400, "EUR", locale=GERMAN) == "1.264,00"
    assert money_text(12_650, "EUR", cents=False) == "€ 127"
    assert money_text(-40, "EUR", cents=False) == "− € 0"


@given(
    st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"]), st.sampled_from(["en", "de", "c"])
)
def test_what_is_written_is_read_back(minor: int, currency: str, where: str) -> None:
    locale = {"en": QLocale(QLocale.Language.English), "de": GERMAN, "c": QLocale.c()}[where]
    assert parse_amount(amount_text(minor, currency, locale=locale), currency, locale=locale) == minor


def test_a_money_field_never_guesses(qtbot: QtBot) -> None:
    field = MoneyEdit("EUR", 13_200)
    qtbot.addWidget(field)
    told: list[int] = []
    field.changed.connect(told.append)
    field.selectAll()
    QTest.keyClicks(field, "12x")
    assert field.minor is None
    assert told == [100, 1_200]
    field.clear()
    assert field.minor == 0


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.11.2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("24.11", date(2026, 11, 24)),
        ("24 Nov", date(2026, 11, 24)),
        ("5.1", date(2027, 1, 5)),
        ("29.2", date(2028, 2, 29)),
        ("+3", date(2026, 11, 24)),
        ("31.2", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_are_read_near_today(typed: str, day: date | None) -> None:
    assert parse_day(typed, TODAY) == day


def test_days_are_written_short() -> None:
    assert short_day(TODAY) == "Sat 21 Nov"
    assert long_day(TODAY) == "Sat 21 Nov 2026"
    assert day_span(date(2026, 11, 19), date(2026, 12, 2)) == "19 Nov – 2 Dec 2026"
    assert day_span(date(2026, 11, 1), date(2026, 11, 21)) == "1 – 21 Nov 2026"
    assert day_span(date(2026, 12, 30), date(2027, 1, 2)) == "30 Dec 2026 – 2 Jan 2027"


@pytest.fixture
def picker(qtbot: QtBot) -> StayPicker:
    made = StayPicker(StayDates(TODAY, date(2026, 11, 24)))
    qtbot.addWidget(made)
    return made


def retype(field: DayEdit, text: str) -> None:
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_moving_the_arrival_keeps_the_nights(picker: StayPicker) -> None:
    told: list[StayDates] = []
    picker.changed.connect(told.append)
    retype(picker.arrival, "28.11")
    assert told == [StayDates(date(2026, 11, 28), date(2026, 12, 1))]
    retype(picker.departure, "+5")
    assert picker.dates.nights == 5


def test_a_departure_before_the_arrival_becomes_day_use(picker: StayPicker) -> None:
    retype(picker.departure, "1.11.2026")
    assert picker.dates.is_day_use


def test_what_is_no_day_is_marked_and_changes_nothing(picker: StayPicker) -> None:
    retype(picker.arrival, "soon")
    assert picker.arrival.property("wrong") == "true"
    assert picker.dates.arrival == TODAY
