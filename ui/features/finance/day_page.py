"""What the pages of finance share: a hotel, a day, figures that are asked for again when they changed."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.property import House, HouseView, PropertyView
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.commands import Command, Query
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.finance.day_button import DayButton
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.loading import AFTER_MS, LoadingBars
from ui.widgets.strips import ErrorPlace

A = TypeVar("A")

HOTEL = "finance.hotel"
AGAIN_MS = 300


class DayPage(Page):
    """A page about a hotel on a day. `query` says what is asked of both, `answered` shows the answer."""

    concerns: tuple[str, ...] = ()
    question_name = ""

    def __init__(
        self, services: ShellServices, figures: QWidget, query: Callable[[PropertyView, date], Query[A]],
        answered: Callable[[A], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.services = services
        self._query: Callable[[PropertyView, date], Query[Any]] = query
        self._answered: Callable[[Any], None] = answered
        self.hotel: PropertyView | None = None
        self.day: date | None = None
        self.trouble = ErrorPlace(tr("The figures are not there."), tr("Try again"), self.opened)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hotels, self.day_button = ChoiceBox(), DayButton()
        self.hotels.setAccessibleName(tr("Hotel"))
        self.hotels.hide()
        self.controls = QHBoxLayout()
        self.controls.setSpacing(8)
        for widget in (self.hotels, self.day_button):
            self.controls.addWidget(widget)
        self.controls.addStretch(1)
        self.loading = LoadingBars(rows=12, pitch=26)
        self.nothing = EmptyState(
            "buildings", tr("There is no hotel yet"), tr("Its money will be told here.")
        )
        self.figures = figures
        self.stack = QStackedWidget()
        for page in (figures, self.loading, self.nothing):
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.loading)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addLayout(self.controls)
        column.addLayout(self.trouble)
        column.addWidget(self.stack, 1)
        self._late, self._again = self._timer(AFTER_MS, self._wait), self._timer(AGAIN_MS, self.ask)
        self.day_button.picked.connect(self.show_day)
        self.hotels.activated.connect(lambda _index: self.use_hotel(UUID(str(self.hotels.choice))))
        services.hub.changed.connect(self._changed)

    # What the shell, keys and buttons do.

    def opened(self, **arguments: object) -> None:
        """Ask for the hotels and their figures."""
        del arguments
        self._late.start()
        self.services.operations.ask(House(), self._house, self.refused)
        self.setFocus()

    def left(self) -> None:
        """Nobody looks any more."""
        self._again.stop()

    def show_day(self, day: date) -> None:
        """The figures of another day."""
        if self.hotel is not None:
            self.day = None if day == self.hotel.business_date else day
            self.ask()

    def use_hotel(self, hotel_id: UUID) -> None:
        """The figures of another hotel."""
        self.services.preferences.put(HOTEL, str(hotel_id))
        self.day = None
        self.opened()

    @property
    def shown_day(self) -> date:
        """The day that shows; the open one unless another was picked."""
        return self.day or (self.hotel.business_date if self.hotel is not None else date.min)

    def ask(self) -> None:
        """Ask for what is chosen."""
        if self.hotel is None:
            return
        self.day_button.show_day(self.shown_day, self.hotel.business_date)
        self._late.start()
        query = self._query(self.hotel, self.shown_day)
        self.services.operations.ask(query, self._shown, self.refused, latest=self.question_name)

    def do(self, command: Command, sentence: str, then: Callable[[Outcome], None] | None = None) -> None:
        """Carry out a command and tell of it."""

        def done(outcome: Outcome) -> None:
            if sentence and command.why_never_undone():
                self.services.toasts.tell(sentence)
            elif sentence:
                self.services.did(command.id, sentence)
            self.ask()
            if then is not None:
                then(outcome)

        self.services.operations.run_command(
            command, done, self.services.navigator.show_refusal, initiator=self
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """G picks the day, T shows the open one."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_G:
            self.day_button.open_card()
        elif event.key() == Qt.Key.Key_T and self.hotel is not None:
            self.show_day(self.hotel.business_date)
        else:
            super().keyPressEvent(event)

    def refused(self, error: AppError) -> None:
        """Say why there are no figures."""
        self._late.stop()
        self.loading.stop()
        self.trouble.say(error.sentence)

    def _timer(self, after: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(then)
        return timer

    def _house(self, house: HouseView) -> None:
        if not house.properties:
            self._late.stop()
            self.hotel = None
            self.stack.setCurrentWidget(self.nothing)
            return
        wanted = self.services.preferences.text(HOTEL)
        self.hotel = next((h for h in house.properties if str(h.id) == wanted), house.properties[0])
        self.hotels.clear()
        for hotel in house.properties:
            self.hotels.add(str(hotel.id), hotel.name)
        self.hotels.choose(str(self.hotel.id))
        self.hotels.setVisible(len(house.properties) > 1)
        self.ask()

    def _shown(self, view: Any) -> None:
        self._late.stop()
        self.loading.stop()
        self.trouble.say("")
        self._answered(view)
        self.stack.setCurrentWidget(self.figures)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*self.concerns):
            self._again.start()

    def _wait(self) -> None:
        self.loading.show_now()
        self.stack.setCurrentWidget(self.loading)
