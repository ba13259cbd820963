"""Book: who, when, which rooms at which rates, on which terms; one dialog, by keys alone if one likes."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.features.guests import GuestHit
from app.features.property import HouseView
from app.features.reservations import Reserve
from app.kernel.changes import Outcome
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr, trn
from ui.features.reservations.draft import BookingDraft
from ui.features.reservations.rate_matrix import Pick
from ui.features.reservations.room_form import Asking, RoomForm
from ui.features.reservations.terms_form import TermsForm
from ui.features.reservations.words import nights_text, party_text
from ui.shell.quote_lines import QuoteLines
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.day_text import day_span
from ui.widgets.labels import heading, label, page_title, rule
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, SECTION, SEMIBOLD, SMALL

WIDTH, HEIGHT, LINES = 1294, 772, 240
LONG_STAY, MOST_TABS = 60, 12


class BookingDialog(QDialog):
    """`booked(Outcome)` with the result of the booking; a refusal stands at its field and loses nothing."""

    booked = Signal(object)

    def __init__(
        self, services: ShellServices, house: HouseView, draft: BookingDraft, guest: GuestHit | None = None
    ) -> None:
        super().__init__(services.navigator.dialog_parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New booking"))
        self._services, self._draft = services, draft
        self._hotel = next(p for p in house.properties if p.id == draft.property_id)
        window = services.navigator.dialog_parent
        self.resize(min(WIDTH, window.width() - 40), min(HEIGHT, window.height() - 40))
        self._books_when_known = False
        self._sure_of: object = None
        self.form = TermsForm(services, self._hotel.currency, self)
        asking = Asking(self._hotel.id, self._hotel.business_date)
        self.room = RoomForm(services, house, asking, draft.room, self)
        self.tabs: SegmentedControl | None = None
        self.tabs_row = QHBoxLayout()
        self.summary = label("", SMALL, tone="secondary")
        self.total = label("", SECTION, SEMIBOLD)
        self.said = QVBoxLayout()
        self._lines = QScrollArea()
        self.book_button = KeyedButton(
            tr("Book"), Kind.PRIMARY, key=tr("Enter"), icon="check", size=Size.LARGE
        )
        self._lay_out()
        self._connect()
        self.form.show_terms(draft.terms)
        if guest is not None:
            self.form.guest.show_guest(guest)
        self._show_tabs()
        self._tell()
        self.form.guest.input.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 12)
        head.setSpacing(2)
        head.addWidget(page_title(tr("New booking")))
        head.addWidget(self.summary)
        column.addLayout(head)
        column.addWidget(rule())
        row = QHBoxLayout()
        row.setContentsMargins(24, 14, 24, 12)
        row.setSpacing(16)
        row.addWidget(self.form)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        self.tabs_row.setSpacing(8)
        middle.addLayout(self.tabs_row)
        middle.addWidget(self.room, 1)
        middle.addLayout(self.said)
        row.addLayout(middle, 1)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self._lines.setWidgetResizable(True)
        self._lines.setFixedWidth(LINES)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(self._lines)
        column.addLayout(row, 1)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 11, 24, 13)
        foot.setSpacing(10)
        foot.addWidget(label(tr("Total"), BODY, tone="secondary"))
        foot.addWidget(self.total)
        foot.addStretch(1)
        leave = KeyedButton(tr("Leave"), key=tr("Esc"), size=Size.LARGE)
        leave.clicked.connect(self.reject)
        foot.addWidget(leave)
        foot.addWidget(self.book_button)
        return foot

    def _connect(self) -> None:
        self.room.picked.connect(self._explain)
        self.room.changed.connect(self._tell)
        self.room.answered.connect(self._rates_known)
        self.form.promo.editingFinished.connect(self._ask_anew)
        self.form.company.activated.connect(lambda _index: self._ask_anew())
        self.book_button.clicked.connect(self.book)

    # The rooms of the booking.

    def _show_tabs(self) -> None:
        """A tab for each room, and what adds one or takes one off."""
        while (item := self.tabs_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        count = len(self._draft.rooms)
        names = [(str(n), tr("Room {n}", n=n + 1)) for n in range(count)]
        self.tabs = SegmentedControl(names, dense=True)
        self.tabs.choose(str(self._draft.held))
        self.tabs.chosen.connect(lambda key: self.hold_room(int(key)))
        self.tabs_row.addWidget(self.tabs)
        more = KeyedButton(tr("Add a room"), Kind.QUIET, key="Alt++", icon="plus", size=Size.DENSE)
        more.setEnabled(count < MOST_TABS)
        more.clicked.connect(self.add_room)
        self.tabs_row.addWidget(more)
        if count > 1:
            off = KeyedButton(tr("Take off"), Kind.QUIET, key="Alt+−", icon="minus", size=Size.DENSE)
            off.clicked.connect(self.take_off)
            self.tabs_row.addWidget(off)
        self.tabs_row.addStretch(1)

    def hold_room(self, index: int) -> None:
        """Fill another room in; what is typed of this one stays."""
        if self._keep():
            self._draft.held = index
        self._show_room()

    def add_room(self) -> None:
        """One more, like this one."""
        if self._keep() and len(self._draft.rooms) < MOST_TABS:
            self._draft.add()
            self._show_room()

    def take_off(self) -> None:
        """This one is not wanted."""
        self._draft.take_off()
        self._show_room()

    def _show_room(self) -> None:
        self._show_tabs()
        self.room.show_draft(self._draft.room)
        self._tell()

    def _keep(self) -> bool:
        room = self.room.draft()
        if room is not None:
            self._draft.rooms[self._draft.held] = room
        return room is not None

    # What it costs.

    def _ask_anew(self) -> None:
        company = self.form.chosen_company()
        self.room.asking = replace(
            self.room.asking, promo_code=self.form.promo.text().strip(),
            company_id=company.id if company is not None else None,
        )  # fmt: skip
        self.room.ask()

    def _explain(self, pick: Pick) -> None:
        self._lines.setWidget(QuoteLines(pick.quote) if pick.quote is not None else self._own_price(pick))

    def _own_price(self, pick: Pick) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("{type}, own price", type=pick.offer.name)))
        text = tr("The price that you type counts for every night. Without one it is the published price.")
        column.addWidget(label(text, SMALL, tone="secondary", wrap=True))
        column.addStretch(1)
        return inner

    def _tell(self) -> None:
        """The line under the title and the total."""
        dates, count = self.room.days.dates, len(self._draft.rooms)
        parts = [
            day_span(dates.arrival, dates.departure), nights_text(dates.nights),
            party_text(self.room.adults.value(), len(self.room.ages.ages or ())),
        ]  # fmt: skip
        if count > 1:
            parts.append(trn("{n} room", "{n} rooms", count))
        self.summary.setText(" · ".join(parts))
        pick = self.room.matrix.pick
        if pick is None:
            return
        minor = self.room.price.minor if self.room.price.text().strip() else pick.offer.published_minor
        own = (minor or 0) * max(dates.nights, 1)
        total = pick.quote.total_minor if pick.quote is not None else own
        text = money_text(total, self._hotel.currency)
        self.total.setText(tr("{price} for this room", price=text) if count > 1 else text)

    # Booking.

    def book(self) -> None:
        """Book, as soon as the rates are known."""
        if self.room.is_asking:
            self._books_when_known = True
            return
        command = self.command()
        if command is None or not self._is_sure(command):
            return
        self._run(command, tr("{name} is booked", name=self.form.guest.input.text()))

    def command(self) -> Reserve | None:
        """The booking as it is filled in; None, with the field marked, when something is missing."""
        guest = self.form.ref()
        terms = self.form.terms() if guest is not None else None
        if guest is None or terms is None or not self._keep():
            return None
        missing = [n for n, room in enumerate(self._draft.rooms) if room.room_type_id is None]
        if missing:
            self.hold_room(missing[0])
            return None
        self._draft.terms = terms
        return self._draft.command(guest, self._hotel.business_date, self._services.app.new_id)

    def _is_sure(self, command: Reserve) -> bool:
        """A very long stay is asked about once."""
        longest = max((room.departure - room.arrival).days for room in command.rooms)
        dates = tuple((room.arrival, room.departure) for room in command.rooms)
        if longest <= LONG_STAY or self._sure_of == dates:
            return True
        self._sure_of = dates
        self.room.days_field.say(
            tr("{nights}? Press Enter again if that is right.", nights=nights_text(longest)), "warning"
        )
        return False

    def _run(self, command: object, sentence: str) -> None:
        assert isinstance(command, Reserve)

        def done(outcome: Outcome) -> None:
            self._services.did(command.id, sentence)
            self.booked.emit(outcome)
            self.accept()

        self._services.operations.run_command(command, done, self._refused)

    def _rates_known(self) -> None:
        self._tell()
        if self._books_when_known:
            self._books_when_known = False
            self.book()

    def _refused(self, error: AppError) -> None:
        """At its field; with what would succeed, each in one click."""
        fields = {
            "room_id": self.room.room_field, "arrival": self.room.days_field,
            "departure": self.room.days_field, "adults": self.room.party_field,
            "child_ages": self.room.ages_field, "prices": self.room.price_field,
            "rate_code": self.room.rate_field, "surname": self.form.guest_field,
            "guest": self.form.guest_field, "deposit_due_minor": self.form.deposit_field,
        }  # fmt: skip
        field = fields.get(error.field)
        if field is not None:
            field.say_wrong(error.sentence)
        self._say(error, also=field is None)
        if error.field in ("room_id", "adults"):
            self.room.ask()

    def _say(self, error: AppError | None, *, also: bool = True) -> None:
        while (item := self.said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if error is None or not (also or error.choices):
            return
        strong = error.sentence if also else tr("What would go:")
        box = NoticeBox(strong, "", [choice.label for choice in error.choices], tone="warning")
        for link, choice in zip(box.links, error.choices, strict=True):
            link.setToolTip(choice.detail)
            link.clicked.connect(lambda _=False, choice=choice: self.take(choice))
        self.said.addWidget(box)

    def take(self, choice: Choice) -> None:
        """Do what the refusal offered."""
        self._say(None)
        self._run(choice.command, choice.label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter books (in a note with Ctrl), Esc leaves, Alt+plus adds a room, Alt+minus takes one off."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            noting = isinstance(self.focusWidget(), QPlainTextEdit)
            if not noting or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.book()
        elif alt and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.add_room()
        elif alt and key == Qt.Key.Key_Minus:
            self.take_off()
        else:
            super().keyPressEvent(event)
