"""The page of a booking: its rooms, what is said of it, to-dos and notes, its letter, its whole history."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.front_desk import AlertsOf, AlertView, Around, AroundBooking, SharerView
from app.features.property import House, HouseView
from app.features.reservations import StayDetail, StaysOf, StayView
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.reservations.add_room_dialog import AddRoomDialog
from ui.features.reservations.around_tab import AroundTab
from ui.features.reservations.doing import Doing
from ui.features.reservations.facts_card import FactsCard
from ui.features.reservations.history_tab import HistoryTab
from ui.features.reservations.letter_tab import LetterTab
from ui.features.reservations.stay_editor import StayEditor
from ui.features.reservations.words import STATES, nights_text, party_text
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import day_span
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label, page_title
from ui.widgets.money_text import money_text
from ui.widgets.strips import ErrorStrip
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

MOST_ROOMS = 60
TABLES = frozenset({"reservation", "stay", "stay_night", "trace", "stay_alert", "stay_note", "stay_guest"})


class BookingPage(Page):
    """`opened(stay=…)` or `opened(reservation=…)` shows a booking."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Booking")
        self._services = services
        self._house: HouseView | None = None
        self._booking: UUID | None = None
        self._wanted: UUID | None = None
        self._alerted: UUID | None = None
        self.stays: dict[UUID, StayView] = {}
        self._order: Sequence[UUID] = ()
        self._around: AroundBooking | None = None
        self.doing = Doing(services, self)
        self.name = page_title("")
        self.line = label("", SMALL, tone="secondary")
        self.alerts = QVBoxLayout()
        self.alerts.setSpacing(6)
        self.tabs = TabStrip(
            (("rooms", tr("Rooms")), ("around", tr("To-dos and notes")), ("history", tr("History")),
             ("letter", tr("Letter")))
        )  # fmt: skip
        self.table: DataTable[StayView] = DataTable(_columns(), row_height=40, same=lambda view: view.id)
        self.editor = StayEditor(services, self.doing, self.reload)
        self.facts = FactsCard(services, self.doing, self.reload)
        self.around = AroundTab(services, self.doing, self.reload)
        self.history = HistoryTab(services, self.reload)
        self.letter = LetterTab(services)
        self._stack, self._whole = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.tabs.chosen.connect(self.show_tab)
        self.table.moved.connect(self._choose)
        services.hub.changed.connect(self._changed)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.line)
        head.addLayout(words, 1)
        self.add_button = KeyedButton(tr("Add a room"), icon="plus")
        self.add_button.clicked.connect(self.add_room)
        again = KeyedButton(tr("Book again"), icon="copy-simple")
        again.clicked.connect(lambda: self._run("reservations.book_again"))
        rack = KeyedButton(tr("Show on the rack"), icon="calendar-blank")
        rack.clicked.connect(lambda: self._services.navigator.open_page("rack", stay=self._wanted))
        for button in (rack, again, self.add_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addLayout(self.alerts)
        column.addWidget(self.tabs)
        for tab in (self._rooms_tab(), self.around, self.history, self.letter):
            self._stack.addWidget(tab)
        column.addWidget(self._stack, 1)
        self._whole.addWidget(
            EmptyState(
                "bookmark-simple", tr("No booking is chosen"), tr("Choose a stay, then open its booking.")
            )
        )
        self._whole.addWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    def _rooms_tab(self) -> QWidget:
        tab = QWidget()
        row = QHBoxLayout(tab)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.table, 1)
        left.addWidget(self.facts)
        row.addLayout(left, 1)
        row.addWidget(self.editor)
        return tab

    # What the shell asks.

    def opened(self, **arguments: object) -> None:
        """Show a booking by one of its stays, or by its own id; without any the one that showed."""
        stay, booking = arguments.get("stay"), arguments.get("reservation")
        self._alerted = None
        if isinstance(arguments.get("tab"), str):
            self.tabs.choose(str(arguments["tab"]))
            self.show_tab(str(arguments["tab"]))
        if isinstance(stay, UUID):
            self._wanted = stay
            self._services.operations.ask(
                StayDetail(stay_id=stay), self._found, self._gone, latest="booking.open"
            )
        elif isinstance(booking, UUID):
            self._load(booking)
        elif self._booking is not None:
            self._load(self._booking)

    def _found(self, view: StayView) -> None:
        self._load(view.reservation_id)

    def _gone(self, error: AppError) -> None:
        self._services.toasts.fail(error.sentence)
        self._whole.setCurrentIndex(0)

    def reload(self) -> None:
        """Read everything again."""
        if self._booking is not None:
            self._load(self._booking)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        touched = {table for table in changes.rows if table in TABLES}
        ids = {self._booking, *self.stays}
        if self.isVisible() and (changes.everything or any(changes.rows[table] & ids for table in touched)):
            self.reload()

    def _load(self, booking: UUID) -> None:
        if booking != self._booking:
            self.stays, self._alerted = {}, None
        self._booking = booking
        operations = self._services.operations
        operations.ask(House(), self._with_house, latest="booking.house")
        operations.ask(Around(reservation_id=booking), self._with_around, latest="booking.sharers")
        operations.ask(StaysOf(reservation_id=booking), self._with_stays, self._gone, latest="booking.stays")

    def _with_house(self, house: HouseView) -> None:
        self._house = house

    def _with_around(self, around: AroundBooking) -> None:
        self._around = around
        self.tabs.count("around", sum(trace.done_at is None for trace in around.traces))
        if self.editor.view is not None:
            self.editor.show_sharers(self._sharers_of(self.editor.view.id))

    def _with_stays(self, ids: Sequence[UUID]) -> None:
        self._order = ids[:MOST_ROOMS]
        for index, stay_id in enumerate(self._order):
            self._services.operations.ask(
                StayDetail(stay_id=stay_id), self._with_stay, self._gone, latest=f"booking.stay.{index}"
            )

    def _with_stay(self, view: StayView) -> None:
        self.stays[view.id] = view
        if all(id_ in self.stays for id_ in self._order):
            self._show()

    # Showing.

    def _show(self) -> None:
        views = [self.stays[id_] for id_ in self._order]
        if not views:
            self._whole.setCurrentIndex(0)
            return
        if self._wanted not in self._order:
            self._wanted = views[0].id
        first = views[0]
        self.name.setText(f"{first.given} {first.surname}".strip())
        self.line.setText(" · ".join(_summary(views)))
        self.table.show_rows(views)
        self.table.select(lambda view: view.id == self._wanted)
        self.facts.show_booking(first)
        self._whole.setCurrentIndex(1)
        self._edit()
        self.show_tab(self.tabs.choice)
        self._ask_alerts()

    def _edit(self) -> None:
        view = self.stays.get(self._wanted) if self._wanted is not None else None
        if view is not None:
            self._services.selection.tell(view.id)
            self.editor.today = self._today(view)
            self.editor.show_stay(view, self._sharers_of(view.id))

    def _sharers_of(self, stay_id: UUID) -> list[SharerView]:
        sharers = self._around.sharers if self._around is not None else ()
        return [one for one in sharers if one.stay_id == stay_id]

    def _today(self, view: StayView) -> date:
        hotels = self._house.properties if self._house is not None else ()
        return next((hotel.business_date for hotel in hotels if hotel.id == view.property_id), view.arrival)

    def _choose(self, view: StayView) -> None:
        if view.id != self._wanted:
            self._wanted = view.id
            self._edit()

    def show_tab(self, key: str) -> None:
        """Show one of the tabs, with what is so now."""
        keys = ("rooms", "around", "history", "letter")
        self._stack.setCurrentIndex(keys.index(key))
        view = self.stays.get(self._wanted) if self._wanted is not None else None
        if self._booking is None or view is None:
            return
        if key == "around":
            self.around.show_booking(self._booking, view.id, self._today(view), view.arrival)
        elif key == "history":
            self.history.show_booking(self._booking)
        elif key == "letter":
            self.letter.show_booking(self._booking)

    # Alerts pop up once, when the booking is opened.

    def _ask_alerts(self) -> None:
        if self._alerted == self._booking or self._wanted is None:
            return
        self._alerted = self._booking
        self._services.operations.ask(
            AlertsOf(stay_id=self._wanted, moment="opening"), self._show_alerts, latest="booking.alerts"
        )

    def _show_alerts(self, alerts: Sequence[AlertView]) -> None:
        while (item := self.alerts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for alert in alerts:
            strip = ErrorStrip(alert.text, alert.made_by, tr("Seen"), tone="warning", icon="bell")
            assert strip.button is not None
            strip.button.clicked.connect(strip.hide)
            self.alerts.addWidget(strip)

    # Doing.

    def add_room(self) -> None:
        """One room more."""
        view = self.stays.get(self._wanted) if self._wanted is not None else None
        if view is not None and self._house is not None:
            dialog = AddRoomDialog(self._services, self._house, view)
            dialog.added.connect(self.reload)
            dialog.open()

    def _run(self, verb: str) -> None:
        spec = self._services.actions.find(verb)
        if spec is not None:
            spec.run()


def _summary(views: Sequence[StayView]) -> list[str]:
    first = views[0]
    total = sum(view.total_minor for view in views)
    parts = [
        first.number, day_span(min(v.arrival for v in views), max(v.departure for v in views)),
        trn("{n} room", "{n} rooms", len(views)), money_text(total, first.currency),
    ]  # fmt: skip
    due = first.deposit_due_minor - first.deposit_paid_minor
    if due > 0:
        parts.append(tr("a deposit of {amount} is due", amount=money_text(due, first.currency)))
    elif first.deposit_paid_minor:
        paid = money_text(first.deposit_paid_minor, first.currency)
        parts.append(tr("deposit paid: {amount}", amount=paid))
    return parts + [text for text in (first.group, first.company, first.agent) if text]


def _columns() -> list[Column[StayView]]:
    def room(view: StayView) -> Cell:
        rooms = ", ".join(dict.fromkeys(part.room or "–" for part in view.parts))
        return Cell(rooms, strong=True)

    def state(view: StayView) -> Cell:
        chip, word = STATES[view.status]  # type: ignore[index]
        return Cell(tr(word), chip=chip)

    def rate(view: StayView) -> Cell:
        codes = dict.fromkeys(night.rate_code for night in view.nights if night.rate_code)
        return Cell(", ".join(codes) or tr("own price"), "text_secondary")

    def price(view: StayView) -> Cell:
        return Cell(money_text(view.total_minor, view.currency), strong=True)

    return [
        Column(title=tr("Room"), cell=room, width=80),
        Column(title=tr("Guest"), cell=lambda view: Cell(f"{view.given} {view.surname}".strip())),
        Column(title=tr("Days"), cell=lambda view: Cell(
            f"{day_span(view.arrival, view.departure)}, {nights_text((view.departure - view.arrival).days)}"
        ), width=230),
        Column(title=tr("Party"), cell=lambda view: Cell(party_text(view.adults, view.children)), width=140),
        Column(title=tr("Rate"), cell=rate, width=90),
        Column(title=tr("State"), cell=state, width=110),
        Column(title=tr("Price"), cell=price, width=100, right=True),
    ]  # fmt: skip
