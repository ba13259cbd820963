"""What the tabs of money's settings share: the hotel, one question, its answer, forms beside lists."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.features.property import PropertyView
from app.kernel.commands import Query
from app.kernel.errors import AppError
from ui.features.invoices.beside import Beside
from ui.shell.services import ShellServices
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, heading, label
from ui.widgets.theme import SMALL

R = TypeVar("R")
Questions = tuple[tuple[Query[Any], Callable[[Any], None]], ...]


class MoneyTab(Beside):
    """One tab. `queries` says what is asked of a hotel, and who takes each answer."""

    concerns: tuple[str, ...] = ()

    def __init__(self, services: ShellServices, queries: Callable[[PropertyView], Questions]) -> None:
        super().__init__()
        self.services, self._queries = services, queries
        self.hotel: PropertyView | None = None

    def refresh(
        self, hotel: PropertyView, answered: Callable[[], None], refused: Callable[[AppError], None]
    ) -> None:
        """Ask; `answered` after every answer."""
        self.hotel = hotel
        for number, (query, take) in enumerate(self._queries(hotel)):

            def landed(answer: Any, take: Callable[[Any], None] = take) -> None:
                take(answer)
                answered()

            latest = f"money.{type(self).__name__}.{number}"
            self.services.operations.ask(query, landed, refused, latest=latest)

    def bar(self, title: str, sentence: str, *verbs: QWidget) -> QHBoxLayout:
        """A heading with a sentence under it and verbs at its right."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(heading(title))
        row.addSpacing(4)
        row.addWidget(label(sentence, SMALL, tone="secondary", wrap=True), 1)
        for verb in verbs:
            row.addWidget(verb)
        return row


class TableCard(QStackedWidget):
    """A table in a card, or what stands there while it has no rows."""

    def __init__(self, table: DataTable[R], empty: EmptyState) -> None:
        super().__init__()
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(table)
        self.addWidget(card)
        bare = Card()
        bare.body.addWidget(empty)
        self.addWidget(bare)
        self.empty = empty
        table.rows_model.modelReset.connect(lambda: self.setCurrentIndex(0 if table.rows_model.rows else 1))
