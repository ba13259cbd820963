"""A guest's page: who he is at the left, his stays at the right; VIP, blacklist and note can be changed."""

from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from app.features.front_desk import GuestProfile, ProfileStay, ProfileView
from app.features.guests import ChangeGuest
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day, short_day
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, heading, label, page_title
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import FactRows
from ui.widgets.strips import ErrorPlace, NoticeBox
from ui.widgets.table_paint import Cell
from ui.widgets.theme import BODY, SMALL

FACTS_WIDTH: Final = 380
MOST_VIP: Final = 3
TABLES: Final = ("guest", "stay", "posting", "identity_check", "stay_guest", "stay_night")
_CHIPS: Final = {
    "tentative": "tentative", "confirmed": "future", "checked_in": "in_house", "checked_out": "past",
    "cancelled": "cancelled", "no_show": "no_show",
}  # fmt: skip


class ProfilePage(Page):
    """`open_page("guest", guest=id)`. Enter on a stay shows it on the rack."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title, self.services = tr("Guest"), services
        self.guest_id: UUID | None = None
        self.view: ProfileView | None = None
        self.trouble = ErrorPlace(tr("The guest could not be read."), tr("Try again"), self.load)
        self.head = page_title(self.title)
        self.place = self._title()
        self.change = KeyedButton(tr("VIP, blacklist, note…"), Kind.NORMAL, icon="pencil-simple")
        self.table: DataTable[ProfileStay] = DataTable(
            _columns(), row_height=36, same=lambda row: row.stay_id
        )
        self.table.setAccessibleName(tr("Stays"))
        self.facts = QVBoxLayout()
        self.inner: QWidget | None = None
        self.empty = EmptyState("user", tr("No guest is open"), tr("Open one from a stay that is selected."))
        self._lay_out()
        self.change.clicked.connect(self.ask_change)
        self.table.opened.connect(self.show_stay)
        services.hub.changed.connect(self._changed)

    def bar_widget(self) -> QWidget:
        """The guest's name."""
        return self.place

    def opened(self, **arguments: object) -> None:
        """Show a guest, or again the one that was shown."""
        wanted = arguments.get("guest")
        if isinstance(wanted, UUID):
            self.guest_id = wanted
        self.load()
        self.table.setFocus()

    @property
    def is_usable(self) -> bool:
        """Whether the profile is there, or nobody is asked for."""
        return self.view is not None or self.guest_id is None

    def load(self) -> None:
        """Ask for the profile."""
        if self.guest_id is None:
            self.stack.setCurrentWidget(self.empty)
            return
        query = GuestProfile(guest_id=self.guest_id)
        self.services.operations.ask(query, self._take, self._refused, latest="guests.profile")

    def show_stay(self, stay: ProfileStay) -> None:
        """The stay on the rack."""
        self.services.navigator.open_page("rack", stay=stay.stay_id, day=stay.arrival)

    def ask_change(self) -> None:
        """VIP level, blacklist with its reason, note."""
        if self.view is not None:
            StandingDialog(self.services, self.view).open()

    def _take(self, view: ProfileView) -> None:
        self.trouble.say("")
        self.view = view
        self.head.setText(view.name)
        self.table.show_rows(view.stays)
        if self.table.current is None and view.stays:
            self.table.selectRow(0)
        if self.inner is not None:
            self.facts.removeWidget(self.inner)
            self.inner.hide()
            self.inner.deleteLater()
        self.inner = _facts(view)
        self.facts.insertWidget(0, self.inner)
        self.stack.setCurrentIndex(0)

    def _refused(self, error: AppError) -> None:
        self.trouble.say(error.sentence)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.load()

    def _title(self) -> QWidget:
        place = QWidget()
        place.setProperty("leaves_room", "true")
        row = QHBoxLayout(place)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(self.head)
        row.addStretch(1)
        return place

    def _lay_out(self) -> None:
        left = Card()
        left.setFixedWidth(FACTS_WIDTH)
        self.facts.addStretch(1)
        self.facts.addWidget(self.change)
        left.body.addLayout(self.facts)
        right = Card()
        right.body.setContentsMargins(1, 1, 1, 1)
        right.body.addWidget(self.table)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addLayout(self.trouble)
        column.addWidget(self.stack, 1)


