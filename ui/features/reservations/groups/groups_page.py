"""The groups page: who comes, and of one group what is kept, what is taken, who they are, in which rooms."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.front_desk import GroupAccountOf, GroupAccountView, OpenGroupAccount
from app.features.property import HouseView, PropertyView
from app.features.reservations.groups import (
    AssignRooms,
    GroupDetail,
    GroupRow,
    Groups,
    GroupStay,
    GroupView,
    ReleaseAllotment,
    SetAllotment,
)
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.reservations.groups.allotment_grid import AllotmentGrid, cells_of
from ui.features.reservations.groups.group_dialog import GroupDialog
from ui.features.reservations.groups.group_tables import group_columns, headline, stay_columns, under
from ui.features.reservations.groups.rooming_dialog import choose_list
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.shell.which_hotel import HotelBox, with_hotel
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, label, page_title
from ui.widgets.money_text import money_text
from ui.widgets.theme import BODY

LIST_WIDTH: Final = 340
CHECK_IN: Final = "front_desk.check_in_many"
TABLES: Final = (
    "group_block", "allotment", "booking_group", "stay", "reservation", "stay_night", "group_account",
)  # fmt: skip


class GroupsPage(Page):
    """Enter on a group goes to its grid; N is a new one."""

    main_action = "reservations.open_group"

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Groups")
        self.services = services
        self.hotel: PropertyView | None = None
        self.view: GroupView | None = None
        self.account: GroupAccountView | None = None
        self._wanted: UUID | None = None
        self.hotels = HotelBox(services)
        self.hotels.picked.connect(self._another_hotel)
        self.grid = AllotmentGrid()
        self.grid.kept.connect(self._keep)
        self.grid.wrong.connect(services.toasts.fail)
        self.list: DataTable[GroupRow] = DataTable(group_columns(), row_height=52, same=lambda row: row.id)
        self.list.setAccessibleName(tr("Groups"))
        self.list.moved.connect(self._chosen)
        self.list.opened.connect(lambda _row: self.grid.setFocus())
        self.name, self.about = page_title(""), label("", BODY, tone="secondary", wrap=True)
        self.stays: DataTable[GroupStay] = DataTable(stay_columns(), same=lambda row: row.stay_id)
        self.stays.setAccessibleName(tr("Stays of the group"))
        self.stays.moved.connect(lambda row: services.selection.tell(row.stay_id))
        self.stays.opened.connect(lambda row: services.navigator.open_page("rack", stay=row.stay_id))
        self.empty = EmptyState(
            "users-three", tr("No group is expected"),
            tr("A tour, a wedding or a team: rooms are kept for it until its names are known."),
            tr("New group"),
        )  # fmt: skip
        assert self.empty.button is not None
        self.empty.button.clicked.connect(self.new_group)
        self._lay_out()
        services.hub.changed.connect(self._changed)

    def opened(self, **arguments: object) -> None:
        """Show the groups; `group` marks one."""
        group = arguments.get("group")
        self._wanted = group if isinstance(group, UUID) else self._wanted
        with_hotel(self.services, self._hotel)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    # What can be done.

    def new_group(self) -> None:
        """Open another one."""
        if self.hotel is not None:
            GroupDialog(self.services, self.hotel).open()

    def change(self) -> None:
        """Change what is said of the group."""
        if self.hotel is not None and self.view is not None:
            GroupDialog(self.services, self.hotel, self.view).open()

    def assign(self) -> None:
        """Rooms near together for all who have none."""
        if self.view is None:
            return

        def told(outcome: Outcome) -> str:
            done, left = int(str(outcome.result["assigned"])), int(str(outcome.result["left"]))
            sentence = trn("{n} stay has a room", "{n} stays have a room", done)
            return tr("{sentence}, {n} found none", sentence=sentence, n=left) if left else sentence

        self._do(AssignRooms(id=self._id(), group_id=self.view.row.id), told)

    def release(self) -> None:
        """Let go of what is left, or keep it again."""
        if self.view is None:
            return
        again = self.view.row.released_at is not None
        name = self.view.row.name
        sentence = (
            tr("Rooms are kept for {name} again", name=name)
            if again
            else tr("What {name} has not taken is for sale", name=name)
        )
        self._do(ReleaseAllotment(id=self._id(), group_id=self.view.row.id, again=again), sentence)

    def read_list(self) -> None:
        """A rooming list from a file."""
        if self.view is not None:
            choose_list(self.services, self.view)

    def master(self) -> None:
        """Open the master account, or show it."""
        if self.account is not None:
            self.services.navigator.open_page("folios", folio=self.account.folio_id)
        elif self.view is not None:
            command = OpenGroupAccount(
                id=self._id(), group_id=self.view.row.id, folio_id=self._id(), company_id=self.view.company_id
            )
            name = self.view.row.name
            self._do(command, tr("Room and city tax of {name} go to one account", name=name))

    def check_in(self) -> None:
        """Check in many at once."""
        spec = self.services.actions.find(CHECK_IN)
        if spec is None:
            self.services.toasts.fail(tr("Not part of this version yet."))
            return
        expected = [stay for stay in (self.view.stays if self.view else ()) if stay.status == "confirmed"]
        if not expected:
            self.services.toasts.tell(tr("Nobody of this group is expected."))
            return
        self.services.selection.together = tuple(stay.stay_id for stay in expected)
        spec.run()

    # How it shows.

    def _lay_out(self) -> None:
        self.buttons: dict[str, KeyedButton] = {}
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for name, title, icon, run in (
            ("list", tr("Rooming list…"), "file-arrow-up", self.read_list),
            ("assign", tr("Give rooms"), "bed", self.assign),
            ("check_in", tr("Check in"), "sign-in", self.check_in),
            ("master", tr("Master account"), "receipt", self.master),
            ("release", tr("Release"), "hand", self.release),
            ("change", tr("Change…"), "pencil-simple", self.change),
        ):
            button = self.buttons[name] = KeyedButton(title, icon=icon, size=Size.DENSE)
            button.clicked.connect(run)
            verbs.addWidget(button)
        verbs.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.name)
        right.addWidget(self.about)
        right.addLayout(verbs)
        right.addWidget(_card(self.grid))
        right.addWidget(_card(self.stays), 1)
        left = QWidget()
        left.setFixedWidth(LIST_WIDTH)
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(10)
        beside.addWidget(self.hotels)
        beside.addWidget(_card(self.list), 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left)
        row.addLayout(right, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.addWidget(self.stack)

    def _another_hotel(self) -> None:
        self.view = None
        self.opened()

    def _hotel(self, house: HouseView, hotel: PropertyView) -> None:
        self.hotel = hotel
        self.hotels.show_house(house, hotel)
        self.services.operations.ask(Groups(property_id=hotel.id), self._list, latest="groups.list")

    def _list(self, rows: tuple[GroupRow, ...]) -> None:
        self.stack.setCurrentIndex(0 if rows else 1)
        self.list.show_rows(rows)
        self.services.navigator.count("groups", sum(row.without_room > 0 for row in rows))
        if not rows:
            return
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.list.select(lambda row: row.id == wanted)
        if self.list.current is None:
            self.list.selectRow(0)
        if self.list.current is not None:
            self._chosen(self.list.current)

    def _chosen(self, row: GroupRow) -> None:
        ask = self.services.operations.ask
        ask(GroupDetail(group_id=row.id), self._show, latest="groups.detail")
        ask(GroupAccountOf(group_id=row.id), self._show_account, latest="groups.account")

    def _show(self, view: GroupView) -> None:
        self.view = view
        self.name.setText(view.row.name)
        self.about.setText(f"{headline(view)}\n{under(view)}")
        self.grid.show_group(view)
        self.grid.setFixedHeight(self.grid.sizeHint().height())
        self.stays.show_rows(view.stays)
        released = view.row.released_at is not None
        self.buttons["release"].setText(tr("Keep again") if released else tr("Release"))
        self.buttons["release"].setEnabled(released or view.row.left > 0)
        self.buttons["assign"].setEnabled(view.row.without_room > 0)
        self.buttons["check_in"].setEnabled(any(stay.status == "confirmed" for stay in view.stays))

    def _show_account(self, account: GroupAccountView | None) -> None:
        self.account = account
        text = tr("Open master account")
        if account is not None:
            text = tr("Master account, {owed}", owed=money_text(account.balance_minor, account.currency))
        self.buttons["master"].setText(text)

    def _keep(self, kind: UUID, night: date | None, rooms: int) -> None:
        if self.view is not None:
            cells = cells_of(self.view, kind, night, rooms)
            name = self.view.row.name
            command = SetAllotment(id=self._id(), group_id=self.view.row.id, cells=cells)
            told = trn("{n} room is kept for {name}", "{n} rooms are kept for {name}", rooms, name=name)
            self._do(command, told)

    def _do(self, command: Command, sentence: str | Callable[[Outcome], str]) -> None:
        def done(outcome: Outcome) -> None:
            told = sentence if isinstance(sentence, str) else sentence(outcome)
            self.services.did(command.id, told)

        def refused(error: AppError) -> None:
            if self.view is not None:
                self.grid.show_group(self.view)
            self.services.navigator.show_refusal(error)

        self.services.operations.run_command(command, done, refused)

    def _id(self) -> UUID:
        return self.services.app.new_id()

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.opened()


def _card(inner: QWidget) -> Card:
    card = Card()
    card.body.setContentsMargins(1, 1, 1, 1)
    card.body.addWidget(inner)
    return card


def new_group(services: ShellServices) -> None:
    """A new group from anywhere."""
    with_hotel(services, lambda _house, hotel: GroupDialog(services, hotel).open())
