"""A window of a folio as a card: its number and payer, its rows, its sums."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.features.folios import CreditView, PaymentView, WindowView
from app.kernel.text import tr
from ui.features.folios.lines_table import LinesTable
from ui.features.folios.rows import Row, percent_text, rows_of
from ui.features.folios.waiting import WaitingLines
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.labels import IconLabel, label, set_tone
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.shapes import rounded
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, MEDIUM, SECTION, SEMIBOLD, SMALL, font, theme

HEAD, FOOT, EMPTY = 43, 36, 78


class Badge(QWidget):
    """The number of a window in a square; filled with the accent while the window is active."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.active = number, False
        self.setFixedSize(QSize(22, 22))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint square and number."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent if self.active else c.sunken)
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setFont(font(SMALL, SEMIBOLD))
        painter.setPen(c.text_on_accent if self.active else c.text_secondary)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class WindowCard(QWidget):
    """`chosen()` when it becomes the active one, `charge_asked()` from an empty one, `payer_asked()`."""

    chosen = Signal()
    charge_asked = Signal()
    payer_asked = Signal()

    def __init__(self, window: WindowView, currency: str) -> None:
        super().__init__()
        self.window_view, self._currency = window, currency
        self._active = self._due = False
        self._opened: set[UUID] = set()
        self._methods: Mapping[UUID, str] = {}
        self._billed: Mapping[UUID, str] = {}
        self.table = LinesTable(currency, self)
        self.table.entered.connect(self.chosen)
        self.table.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self.table)
        self.empty = self._make_empty()
        column.addWidget(self.empty)
        self.waiting = WaitingLines()
        column.addWidget(self.waiting)
        column.addWidget(self._make_foot())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> int:
        """The window's number."""
        return self.window_view.number

    @property
    def marked_minor(self) -> int:
        """What the marked rows add up to."""
        rows = enumerate(self.table.lines.rows)
        return sum(row.amount_minor for n, row in rows if self.table.lines.is_marked(n))

    @property
    def marked_ids(self) -> tuple[UUID, ...]:
        """The marked lines."""
        rows = enumerate(self.table.lines.rows)
        return tuple(id_ for n, row in rows if self.table.lines.is_marked(n) for id_ in row.ids)

    def show_window(
        self,
        window: WindowView,
        payer: str,
        leaving: date | None,
        today: date,
        methods: Mapping[UUID, str],
        credit: CreditView | None = None,
    ) -> None:
        """Show what the window holds now. `leaving` is the guest's departure."""
        self.window_view, self._methods = window, methods
        company = window.payer_kind == "company"
        self._icon.show_icon("buildings" if company else "user", "text_secondary")
        kind = tr("Company: {name}", name=payer) if company else tr("Guest: {name}", name=payer)
        self._name.setText(kind)
        self._terms.setText(window.terms)
        self._show_chip(window, leaving, today, credit)
        self._show_rows()
        self._show_sums(window)
        self.setAccessibleName(tr("Window {number}, {payer}", number=window.number, payer=kind))

    def show_unfinished(self, payments: Sequence[PaymentView]) -> None:
        """Show the card payments that wait or are held."""
        self.waiting.show_payments(payments)

    def show_billed(self, billed: Mapping[UUID, str]) -> None:
        """Show on which document each line stands."""
        if billed != self._billed:
            self._billed = billed
            self._show_rows()

    def activate(self, *, active: bool) -> None:
        """Whether this is the window that keys and the panel speak of."""
        self._active = self._badge.active = active
        self._badge.update()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge: the accent's where active, or where lines would fall."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        aimed = bool(self.property("aimed"))
        painter.setBrush(c.success_soft if aimed else c.surface)
        if self._active or aimed:
            painter.setPen(QPen(c.success if aimed else c.accent, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
        else:
            painter.setPen(QPen(c.line, 1))
            painter.drawPath(rounded(self.rect(), 8))
        painter.setPen(QPen(c.line, 1))
        y = self._foot.y()
        painter.drawLine(2, y - 1, self.width() - 3, y - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on head or foot makes it active."""
        del event
        self.table.setFocus()
        self.chosen.emit()

    def _open(self, row: Row) -> None:
        """Show equal nights one by one, or together again."""
        if len(row.ids) > 1:
            self._opened.update(row.ids)
        elif row.ids[0] in self._opened:
            self._opened -= {line.posting_id for line in self.window_view.lines}
        self._show_rows()

    def _show_rows(self) -> None:
        rows = rows_of(self.window_view.lines, self._currency, self._methods, self._opened, self._billed)
        current = self.table.currentIndex().row()
        self.table.lines.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and current >= 0:
            self.table.go(min(current, len(rows) - 1))

    def _show_chip(
        self, window: WindowView, leaving: date | None, today: date, credit: CreditView | None
    ) -> None:
        late = leaving is not None and leaving <= today
        self._due = window.balance_minor > 0 and window.payer_kind != "company" and late
        if credit is not None and credit.limit_minor:
            limit = money_text(credit.limit_minor, self._currency, cents=False)
            used = credit.owed_minor * 100 // credit.limit_minor
            text = tr("Credit limit {limit}, used {percent} %", limit=limit, percent=used)
            self.chip.show_status("urgent" if used >= 100 else "nothing_due", text)
        elif self._due:
            self.chip.show_status("urgent", tr("To pay before check-out"))
        elif window.balance_minor < 0:
            self.chip.show_status("deposit_paid", tr("In credit"))
        elif window.balance_minor == 0 and window.lines:
            self.chip.show_status("nothing_due", tr("Nothing due"))
        elif window.balance_minor > 0:
            self.chip.show_status("future", tr("Open"))
        self.chip.setVisible(bool(window.lines) or (credit is not None and bool(credit.limit_minor)))

    def _show_sums(self, window: WindowView) -> None:
        self._charges.setText(amount_text(window.charges_minor, self._currency))
        self._payments.setText(amount_text(window.payments_minor, self._currency))
        set_tone(self._payments, "success" if window.payments_minor else "")
        by_rate: dict[int, int] = {}
        for vat in window.vat:
            by_rate[vat.bp] = by_rate.get(vat.bp, 0) + vat.minor
        parts = [
            f"{percent_text(bp)}: {amount_text(minor, self._currency)}"
            for bp, minor in sorted(by_rate.items())
        ]
        self._vat.setText(tr("VAT in it {parts}", parts=" · ".join(parts)) if parts else "")
        self._balance.setText(money_text(window.balance_minor, self._currency))
        set_tone(self._balance, "danger" if self._due else "")

    def _make_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(9)
        self._badge = Badge(self.window_view.number)
        row.addWidget(self._badge)
        self._icon = IconLabel("user", "text_secondary", 16)
        row.addWidget(self._icon)
        self._name = label("", SECTION, SEMIBOLD)
        row.addWidget(self._name)
        self._terms = label("", SMALL, tone="secondary")
        row.addWidget(self._terms)
        row.addStretch(1)
        self.chip = StatusChip("guest", "")
        row.addWidget(self.chip)
        return head

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        empty.setFixedHeight(EMPTY)
        row = QHBoxLayout(empty)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(IconLabel("receipt", "text_muted", 18))
        row.addWidget(label(tr("Nothing posted"), BODY, MEDIUM, "secondary"))
        self.charge = KeyedButton(tr("Charge"), key="F4", icon="plus", size=Size.DENSE)
        self.charge.clicked.connect(self.charge_asked)
        row.addWidget(self.charge)
        row.addStretch(1)
        return empty

    def _make_foot(self) -> QWidget:
        self._foot = QWidget()
        self._foot.setFixedHeight(FOOT)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(5)
        self._charges, self._payments = label("", SMALL, SEMIBOLD), label("", SMALL, SEMIBOLD)
        for name, value in ((tr("Charges"), self._charges), (tr("Payments"), self._payments)):
            row.addWidget(label(name, SMALL, tone="secondary"))
            row.addWidget(value)
            row.addSpacing(12)
        self._vat = label("", SMALL, tone="secondary")
        row.addWidget(self._vat)
        row.addStretch(1)
        row.addWidget(label(tr("Balance"), SMALL, tone="secondary"))
        row.addSpacing(12)
        self._balance = label("", SECTION, SEMIBOLD)
        row.addWidget(self._balance)
        return self._foot
