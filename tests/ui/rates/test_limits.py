"""Restrictions in the sheet: X, A, D and "min 2" in cells, undo, linked rates, the panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.desk import Desk
from tests.ui.rates.conftest import AtRates, Pricer
from tests.ui.rates.test_page import mask_of, select
from ui.features.rates.sheet.limit_entries import parse_limits
from ui.features.rates.sheet.selection import Block, Selection

FLEXIBLE, LINKED = ("Standard", "Flexible"), ("Standard", "Fixed")


def held(pricer: Pricer, name: str, line: tuple[str, str], offset: int, nights: int = 4) -> list[int]:
    """A limit of some nights as it shows."""
    column = pricer.column(offset)
    return [int(value) for value in mask_of(pricer, name, pricer.row(*line))[column : column + nights]]


def hold(pricer: Pricer, line: tuple[str, str], offset: int, nights: int) -> None:
    """Select nights of a line."""
    row, column = pricer.row(*line), pricer.column(offset)
    pricer.put((row, column))
    pricer.sheet.select(Selection.of((Block(row, column, row, column + nights - 1),)))


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("x", {"closed": 1}), ("A d", {"no_arrival": 1, "no_departure": 1}), ("min 3", {"min_through": 3}),
        ("m3", {"min_through": 3}), ("min 2, max 7", {"min_through": 2, "max_through": 7}),
        ("max0 x", {"max_through": None, "closed": 1}),
        ("open", {"closed": None, "no_arrival": None, "no_departure": None}),
        ("m", None), ("min", None), ("min 400", None), ("y", None), ("x 12", None), ("", None),
        ("min 2!", None),
    ],
)  # fmt: skip
def test_what_is_typed(text: str, limits: dict[str, int | None] | None) -> None:
    """Letters and stays, alone or together; anything else is none."""
    assert parse_limits(text) == limits


@pytest.mark.parametrize(("key", "name"), [("x", "closed"), ("a", "no_arrival"), ("D", "no_departure")])
def test_a_letter_sets_a_limit_and_takes_it_away(desk: Desk, at_rates: AtRates, key: str, name: str) -> None:
    """On all that is selected, with the rates that follow; where all have it, it goes; undo works."""
    del desk
    pricer = at_rates()
    hold(pricer, FLEXIBLE, 2, 3)
    QTest.keyClicks(pricer.sheet, key)
    pricer.settle()
    assert held(pricer, name, FLEXIBLE, 2) == [1, 1, 1, 0]
    assert held(pricer, name, LINKED, 2) == [1, 1, 1, 0]
    QTest.keyClicks(pricer.sheet, key)
    pricer.settle()
    assert held(pricer, name, FLEXIBLE, 2) == [0, 0, 0, 0]
    pricer.window.services.undo.undo()
    pricer.settle()
    assert held(pricer, name, FLEXIBLE, 2) == [1, 1, 1, 0]


def test_a_stay_is_typed(desk: Desk, at_rates: AtRates) -> None:
    """M begins it; least and longest stand together; 0 takes one away; nonsense is told at the cell."""
    del desk
    pricer = at_rates()
    hold(pricer, FLEXIBLE, 3, 1)
    pricer.write("min 2 max 5")
    assert held(pricer, "min_stay", FLEXIBLE, 3, 2) == [2, 0]
    assert held(pricer, "max_stay", FLEXIBLE, 3, 2) == [5, 0]
    hold(pricer, FLEXIBLE, 3, 1)
    pricer.write("max 0")
    assert held(pricer, "max_stay", FLEXIBLE, 3, 2) == [0, 0]
    hold(pricer, FLEXIBLE, 3, 1)
    pricer.write("much")
    assert "is no restriction" in pricer.sheet.notice.sentence.text()
    pricer.press(Qt.Key.Key_Escape)


def test_a_linked_rate_says_what_it_follows(desk: Desk, at_rates: AtRates) -> None:
    """What the parent forbids is not opened here; its own restriction is."""
    del desk
    pricer = at_rates()
    hold(pricer, FLEXIBLE, 2, 1)
    QTest.keyClicks(pricer.sheet, "x")
    pricer.settle()
    hold(pricer, LINKED, 2, 1)
    QTest.keyClicks(pricer.sheet, "x")
    pricer.settle()
    assert pricer.sheet.notice.sentence.text() == "It follows Flexible, which is restricted. Open it there."
    hold(pricer, LINKED, 3, 1)
    for expected in (1, 0):
        QTest.keyClicks(pricer.sheet, "x")
        pricer.settle()
        assert held(pricer, "closed", LINKED, 3, 1) == [expected]
        assert held(pricer, "closed", FLEXIBLE, 3, 1) == [0]


def test_the_panel_sets_the_longest_stay(desk: Desk, at_rates: AtRates) -> None:
    """Through the nights or on arrival; both kinds go with "No maximum"."""
    del desk
    pricer = at_rates()
    for way in ("min_through", "min_arrival"):
        select(pricer, pricer.row(*FLEXIBLE), 2)
        panel = pricer.page.panel
        assert panel is not None
        panel.counts.choose(way)
        panel.most.choose(3)
        panel.do_apply()
        pricer.settle()
        assert held(pricer, "max_stay", FLEXIBLE, 2) == [3, 3, 3, 0]
        select(pricer, pricer.row(*FLEXIBLE), 2)
        panel.most.choose(0)
        panel.do_apply()
        pricer.settle()
        assert held(pricer, "max_stay", FLEXIBLE, 2) == [0, 0, 0, 0]
