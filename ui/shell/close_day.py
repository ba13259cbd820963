"""Closes a hotel's day by hand: the card that says what it means, and the verb in the palette.

Until there is a night audit this is how the business date moves (design.md, settled questions).
"""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.property import CloseDay, House, HouseView, PropertyView
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.shell.actions import ActionSpec
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, LinkButton
from ui.widgets.day_text import long_day
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import heading, label
from ui.widgets.theme import BODY, MEDIUM, SMALL

WIDTH = 400


class CloseDayCard(Floating):
    """One line per hotel with its open day. Enter closes the day of the first, Esc leaves everything."""

    def __init__(self, services: ShellServices, house: HouseView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._services = services
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(heading(tr("Close the day")))
        sentence = tr(
            "What is done from then on belongs to the next day. Who has not arrived stays expected. "
            "A closed day stays closed."
        )
        column.addWidget(label(sentence, SMALL, tone="secondary", wrap=True))
        self.buttons = [self._line(column, hotel, first=not n) for n, hotel in enumerate(house.properties)]
        leave = KeyedButton(tr("Leave it"), key=tr("Esc"))
        leave.clicked.connect(self.close)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(column)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self.adjustSize()

    def _line(self, column: QVBoxLayout, hotel: PropertyView, *, first: bool) -> KeyedButton:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(hotel.name, BODY, MEDIUM), 1)
        verb = tr("Close {day}", day=long_day(hotel.business_date))
        button = KeyedButton(verb, Kind.PRIMARY if first else Kind.NORMAL, key=tr("Enter") if first else "")
        button.clicked.connect(partial(self._close_day, hotel))
        row.addWidget(button)
        column.addLayout(row)
        self._warn_of_nights(column, hotel)
        return button

    def _warn_of_nights(self, column: QVBoxLayout, hotel: PropertyView) -> None:
        """Say when nights are not posted; posting them is one press away."""
        # Loaded when the card is: a desk that starts does not wait for the money's code.
        from app.features.folios import NightPostings, NightsView  # noqa: PLC0415 - as said above

        row = QHBoxLayout()
        row.setSpacing(8)
        said = label("", SMALL, tone="warning", wrap=True)
        post = LinkButton(tr("Post room and tax first"))
        for widget in (said, post):
            widget.hide()
        row.addWidget(said, 1)
        row.addWidget(post)
        column.addLayout(row)

        def answer(nights: NightsView) -> None:
            if nights.unposted:
                said.setText(
                    trn("{n} night is not posted yet.", "{n} nights are not posted yet.", nights.unposted)
                )
                said.show()
                post.show()
                self.adjustSize()

        post.clicked.connect(self._post_nights)
        query = NightPostings(property_id=hotel.id)
        self._services.operations.ask(query, answer, lambda _error: None)

    def _post_nights(self) -> None:
        spec = self._services.actions.find("folios.post_nights")
        self.close()
        if spec is not None:
            spec.run()

    def _close_day(self, hotel: PropertyView, _checked: bool = False) -> None:
        app = self._services.app
        command = CloseDay(id=app.new_id(), property_id=hotel.id, expected=hotel.business_date)
        self._services.operations.run_command(command, partial(self._closed, hotel), self._refused)
        self.close()

    def _closed(self, hotel: PropertyView, _outcome: Outcome) -> None:
        day = long_day(hotel.business_date + timedelta(days=1))
        self._services.toasts.tell(tr("{hotel}: it is {day} now", hotel=hotel.name, day=day))

    def _refused(self, error: AppError) -> None:
        self._services.toasts.fail(error.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes the day, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.buttons:
            self.buttons[0].click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def close_day_action(services: ShellServices) -> ActionSpec:
    """The verb."""

    def show(house: HouseView) -> None:
        window = services.navigator.dialog_parent
        if not house.properties:
            services.toasts.fail(tr("There is no hotel yet."))
            return
        card = CloseDayCard(services, house, window)
        card.move(QPoint((window.width() - card.width()) // 2, 180))
        card.show()
        card.raise_()
        card.setFocus()

    return ActionSpec(
        verb="property.close_day", title=tr("Close the day"), icon="moon-stars",
        run=lambda: services.operations.ask(House(), show, latest="shell.close_day"),
        words=tr("night audit business date end of day"),
    )  # fmt: skip
