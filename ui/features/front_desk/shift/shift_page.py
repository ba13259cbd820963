"""The page of the handover: facts as they are now, a free text, two signatures; the former handovers."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bootstrap import App
from app.features.front_desk import (
    HandOver,
    Handovers,
    HandoverView,
    SettleIncident,
    ShiftNow,
    ShiftTopic,
    ShiftView,
    TakeOver,
    Topic,
)
from app.features.property import HouseView, PropertyView
from app.features.security import Users, UserView
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.shift import words
from ui.features.front_desk.shift.incident_dialog import IncidentDialog
from ui.shell.pages import Page
from ui.shell.pin_dialog import PinDialog
from ui.shell.printing import print_now
from ui.shell.services import ShellServices
from ui.shell.which_hotel import HotelBox, with_hotel
from ui.widgets.buttons import KeyedButton, Kind, LinkButton
from ui.widgets.day_text import long_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, IconLabel, heading, label
from ui.widgets.theme import BODY, MEDIUM, SEMIBOLD, SMALL

SIDE, COLUMNS, SHOWN = 380, 2, 6


class ShiftPage(Page):
    """`note` is the free text; `handovers` what was signed, the newest first."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Shift handover")
        self.services = services
        self.view: ShiftView | None = None
        self.handovers: tuple[HandoverView, ...] = ()
        self._house: UUID | None = None
        self.hotels = HotelBox(services)
        self.hotels.picked.connect(self.opened)
        self.happened = KeyedButton(tr("Something happened…"), key="Ctrl+I", icon="warning").stretch()
        self.happened.setShortcut("Ctrl+I")
        self.happened.clicked.connect(self.record)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(tr("What the next shift has to know"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(150)
        self.field = FormField(tr("In your own words"), self.note)
        self.sign = KeyedButton(tr("Hand over and sign"), Kind.PRIMARY, key=tr("Ctrl+Enter")).stretch()
        self.sign.setShortcut("Ctrl+Return")
        self.sign.setToolTip(tr("Hand over and sign (Ctrl+Enter)"))
        self.sign.clicked.connect(self.hand_over)
        self._grid, self._past = QGridLayout(), QVBoxLayout()
        self._lay_out()
        services.hub.changed.connect(lambda _changes, _initiator: self._reload_if_shown())

    def opened(self, **arguments: object) -> None:
        """Read the facts."""
        del arguments
        with_hotel(self.services, self._take_house)
        self.note.setFocus()

    @property
    def is_usable(self) -> bool:
        """Whether the facts are there."""
        return self.view is not None

    def hand_over(self) -> None:
        """The giving user signs by PIN, then the taking one."""
        if self._house is None:
            return
        new_id = self.services.app.new_id
        handover_id = new_id()
        command = HandOver(
            id=new_id(), handover_id=handover_id, property_id=self._house, note=self.note.toPlainText()
        )
        me = self.services.app.actor.user_id

        def signed(app: App) -> None:
            self._run(app, command, partial(self._given, handover_id))

        self._ask_pin(lambda user: user.id == me, tr("Sign the handover"), tr("Sign"), signed)

    def take_over(self, handover_id: UUID) -> None:
        """Somebody else signs that the desk is taken."""
        view = next((each for each in self.handovers if each.id == handover_id), None)
        giver = view.given_by if view is not None else self.services.app.actor.user_id
        command = TakeOver(id=self.services.app.new_id(), handover_id=handover_id)

        def signed(app: App) -> None:
            self._run(app, command, lambda: self._taken(app))

        self._ask_pin(lambda user: user.id != giver, tr("Who takes the desk?"), tr("Take over"), signed)

    def record(self) -> None:
        """Something happened that the next shift has to know."""
        if self._house is not None:
            IncidentDialog(self.services, self._house).open()

    def settle(self, incident_id: UUID, text: str) -> None:
        """Nothing is left to do about it."""
        command = SettleIncident(id=self.services.app.new_id(), incident_id=incident_id)
        told = tr("Settled: {what}", what=text)

        def done(_outcome: object) -> None:
            self.services.did(command.id, told)

        self.services.operations.run_command(command, done, self._refused)

    def print_it(self, view: HandoverView) -> None:
        """On paper."""
        print_now(self.services, words.sheet_of(view))

    def _given(self, handover_id: UUID) -> None:
        self.note.clear()
        self.services.toasts.tell(tr("The shift is handed over; it waits for who takes it."))
        self.load()
        self.take_over(handover_id)

    def _taken(self, app: App) -> None:
        self.services.toasts.tell(tr("{name} has taken over. F11 switches the user.", name=app.actor.name))
        self.load()

    def _run(self, app: App, command: Command, then: Callable[[], None]) -> None:
        def done(_outcome: object) -> None:
            then()

        self.services.operations.write(lambda _own: app.execute(command), done, self._refused, initiator=self)

    def _ask_pin(
        self, wanted: Callable[[UserView], bool], title: str, verb: str, then: Callable[[App], None]
    ) -> None:
        def answer(users: tuple[UserView, ...]) -> None:
            found = [user for user in users if wanted(user)]
            if not found:
                self.services.toasts.fail(tr("Nobody else works in this house yet."))
                return
            dialog = PinDialog(self.services, found, title, "", verb)
            dialog.opened_for.connect(then)
            dialog.open()

        self.services.operations.ask(Users(), answer, latest="shift.users")

    def _refused(self, error: AppError) -> None:
        if error.field == "note":
            self.field.say_wrong(error.sentence)
            self.note.setFocus()
        else:
            self.services.navigator.show_refusal(error)

    # What came.

    def load(self) -> None:
        """Read the facts and the handovers anew."""
        if self._house is None:
            return
        operations, now = self.services.operations, self.services.app.clock.now()
        operations.ask(ShiftNow(property_id=self._house, now=now), self._take, latest="shift.now")
        operations.ask(Handovers(property_id=self._house), self._take_past, latest="shift.past")

    def _reload_if_shown(self) -> None:
        if self.isVisible():
            self.load()

    def _take_house(self, house: HouseView, hotel: PropertyView) -> None:
        self.hotels.show_house(house, hotel)
        self._house = hotel.id
        self.load()

    def _take(self, view: ShiftView) -> None:
        if view == self.view:
            return
        self.view = view
        _clear(self._grid)
        for index, topic in enumerate(view.topics):
            card = _topic_card(topic, self._settled_by(view) if topic.topic is Topic.INCIDENTS else ())
            self._grid.addWidget(card, index // COLUMNS, index % COLUMNS)

    def _settled_by(self, view: ShiftView) -> Sequence[Callable[[], None]]:
        return [partial(self.settle, each.id, each.text) for each in view.incidents]

    def _take_past(self, found: tuple[HandoverView, ...]) -> None:
        self.handovers = found
        _clear(self._past)
        if not found:
            self._past.addWidget(label(tr("Nothing was handed over yet."), SMALL, tone="secondary"))
        for view in found:
            self._past.addWidget(self._past_row(view))

    def _past_row(self, view: HandoverView) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(2)
        column.addWidget(label(long_day(view.day), BODY, SEMIBOLD))
        column.addWidget(label(words.signed(view), SMALL, tone="secondary", wrap=True))
        if view.note:
            column.addWidget(label(view.note, SMALL, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        if view.taken_at is None:
            take = LinkButton(tr("Take over"))
            take.clicked.connect(partial(self.take_over, view.id))
            row.addWidget(take)
        paper = LinkButton(tr("Print"))
        paper.clicked.connect(partial(self.print_it, view))
        row.addWidget(paper)
        row.addStretch(1)
        column.addLayout(row)
        return place

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(16)
        facts = QWidget()
        holder = QVBoxLayout(facts)
        holder.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        for each in range(COLUMNS):
            self._grid.setColumnStretch(each, 1)
        holder.addLayout(self._grid)
        holder.addStretch(1)
        row.addWidget(_scrolled(facts), 1)
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        write = Card(tr("Hand over"))
        write.body.addWidget(self.field)
        write.body.addWidget(self.sign)
        write.body.addWidget(self.happened)
        column.addWidget(self.hotels)
        column.addWidget(write)
        past = Card(tr("Handed over before"))
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._past)
        lines.addStretch(1)
        past.body.addWidget(_scrolled(inner), 1)
        column.addWidget(past, 1)
        row.addWidget(side)


def _topic_card(topic: ShiftTopic, settle: Sequence[Callable[[], None]] = ()) -> Card:
    card = Card()
    head = QHBoxLayout()
    head.setSpacing(8)
    tone = "text_secondary" if not topic.count else "warning"
    head.addWidget(IconLabel(words.icon_of(topic.topic), tone))
    head.addWidget(heading(words.title_of(topic.topic)))
    head.addStretch(1)
    head.addWidget(label(str(topic.count), BODY, SEMIBOLD, "secondary" if not topic.count else "text"))
    card.body.addLayout(head)
    _fill(card, topic, settle)
    card.body.addStretch(1)
    return card


def _fill(card: Card, topic: ShiftTopic, settle: Sequence[Callable[[], None]]) -> None:
    if not topic.count:
        card.body.addWidget(label(tr("Nothing is left."), SMALL, tone="secondary"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    shown = topic.lines[:SHOWN]
    for index, line in enumerate(shown):
        grid.addWidget(label(line.room, SMALL, MEDIUM), index, 0)
        grid.addWidget(label(line.what, SMALL, wrap=True), index, 1)
        grid.addWidget(label(line.detail, SMALL, tone="secondary"), index, 2, Qt.AlignmentFlag.AlignRight)
        if index < len(settle):
            button = LinkButton(tr("Settled"))
            button.clicked.connect(settle[index])
            grid.addWidget(button, index, 3)
    card.body.addLayout(grid)
    left = words.more(topic, len(shown))
    if left:
        card.body.addWidget(label(left, SMALL, tone="secondary"))


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