class StandingDialog(SmallDialog):
    """How the house stands to a guest."""

    def __init__(self, services: ShellServices, view: ProfileView) -> None:
        about = tr("A blacklisted guest is shown as such at booking and check-in, with the reason.")
        super().__init__(services, view.name, about, verb=tr("Save"))
        self._view = view
        self.vip, self.reason, self.note = (
            ChoiceBox(),
            QLineEdit(view.blacklist_reason),
            QPlainTextEdit(view.note),
        )
        self.vip.add(0, tr("No VIP"))
        for level in range(1, MOST_VIP + 1):
            self.vip.add(level, tr("VIP {level}", level=level))
        self.vip.choose(view.vip)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(88)
        self.field("vip", tr("VIP"), self.vip)
        self.field("blacklist_reason", tr("Blacklisted because (empty: not blacklisted)"), self.reason)
        self.field("note", tr("Note"), self.note)
        self.vip.setFocus()

    def agree(self) -> None:
        """Change the guest."""
        command = ChangeGuest(
            id=self.services.app.new_id(), guest_id=self._view.guest_id, vip=int(str(self.vip.choice)),
            blacklist_reason=self.reason.text().strip(), note=self.note.toPlainText().strip(),
        )  # fmt: skip
        self.do(command, tr("{name} is changed", name=self._view.name))


def _facts(view: ProfileView) -> QWidget:
    """What is known of the guest, on a widget of its own."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    if view.blacklist_reason:
        column.addWidget(NoticeBox(tr("Blacklisted"), view.blacklist_reason, tone="danger"))
    rows = FactRows(110)
    spent = ", ".join(money_text(minor, currency) for currency, minor in view.spent.items())
    born = long_day(view.birth_date) if view.birth_date else ""
    stays = trn("{n} stay", "{n} stays", len(view.stays))
    nights = trn("{n} night", "{n} nights", view.nights)
    for name, value in (
        (tr("VIP"), str(view.vip) if view.vip else ""), (tr("E-mail"), view.email), (tr("Phone"), view.phone),
        (tr("Born on"), born), (tr("Nationality"), view.nationality), (tr("Language"), view.language),
        (tr("Lives in"), view.country), (tr("Tags"), ", ".join(view.tags)),
        (tr("Here"), tr("{stays}, {nights}", stays=stays, nights=nights)),
        (tr("Spent"), spent),
    ):  # fmt: skip
        rows.add(name, value or "–")
    column.addLayout(rows)
    if view.note:
        column.addWidget(heading(tr("Note")))
        column.addWidget(label(view.note, BODY, wrap=True))
    if view.documents:
        column.addWidget(heading(tr("Documents seen")))
        for seen in view.documents:
            told = tr("{number}, seen by {who} on {day}", number=seen.number, who=seen.by_name,
                      day=long_day(seen.at.date()))  # fmt: skip
            column.addWidget(label(told, SMALL, tone="secondary", wrap=True))
    if view.companions:
        column.addWidget(heading(tr("Came along")))
        for other in view.companions:
            times = trn("{n} time", "{n} times", other.times)
            column.addWidget(label(f"{other.name} · {times}", SMALL, tone="secondary"))
    return place


def _columns() -> list[Column[ProfileStay]]:
    """Dates, room, status, booking, what was spent."""
    return [
        Column(title=tr("Arrives"), cell=lambda row: Cell(long_day(row.arrival), strong=row.is_coming),
               sort_key=lambda row: row.arrival, width=140),
        Column(title=tr("Leaves"), cell=lambda row: Cell(short_day(row.departure)),
               sort_key=lambda row: row.departure, width=110),
        Column(title=tr("Room"), cell=lambda row: Cell(row.room or "–"), width=70),
        Column(title=tr("State"), cell=_state, width=130),
        Column(title=tr("Booking"), cell=lambda row: Cell(
            row.number if row.own else tr("{number}, shares", number=row.number), "text_secondary")),
        Column(title=tr("Spent"), cell=lambda row: Cell(money_text(row.spent_minor, row.currency)),
               sort_key=lambda row: row.spent_minor, width=110, right=True),
    ]  # fmt: skip


def _state(row: ProfileStay) -> Cell:
    return Cell(_status(row.status), chip=_CHIPS[row.status])


def _status(status: str) -> str:
    return {
        "tentative": tr("Tentative"), "confirmed": tr("Coming"), "checked_in": tr("In house"),
        "checked_out": tr("Was here"), "cancelled": tr("Cancelled"), "no_show": tr("No-show"),
    }[status]  # fmt: skip
