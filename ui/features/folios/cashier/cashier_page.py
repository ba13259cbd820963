"""The cashier's page: the drawer here at the left, the house's sessions and reports at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.features.folios import DrawerReport, DrawerReportView, DrawerView, MoveView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.folios.cashier.cashier_data import CashierData
from ui.features.folios.cashier.drawer_card import DrawerCard
from ui.features.folios.cashier.drawer_report import as_html, facts, move_word
from ui.features.folios.desk import FolioDesk
from ui.shell.pages import Page
from ui.shell.paper import html_sheet
from ui.shell.printing import open_print
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.data_table import Column, DataTable
from ui.widgets.labels import Card, heading, label
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import FactRows
from ui.widgets.strips import ErrorStrip
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

RIGHT = 460
KIND = "drawer_report"


class CashierPage(Page):
    """One page per window."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Cashier")
        self.services = services
        self.desk = FolioDesk(services, self)
        self.data = CashierData(services, self)
        self.card = DrawerCard(self.desk)
        self.report: DrawerReportView | None = None
        self.strip: ErrorStrip | None = None
        self._shown: tuple[object, ...] = ()
        self.sessions: DataTable[DrawerView] = DataTable(_columns(), same=lambda row: row.session_id)
        self.sessions.setAccessibleName(tr("Sessions of drawers"))
        self.sessions.opened.connect(self._open)
        self.sessions.moved.connect(self._open)
        self._sheet = Card()
        self._column = QVBoxLayout()
        self._lay_out()
        self.data.changed.connect(self._show)
        self.data.failed.connect(self._fail)
        self.card.done.connect(self.data.load)
        self.card.print_asked.connect(self.print_drawer)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._agree)

    def opened(self, **arguments: object) -> None:
        """Read the drawer again."""
        del arguments
        self.data.load()

    def print_drawer(self) -> None:
        """Print the report of the drawer here."""
        if self.data.report is not None:
            self._print(self.data.report)

    def print_session(self) -> None:
        """Print the report of the chosen session."""
        if self.report is not None:
            self._print(self.report)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+P prints the chosen report."""
        if event.matches(QKeySequence.StandardKey.Print):
            self.print_session()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        if self.card.go is not None and self.card.go.isVisible():
            self.card.go.click()

    def _print(self, report: DrawerReportView) -> None:
        hotel = self.data.hotel.name if self.data.hotel is not None else ""
        title = tr("Drawer of {name}", name=report.drawer.by_name)
        sheet = html_sheet(KIND, title, as_html(report, hotel))
        open_print(self.services, sheet)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "window")
        left = QVBoxLayout(inner)
        left.setContentsMargins(0, 0, 0, 16)
        left.addWidget(self.card)
        left.addStretch(1)
        area.setWidget(inner)
        right = QVBoxLayout()
        right.setSpacing(12)
        table = Card()
        table.body.setContentsMargins(1, 1, 1, 1)
        table.body.addWidget(self.sessions)
        table.setFixedWidth(RIGHT)
        self._sheet.setFixedWidth(RIGHT)
        right.addWidget(table, 3)
        right.addWidget(self._sheet, 4)
        row = QHBoxLayout()
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(12)
        row.addWidget(area, 1)
        row.addLayout(right)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row, 1)
        self.setLayout(self._column)

    def _show(self) -> None:
        hotel, drawer, report = self.data.hotel, self.data.drawer, self.data.report
        if hotel is None:
            return
        self._fail(None)
        self.sessions.show_rows(self.data.sessions)
        counted = report is not None and report.drawer.counted
        state = (drawer, counted, report if counted else None, self.data.users if counted else ())
        # A count that is being typed is not thrown away because somebody else did something.
        if state != self._shown:
            self._shown = state
            if drawer is None or report is None:
                self.card.show_closed(hotel, self.services.app.actor.workstation)
            elif drawer.counted:
                self.card.show_counted(report, self.data.users)
            else:
                self.card.show_open(report)
        if self.sessions.current is None and self.data.sessions:
            self.sessions.selectRow(0)

    def _open(self, drawer: DrawerView) -> None:
        query = DrawerReport(session_id=drawer.session_id)
        self.services.operations.ask(query, self._show_report, self._fail, latest="cashier.chosen")

    def _show_report(self, report: DrawerReportView | None) -> None:
        self.report = report
        while (item := self._sheet.body.takeAt(0)) is not None:
            widget, inner = item.widget(), item.layout()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
            if inner is not None:
                _empty(inner)
        if report is None:
            return
        head = QHBoxLayout()
        head.addWidget(heading(tr("Drawer report")))
        head.addStretch(1)
        sheet = KeyedButton(tr("Print"), key=tr("Ctrl P"), icon="printer", size=Size.DENSE)
        sheet.clicked.connect(self.print_session)
        head.addWidget(sheet)
        self._sheet.body.addLayout(head)
        rows = FactRows(150)
        for name, value in facts(report):
            rows.add(name, value)
        self._sheet.body.addLayout(rows)
        if report.drawer.counted:
            moves: DataTable[MoveView] = DataTable(_move_columns(), row_height=26)
            moves.show_rows(report.moves)
            self._sheet.body.addWidget(moves, 1)
        else:
            blind = tr("Its moves are told after the count, so that the count is blind.")
            self._sheet.body.addWidget(label(blind, SMALL, tone="secondary", wrap=True))
            self._sheet.body.addStretch(1)

    def _fail(self, error: AppError | None) -> None:
        if self.strip is not None:
            self._column.removeWidget(self.strip)
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
        if error is not None:
            self.strip = ErrorStrip(tr("The drawer cannot be read."), error.sentence, tr("Try again"))
            if self.strip.button is not None:
                self.strip.button.clicked.connect(self.data.load)
            self._column.insertWidget(0, self.strip)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _columns() -> list[Column[DrawerView]]:
    return [
        Column(title=tr("Drawer of"), cell=lambda row: Cell(row.by_name, strong=True)),
        Column(
            title=tr("Opened"), width=104,
            cell=lambda row: Cell(f"{row.opened_at.astimezone():%d.%m. %H:%M}"),
        ),
        Column(
            title=tr("State"), width=110,
            cell=lambda row: Cell(tr("Closed"), chip="past") if row.closed_at else _open_cell(row),
        ),
    ]  # fmt: skip


def _open_cell(row: DrawerView) -> Cell:
    if row.counted:
        return Cell(tr("Counted"), chip="arrives_today")
    return Cell(tr("Open"), chip="in_house")


def _move_columns() -> list[Column[MoveView]]:
    return [
        Column(title=tr("At"), cell=lambda m: Cell(f"{m.at.astimezone():%H:%M}", "text_secondary"), width=64),
        Column(title=tr("What"), cell=lambda m: Cell(move_word(m.kind), tip=m.reason)),
        Column(title=tr("By"), cell=lambda m: Cell(m.by_name, "text_secondary"), width=110),
        Column(
            title=tr("Amount"), cell=lambda m: Cell(money_text(m.amount_minor, m.currency), strong=True),
            width=110, right=True,
        ),
    ]  # fmt: skip
