"""The page around the sheet: panel, bulk change, warnings, and what it says when there is nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.features.rates import LimitSpan, SetRestrictions
from app.kernel.errors import AppError
from tests.support.desk import Desk
from tests.support.houses import OPENED
from tests.support.windows import windows
from tests.ui.rates.conftest import AtRates, Pricer
from ui.features import rates
from ui.features.rates.rates_page import RatesPage
from ui.features.rates.sheet.data import Grid
from ui.features.rates.sheet.entries import EntryKind
from ui.features.rates.sheet.selection import Block, Selection
from ui.widgets.theme import Mode, theme


def mask_of(pricer: Pricer, name: str, row: int) -> Grid:
    """A limit of a row that shows."""
    found: Grid = getattr(pricer.data, name)[pricer.sheet.lines[row]]
    return found


def select(pricer: Pricer, row: int, offset: int, nights: int = 3) -> None:
    """Nights of a line, with the panel open."""
    column = pricer.column(offset)
    pricer.sheet.select(Selection.of((Block(row, column, row, column + nights - 1),)))
    pricer.page.open_panel()
    pricer.settle()


def test_the_panel_changes_prices_and_limits(desk: Desk, at_rates: AtRates) -> None:
    """It shows beforehand what would be; then both are written, and both can be undone."""
    del desk
    pricer = at_rates()
    row = pricer.row("Standard", "Flexible")
    select(pricer, row, 2)
    panel = pricer.page.panel
    assert panel is not None
    assert panel.title.text() == "Change 3 prices"
    assert "Standard · Flexible" in panel.what.text()
    assert panel.linked.text() == "2 linked rates follow"
    panel.type_price(EntryKind.PERCENT, "+ 10")
    assert panel.example.text() == "Flexible, Mon 23 Nov: € 100.00 → € 110.00"
    assert pricer.price("Standard", "Flexible", 2) == 11_000
    assert pricer.kept("Standard", "Flexible", 2) == 10_000
    panel.least.choose(2)
    panel.flags["no_arrival"].setChecked(True)
    panel.do_apply()
    pricer.settle()
    assert pricer.kept("Standard", "Flexible", 2) == 11_000
    column = pricer.column(2)
    assert mask_of(pricer, "min_stay", row)[column : column + 4].tolist() == [2, 2, 2, 0]
    assert mask_of(pricer, "no_arrival", row)[column]
    pricer.window.services.undo.undo()
    pricer.settle()
    assert not mask_of(pricer, "min_stay", row).any()
    assert pricer.kept("Standard", "Flexible", 2) == 11_000


def test_the_panel_puts_back_and_says_what_is_wrong(desk: Desk, at_rates: AtRates) -> None:
    """Closing it forgets what was only shown."""
    before = desk.digest()
    pricer = at_rates()
    select(pricer, 0, 2)
    panel = pricer.page.panel
    assert panel is not None
    panel.type_price(EntryKind.SET, "lots")
    panel.do_apply()
    assert "no price" in panel.field.sentence
    panel.type_price(EntryKind.ADD, "5")
    assert pricer.price("Standard", "Flexible", 2) == 10_500
    pricer.press(Qt.Key.Key_Escape)
    pricer.page.close_panel()
    assert pricer.price("Standard", "Flexible", 2) == 10_000
    assert desk.digest() == before


def test_the_mouse_opens_the_panel(desk: Desk, at_rates: AtRates) -> None:
    """A click selects and the side panel tells of it; double click types."""
    del desk
    pricer = at_rates()
    cell = (1, pricer.column(3))
    QTest.mouseClick(pricer.sheet.viewport(), Qt.MouseButton.LeftButton, pos=pricer.point(cell))
    pricer.settle()
    assert pricer.page.panel is not None
    assert pricer.page.panel.title.text() == "Change 1 price"
    QTest.mouseDClick(pricer.sheet.viewport(), Qt.MouseButton.LeftButton, pos=pricer.point(cell))
    assert pricer.sheet.editor.isVisible()


def test_change_many(desk: Desk, at_rates: AtRates) -> None:
    """Fridays and Saturdays of a month, all types: ten percent more and two nights at least."""
    del desk
    pricer = at_rates()
    pricer.put((0, pricer.column(0)))
    dialog = pricer.page.change_many()
    assert dialog is not None
    dialog.weekdays.show_days(0b0110000)
    dialog.how.choose(EntryKind.PERCENT)
    dialog.price.setText("10")
    dialog.limits["min_through"].setValue(2)
    dialog.flags["no_departure"].setCheckState(Qt.CheckState.Checked)
    assert dialog.summary.text().endswith("18 prices")
    dialog.do_apply()
    pricer.settle()
    assert [pricer.kept("Small", "Flexible", n) for n in (0, 1, 6, 7, 8, 35)] == [
        16_500, 15_000, 16_500, 16_500, 15_000, 15_000,
    ]  # fmt: skip
    row = pricer.row("Small", "Fixed")
    assert mask_of(pricer, "min_stay", row)[pricer.column(6)] == 2
    assert mask_of(pricer, "no_departure", row)[pricer.column(7)]


def test_change_many_says_what_is_missing(desk: Desk, at_rates: AtRates) -> None:
    """Nothing chosen, or no price: a sentence, and nothing is written."""
    before = desk.digest()
    pricer = at_rates()
    dialog = pricer.page.change_many()
    assert dialog is not None
    dialog.do_apply()
    assert dialog.summary.text().startswith("Nothing to apply")
    dialog.how.choose(EntryKind.SET)
    dialog.price.setText("many")
    dialog.do_apply()
    assert dialog.field.sentence
    dialog.how.choose(EntryKind.ADD)
    dialog.price.setText("-500")
    dialog.do_apply()
    pricer.settle()
    assert "below zero" in dialog.field.sentence
    dialog.weekdays.show_days(0)
    assert not dialog.apply.isEnabled()
    dialog.reject()
    assert desk.digest() == before


def test_impossible_dates_are_warned_of(desk: Desk, at_rates: AtRates) -> None:
    """The strip names type, plan and days; its button goes there; it goes when they are possible again."""
    pricer = at_rates()
    plan = pricer.data.plans[0].id
    day = OPENED + timedelta(days=40)
    spans = (
        LimitSpan(day, day, "min_through", 3, (plan,)),
        LimitSpan(day, day, "max_through", 2, (plan,)),
    )
    desk_command = SetRestrictions(id=desk.app.new_id(), property_id=desk.hotel.property_id, spans=spans)
    pricer.window.operations.run_command(desk_command)
    pricer.settle()
    strip = pricer.page.notices.warning
    assert strip is not None
    assert strip.button is not None
    strip.button.click()
    assert pricer.sheet.selection.cursor[1] == pricer.data.column(day)
    assert "no stay is possible here" in pricer.sheet.text_at(pricer.sheet.selection.cursor)
    pricer.window.operations.write(lambda app: app.undo(desk_command.id, app.new_id()))
    pricer.settle()
    assert pricer.page.notices.warning is None


def test_a_hotel_without_plans_says_so(bare_desk: Desk, at_rates: AtRates) -> None:
    """The way on is a plan; when it has prices, the sheet is there."""
    pricer = at_rates()
    assert pricer.page.nothing.isVisible()
    assert pricer.page.nothing.button is not None
    pricer.page.nothing.button.click()
    pricer.settle()
    dialog = pricer.page.dialog
    assert dialog is not None
    dialog.close()
    assert bare_desk.app is pricer.window.services.app


def test_who_may_not_is_told_at_the_cell(desk: Desk, at_rates: AtRates, qtbot: object) -> None:
    """The sheet shows for everybody; a change is refused with a sentence and put back."""
    del at_rates
    app = desk.app.as_actor(replace(desk.app.actor, permissions=frozenset({"reservations.*"})))
    with windows() as show:
        window = show(app, rates.register)
        window.open_page("rates")
        pricer = Pricer(qtbot, desk, window)  # type: ignore[arg-type]
        pricer.settle()
        pricer.put((0, 20))
        pricer.write("120")
        assert pricer.sheet.notice.isVisible()
        assert "role" in pricer.sheet.notice.sentence.text()
        assert pricer.data.minor[0, 20] == 10_000
        window.run_action("rates.change_many")
        assert pricer.page.dialog is None


def test_when_rates_cannot_be_read(desk: Desk, at_rates: AtRates) -> None:
    """A strip says so and offers to try again."""
    del desk
    pricer = at_rates()
    pricer.page.data.view = None
    pricer.page.data.refused.emit(AppError("The database does not answer."))
    strip = pricer.page.notices.strip
    assert strip is not None
    assert strip.button is not None
    strip.button.click()
    pricer.settle()
    assert pricer.page.notices.strip is None


@pytest.mark.parametrize("mode", list(Mode))
def test_both_palettes(desk: Desk, at_rates: AtRates, mode: Mode) -> None:
    """The sheet is painted anew when the palette changes."""
    del desk
    pricer = at_rates()
    theme().use(mode)
    pricer.settle()
    page = pricer.page
    assert isinstance(page, RatesPage)
    picture = page.grab().toImage()
    assert picture.pixelColor(5, 100).lightness() > 128 if mode is Mode.LIGHT else True
    theme().use(Mode.LIGHT)
