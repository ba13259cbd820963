"""Pictures of the rates: a change being typed, a refused paste, many changed, a quote, the plans, none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.features.rates.quote_dialog import QuoteDialog
from ui.features.rates.rates_page import RatesPage
from ui.features.rates.setup_dialog import SetupDialog
from ui.features.rates.sheet.entries import EntryKind
from ui.features.rates.sheet.selection import Block, Selection
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

Prepare = Callable[[Stage, RatesPage], QWidget | None]
AFTER_TODAY: Final = 6
NOT_A_PRICE: Final = "120\t130\n140\tabc"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    shots: dict[str, Prepare] = {
        "rates-sheet": _sheet,
        "rates-paste-refused": _refused,
        "rates-bulk": _bulk,
        "rates-quote": _quote,
        "rates-plans": _part("plans"),
        "rates-seasons": _part("seasons"),
        "rates-packages": _part("packages"),
        "rates-agreements": _part("agreements"),
        "rates-empty": _empty,
    }
    return [ScreenShot(name=name, prepare=_on_page(prepare)) for name, prepare in shots.items()]


def _on_page(prepare: Prepare) -> Callable[[Stage], QWidget | None]:
    def run(stage: Stage) -> QWidget | None:
        window = stage.window
        assert isinstance(window, MainWindow)
        window.open_page("rates")
        stage.settle()
        page = window.page
        assert isinstance(page, RatesPage)
        page.close_panel()
        page.show_sheet()
        page.go_today()
        stage.settle()
        return prepare(stage, page)

    return run


def _nights(page: RatesPage, count: int) -> Block:
    """Some nights of the second type's first plan, a week from today."""
    data = page.data.sheet
    if data is None:
        return Block(0, 0, 0, 0)
    kinds = data.line_type[page.sheet.lines]
    row = int((kinds == 1).argmax())
    first = data.today_column + AFTER_TODAY
    return Block(row, first, row, first + count - 1)


def _sheet(stage: Stage, page: RatesPage) -> None:
    if not page.sheet.is_ready:
        return
    page.sheet.select(Selection.of((_nights(page, 3),)))
    page.open_panel()
    stage.settle()
    if page.panel is not None:
        page.panel.type_price(EntryKind.PERCENT, "+ 10")
        page.sheet.setFocus()


def _refused(_stage: Stage, page: RatesPage) -> None:
    if page.sheet.is_ready:
        page.sheet.select(Selection.of((_nights(page, 1),)))
        QGuiApplication.clipboard().setText(NOT_A_PRICE)
        page.sheet.setFocus()
        page.sheet.paste()


def _bulk(_stage: Stage, page: RatesPage) -> QWidget | None:
    dialog = page.change_many()
    if dialog is not None:
        dialog.how.choose(EntryKind.PERCENT)
        dialog.how.chosen.emit(EntryKind.PERCENT)
        dialog.price.setText("+10")
        dialog.weekdays.show_days(0b0110000)
        dialog.limits["min_through"].setValue(2)
    return dialog


def _quote(stage: Stage, page: RatesPage) -> QWidget | None:
    if page.data.hotel is None:
        return None
    arrival = page.data.hotel.business_date + timedelta(days=3)
    dialog = QuoteDialog(page.services, page.data.hotel, arrival)
    dialog.adults.setValue(3)
    dialog.children_ages.setText("6")
    dialog.stay.departure.changed.emit(arrival + timedelta(days=5))
    dialog.show()
    stage.settle()
    dialog.matrix.hold(3, 1)
    return dialog


def _part(key: str) -> Prepare:
    def prepare(stage: Stage, page: RatesPage) -> QWidget | None:
        if page.data.hotel is None or page.data.house is None:
            return None
        dialog = SetupDialog(page.services, page.data.hotel, page.data.house)
        dialog.show()
        stage.settle()
        dialog.open_part(key)
        dialog.plans.table.selectRow(1)
        stage.settle()
        return dialog

    return prepare


def _empty(_stage: Stage, page: RatesPage) -> None:
    page.show_nothing(hotel=True)
