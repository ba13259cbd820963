"""The sheet's rules without a window: what is typed, pasted, filled, selected, and where cells stand."""

from datetime import date
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ui.features.rates.plan_words import bands_text, parse_bands, parse_share, share_text
from ui.features.rates.sheet import edits
from ui.features.rates.sheet.clipboard import Refused, as_text, cells_of
from ui.features.rates.sheet.data import NO_PRICE, SheetData, SheetPlan, SheetType
from ui.features.rates.sheet.entries import Entry, EntryKind, applied, parse_entry
from ui.features.rates.sheet.looks import look_codes
from ui.features.rates.sheet.measures import GROUP, ROW, lay_out
from ui.features.rates.sheet.pointer import fill_target
from ui.features.rates.sheet.selection import Block, Selection
from ui.features.rates.source import problem_spans, runs_of, with_edit
from ui.widgets.ages_edit import parse_ages

FIRST = date(2026, 11, 16)


def sheet(minor: list[list[int]], *, linked: bool = False) -> SheetData:
    """One room type, a line for each list; the second plan follows the first when `linked`."""
    prices = np.array(minor, np.int64)
    rows = len(minor)
    plans = [
        SheetPlan(uuid4(), f"Plan {n}", "follows" if linked and n else "", 0 if linked and n else -1)
        for n in range(rows)
    ]
    none = np.zeros(prices.shape, bool)
    return SheetData(
        FIRST, date(2026, 11, 17), "EUR", [SheetType(UUID(int=1), "Double", 2)], plans,
        np.zeros(rows, np.int64), np.arange(rows), prices, none.copy(), none, none, none,
        np.zeros(prices.shape, np.int64), np.zeros(prices.shape, np.int64), none.copy(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("120", EntryKind.SET, 12_000), ("=120.50", EntryKind.SET, 12_050), ("€ 99,9", EntryKind.SET, 9_990),
        ("1.234,50", EntryKind.SET, 123_450), ("+10", EntryKind.ADD, 1_000), ("−3", EntryKind.ADD, -300),
        ("- 3.5", EntryKind.ADD, -350), ("+5%", EntryKind.PERCENT, 500), ("−7,5 %", EntryKind.PERCENT, -750),
    ],
)  # fmt: skip
def test_what_is_typed(text: str, kind: EntryKind, value: int) -> None:
    """Prices in the ways that people write them, and changes of prices."""
    assert parse_entry(text, "EUR") == Entry(kind, value)


@pytest.mark.parametrize(
    "text", ["abc", "5%", "12..3", "--3", "+", "%", "1e5", "−100%", "+2000%", "12,345,6"]
)
def test_what_is_no_price(text: str) -> None:
    """Nonsense is no entry; a share needs its sign."""
    assert parse_entry(text, "EUR") is None


def test_a_german_spreadsheet() -> None:
    """The same digits mean what the user's language says."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert parse_entry("1.250", "EUR") == Entry(EntryKind.SET, 125_000)
        assert parse_entry("99,50", "EUR") == Entry(EntryKind.SET, 9_950)
        assert as_text(np.array([[123_450, NO_PRICE]]), "EUR") == "1.234,50\t\n"
    finally:
        QLocale.setDefault(before)


def test_whole_prices_stay_whole() -> None:
    """Ten percent on 151 is 166; with cents among them it is exact to the cent."""
    ten = Entry(EntryKind.PERCENT, 1_000)
    assert applied(ten, np.array([15_100, NO_PRICE]), "EUR").tolist() == [16_600, NO_PRICE]
    assert applied(ten, np.array([15_150]), "EUR").tolist() == [16_665]
    assert applied(Entry(EntryKind.ADD, -500), np.array([300]), "EUR").tolist() == [0]


def test_filling_repeats_the_pattern() -> None:
    """Two nights over five, counted from the block's corner; both ways at once."""
    data = sheet([[1_00, 2_00, 0, 0, 0], [0, 0, 0, 0, 0]])
    edit = edits.filled(data, np.arange(2), Block(0, 0, 0, 1), Block(0, 0, 0, 4))
    assert with_edit(data, edit).minor[0].tolist() == [100, 200, 100, 200, 100]
    down = edits.filled_down(data, np.arange(2), Block(0, 0, 1, 1))
    assert with_edit(data, down).minor[1].tolist() == [100, 200, 0, 0, 0]
    right = edits.filled_right(data, np.arange(2), Block(0, 1, 0, 3))
    assert with_edit(data, right).minor[0].tolist() == [100, 200, 200, 200, 0]


def test_a_fill_grows_one_way() -> None:
    """The handle goes along the longer way; back over the block it fills nothing."""
    source = Block(2, 2, 3, 3)
    assert fill_target(source, (3, 6)) == Block(2, 2, 3, 6)
    assert fill_target(source, (0, 2)) == Block(0, 2, 3, 3)
    assert fill_target(source, (2, 2)) is None


