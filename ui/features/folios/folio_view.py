"""A folio as it is seen: head, verbs, a card for each window, the keys below."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.features.folios import FolioView, WindowView
from app.kernel.text import tr
from ui.features.folios.folio_data import FolioData
from ui.features.folios.head import FolioHead, VerbRow, head_text
from ui.features.folios.rows import Row
from ui.features.folios.waiting import unfinished
from ui.features.folios.window_card import WindowCard
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import label
from ui.widgets.theme import SMALL

NOBODY = WindowView(1, "", "guest", "", "", None, None, 0, 0, 0, 0, (), ())


class FolioPane(QWidget):
    """`asked(str)` a verb; `moved(ids, number)` lines for a window; `chosen()` another window or mark.

    `line_asked(PaymentView, verb)` from the line of a payment that is not done.
    """

    asked = Signal(str)
    moved = Signal(object, int)
    chosen = Signal()
    line_asked = Signal(object, str)

    def __init__(self, data: FolioData) -> None:
        super().__init__()
        self._data = data
        self.cards: list[WindowCard] = []
        self._active = 1
        self._folio_id: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 0, 0)
        column.setSpacing(9)
        self.head, self.verbs = FolioHead(), VerbRow()
        self.verbs.asked.connect(self.asked)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 24, 0)
        top.setSpacing(9)
        top.addWidget(self.head)
        top.addWidget(self.verbs)
        column.addLayout(top)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "window")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 1, 24, 16)
        self._column.setSpacing(11)
        self._column.addLayout(self._keys())
        self._column.addStretch(1)
        area.setWidget(inner)
        self.area = area
        column.addWidget(area, 1)

    @property
    def card(self) -> WindowCard | None:
        """The active window."""
        return next((card for card in self.cards if card.number == self._active), None)

    @property
    def rows(self) -> list[Row]:
        """The marked rows of the active window, else its current one."""
        return self.card.table.chosen if self.card is not None else []

    def show_folio(self, folio: FolioView | None, today: date) -> None:
        """Show what was read. A stay without a folio has one empty window."""
        stay = self._data.stay
        self.head.show_text(head_text(folio, stay, today, self._data.deposits))
        guest = f"{stay.given} {stay.surname}".strip() if stay is not None else ""
        windows = folio.windows if folio is not None else (NOBODY,)
        currency = folio.currency if folio is not None else stay.currency if stay is not None else "EUR"
        other = folio is not None and folio.folio_id != self._folio_id
        if other or [card.number for card in self.cards] != [window.number for window in windows]:
            self._make_cards(windows, currency)
        self._folio_id = folio.folio_id if folio is not None else None
        leaving = stay.departure if stay is not None else None
        for card, window in zip(self.cards, windows, strict=True):
            payer = window.name or guest or tr("Guest")
            credit = self._data.credits.get(window.company_id) if window.company_id else None
            card.show_window(window, payer, leaving, today, self._data.methods, credit)
            card.show_billed(self._data.billed)
            now = self._data.services.app.clock.now()
            card.show_unfinished(unfinished(self._data.payments, window.number, now))
        self.activate(self._active if self._active in [c.number for c in self.cards] else windows[0].number)

    def activate(self, number: int) -> None:
        """Another window is the active one."""
        self._active = number
        for card in self.cards:
            card.activate(active=card.number == number)
        self.chosen.emit()

    def step(self, steps: int) -> None:
        """Tab: the next window after the active one, round; Shift+Tab stops at the first."""
        numbers = [card.number for card in self.cards]
        at = numbers.index(self._active) + steps
        if len(numbers) > 1 and at >= 0:
            card = self.cards[at % len(numbers)]
            card.table.setFocus()
            self.area.ensureWidgetVisible(card)

    def _make_cards(self, windows: tuple[WindowView, ...], currency: str) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [WindowCard(window, currency) for window in windows]
        for place, card in enumerate(self.cards):
            number = card.number
            card.chosen.connect(lambda number=number: self._chosen(number))
            card.table.marked.connect(self.chosen)
            card.table.stepped.connect(self.step)
            card.table.dropped.connect(lambda ids, number=number: self.moved.emit(ids, number))
            card.waiting.asked.connect(self.line_asked)
            card.charge_asked.connect(lambda: self.asked.emit("charge"))
            self._column.insertWidget(place, card)

    def _chosen(self, number: int) -> None:
        if number != self._active:
            self.activate(number)
        else:
            self.chosen.emit()

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        hints = (
            (tr("Tab"), tr("other window")), (tr("Space"), tr("mark")),
            (tr("Alt 2"), tr("send marked rows to window 2")),
        )  # fmt: skip
        for key, what in hints:
            row.addWidget(KeyCap(key))
            row.addWidget(label(what, SMALL, tone="secondary"))
            row.addSpacing(10)
        row.addWidget(label(tr("or drag a row"), SMALL, tone="secondary"))
        row.addStretch(1)
        row.addWidget(label(tr("A posting is never edited: a reversal names it"), SMALL, tone="secondary"))
        return row