def test_pasting_is_all_or_nothing() -> None:
    """One cell that is no price, or no room: nothing changes, and the cell is named."""
    data = sheet([[100, 200, 300], [400, 500, 600]])
    lines, at = np.arange(2), Selection.at((0, 1))
    refused = edits.pasted(data, lines, at, "1\t2\n3\tx\n")
    assert isinstance(refused, Refused)
    assert refused.cell == (1, 2)
    assert "“x” is no price" in refused.sentence
    assert isinstance(edits.pasted(data, lines, at, "1\t2\t3"), Refused)
    assert isinstance(edits.pasted(data, lines, at, "1\n2\n3"), Refused)
    found = edits.pasted(data, lines, at, "7\t8\r\n9\t\r\n")
    assert not isinstance(found, Refused)
    assert with_edit(data, found[0]).minor.tolist() == [[100, 700, 800], [400, 900, 600]]


def test_one_value_goes_into_all_that_is_selected() -> None:
    """A copied block is repeated over a selection that is a multiple of it."""
    data = sheet([[100, 200, 300, 400]] * 2)
    lines, all_of_it = np.arange(2), Selection.of((Block(0, 0, 1, 3),))
    one = edits.pasted(data, lines, all_of_it, "5")
    assert not isinstance(one, Refused)
    assert (with_edit(data, one[0]).minor == 500).all()
    two = edits.pasted(data, lines, all_of_it, "1\t2")
    assert not isinstance(two, Refused)
    assert with_edit(data, two[0]).minor.tolist() == [[100, 200, 100, 200]] * 2


def test_only_what_changes_is_written() -> None:
    """An equal price is no change, but on a linked line it becomes its own."""
    data = sheet([[100, 200], [100, 200]], linked=True)
    lines, entry = np.arange(2), Entry(EntryKind.SET, 100)
    edit = edits.typed(data, lines, Selection.of((Block(0, 0, 1, 1),)), entry)
    assert sorted(zip(edit.lines.tolist(), edit.columns.tolist(), strict=True)) == [(0, 1), (1, 0), (1, 1)]
    assert len(edits.cleared(data, lines, Selection.at((1, 1)))) == 0
    data.own[1, 1] = True
    cleared = edits.cleared(data, lines, Selection.at((1, 1)))
    assert cleared.clears
    runs = runs_of(data, edit)
    assert [(run.first.day, run.amounts) for run in runs] == [(17, (100,)), (16, (100, 100))]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**7), min_size=3, max_size=3), min_size=1, max_size=4))
def test_copied_and_pasted_is_the_same(minor: list[list[int]]) -> None:
    """What goes out comes back, to the cent."""
    data = sheet(minor)
    text = as_text(data.minor, "EUR")
    assert len(cells_of(text)) == len(minor)
    blank = sheet([[NO_PRICE] * 3 for _ in minor])
    found = edits.pasted(blank, np.arange(len(minor)), Selection.at((0, 0)), text)
    assert not isinstance(found, Refused)
    assert with_edit(blank, found[0]).minor.tolist() == minor


def test_selection_and_places() -> None:
    """Shift moves the far corner; headings are no rows; a folded type has no lines."""
    start = Selection.at((2, 2)).stretched((0, 4))
    assert start.block == Block(0, 2, 2, 4)
    assert start.far_corner == (0, 4)
    assert start.cursor == (2, 2)
    assert start.plus(Block(5, 5, 5, 5), (5, 5)).mask(6, 6).sum() == 10
    data = sheet([[100], [200]])
    layout = lay_out(data, frozenset(), 58)
    assert layout.tops.tolist() == [GROUP, GROUP + ROW]
    assert (layout.row_at(5), layout.row_at(GROUP), layout.head_at(5)) == (-1, 0, 0)
    assert lay_out(data, frozenset({0}), 58).rows == 0


def test_looks_differ_where_cells_do() -> None:
    """Every difference one can see gives another picture."""
    data = sheet([[100, 100, 100]])
    data.closed[0, 1] = True
    assert len(np.unique(look_codes(data)[0, 1:])) == 2
    data.problem[0, 1:] = True
    assert problem_spans(data) == [(0, date(2026, 11, 17), date(2026, 11, 18))]


def test_words_of_plans() -> None:
    """Shares, age bands and ages go to and fro."""
    assert [parse_share(text) for text in ("", "−10", "7.5 %", "x")] == [0, -1_000, 750, None]
    assert (share_text(-1_000), share_text(750)) == ("−10", "7.5")
    assert parse_bands("0–3, 4-12") == ((0, 4), (4, 13))
    assert bands_text(((0, 4), (4, 13))) == "0–3, 4–12"
    assert (parse_bands("three"), parse_ages("4, 9"), parse_ages("44")) == (None, (4, 9), None)
