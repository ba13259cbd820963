"""A guest's page: who he is at the left; figures, stays, people, papers and messages at the right."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.features.front_desk import (
    Companion,
    GuestProfile,
    MergeView,
    ProfileStay,
    ProfileView,
    UnmergeGuests,
    UnrelateGuests,
)
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.guests import profile_tables as tables
from ui.features.guests.edit_dialog import EditDialog
from ui.features.guests.facts_card import facts
from ui.features.guests.knowing_dialogs import RelateDialog, WishesDialog
from ui.features.guests.merge_with import MergeWithDialog
from ui.features.guests.names import DUPLICATES, PROFILE
from ui.features.guests.profile_tables import PaperRow
from ui.features.guests.words import title_of
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, page_title
from ui.widgets.money_text import money_text
from ui.widgets.stat_tile import StatRow, StatTile
from ui.widgets.strips import ErrorPlace
from ui.widgets.tab_strip import TabStrip

FACTS_WIDTH: Final = 380
STAYS, PEOPLE, PAPERS = "stays", "people", "papers"
TABLES: Final = (
    "guest", "stay", "posting", "identity_check", "stay_guest", "stay_night", "guest_preference",
    "guest_relation", "guest_merge", "document", "document_mail",
)  # fmt: skip


class ProfilePage(Page):
    """`open_page("guest", guest=id)`. Enter on a stay shows it on the rack, on a companion his page."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title, self.services = tr("Guest"), services
        self.guest_id: UUID | None = None
        self.view: ProfileView | None = None
        self.trouble = ErrorPlace(tr("The guest could not be read."), tr("Try again"), self.load)
        self.head = page_title(self.title)
        self.head.setMinimumWidth(1)
        self.place = self._title()
        self.edit = KeyedButton(tr("Edit"), Kind.PRIMARY, key="E", icon="pencil-simple")
        self.wishes = KeyedButton(tr("Wishes"), key="W", icon="heart")
        self.relate = KeyedButton(tr("Belongs to…"), key="R", icon="users")
        self.book = KeyedButton(tr("New booking"), key="B", icon="plus")
        self.merge = KeyedButton(tr("Merge with…"), key="M", icon="git-merge")
        self.twice = KeyedButton(tr("Duplicates"), key="D", icon="users")
        self.tiles = {
            "stays": StatTile(tr("Stays")), "nights": StatTile(tr("Nights")),
            "no_shows": StatTile(tr("No-shows")), "spent": StatTile(tr("Spent")),
        }  # fmt: skip
        self.tabs = TabStrip(
            [(STAYS, tr("Stays")), (PEOPLE, tr("People")), (PAPERS, tr("Papers and messages"))]
        )
        self.table: DataTable[ProfileStay] = DataTable(
            tables.stay_columns(), row_height=36, same=lambda row: row.stay_id
        )
        self.people: DataTable[Companion] = DataTable(
            tables.people_columns(), row_height=36, same=lambda row: row.guest_id
        )
        self.papers: DataTable[PaperRow] = DataTable(
            tables.paper_columns(), row_height=36, same=lambda row: row.key
        )
        self.facts = QVBoxLayout()
        self.inner: QWidget | None = None
        self.empty = EmptyState("user", tr("No guest is open"), tr("Find one with Ctrl+K, or open a stay's."))
        self._lay_out()
        self._connect()

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

    def ask_edit(self) -> None:
        """Everything that is kept of the guest."""
        if self.view is not None:
            EditDialog(self.services, self.view.guest).open()

    def ask_wishes(self) -> None:
        """What the guest likes."""
        if self.view is not None:
            WishesDialog(self.services, self.view.guest, self.view.preferences).open()

    def ask_relation(self) -> None:
        """Who belongs to the guest."""
        if self.view is not None:
            RelateDialog(self.services, self.view.guest).open()

    def ask_merge(self) -> None:
        """Who is this guest too."""
        if self.view is not None:
            MergeWithDialog(self.services, self.view.guest).open()

    def show_duplicates(self) -> None:
        """Everybody who may be in the house twice."""
        self.services.navigator.open_page(DUPLICATES)

    def new_booking(self) -> None:
        """A booking for this guest."""
        spec = self.services.actions.find("reservations.new")
        if self.view is not None and spec is not None:
            self.services.selection.guest = self.view.guest.id
            spec.run()

    def take_out(self, merge: MergeView) -> None:
        """Somebody who was merged is a guest of his own again."""
        command = UnmergeGuests(id=self.services.app.new_id(), merge_id=merge.merge_id)
        told = tr("{name} is a guest of his own again", name=merge.name)
        self.services.operations.run_command(
            command, lambda _outcome: self.services.did(command.id, told), self._fail, initiator=None
        )

    def end_relation(self) -> None:
        """The current companion does not belong to the guest."""
        row = self.people.current
        if self.view is None or row is None or not row.kind:
            return
        command = UnrelateGuests(
            id=self.services.app.new_id(), guest_id=self.view.guest.id, other_id=row.guest_id
        )
        told = tr("{name} does not belong to {guest}", name=row.name, guest=self.view.guest.name)
        self.services.operations.run_command(
            command, lambda _outcome: self.services.did(command.id, told), self._fail, initiator=None
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter in a table looks for a row; here some are verbs."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            verb = self._verbs.get(Qt.Key(event.key()))
            if verb is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                verb()
                return True
        return super().eventFilter(watched, event)

    def _take(self, view: ProfileView) -> None:
        self.trouble.say("")
        self.view, self.guest_id = view, view.guest.id
        self.head.setText(title_of(view.guest.name))
        self.head.setToolTip(view.guest.name)
        self._show_figures(view)
        self.table.show_rows(view.stays)
        self.people.show_rows(view.people)
        papers = tables.paper_rows(view)
        self.papers.show_rows(papers)
        for key, rows in ((STAYS, view.stays), (PEOPLE, view.people), (PAPERS, papers)):
            self.tabs.count(key, len(rows))
        for table, rows in ((self.table, view.stays), (self.people, view.people), (self.papers, papers)):
            if table.current is None and rows:
                table.selectRow(0)
        if self.inner is not None:
            self.facts.removeWidget(self.inner)
            self.inner.hide()
            self.inner.deleteLater()
        self.inner = facts(view, self.take_out)
        self.facts.insertWidget(0, self.inner)
        self.stack.setCurrentIndex(0)

    def _show_figures(self, view: ProfileView) -> None:
        coming = sum(stay.is_coming for stay in view.stays)
        spent = [money_text(minor, currency) for currency, minor in view.spent.items()]
        now = trn("{n} coming or in house", "{n} coming or in house", coming) if coming else ""
        self.tiles["stays"].show_figure(str(len(view.stays)), cause=now)
        self.tiles["nights"].show_figure(str(view.nights))
        off = trn("{n} cancelled", "{n} cancelled", view.cancelled) if view.cancelled else ""
        self.tiles["no_shows"].show_figure(str(view.no_shows), cause=off)
        self.tiles["spent"].show_figure(spent[0] if spent else "–", cause=" · ".join(spent[1:]))

    def _refused(self, error: AppError) -> None:
        self.trouble.say(error.sentence)

    def _fail(self, error: AppError) -> None:
        self.services.toasts.fail(error.sentence)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.load()

    def _show_tab(self, key: str) -> None:
        shown: dict[str, QWidget] = {STAYS: self.table, PEOPLE: self.people, PAPERS: self.papers}
        self.pile.setCurrentWidget(shown[key])
        shown[key].setFocus()

    def _connect(self) -> None:
        self._verbs = {
            Qt.Key.Key_E: self.ask_edit, Qt.Key.Key_W: self.ask_wishes, Qt.Key.Key_R: self.ask_relation,
            Qt.Key.Key_B: self.new_booking, Qt.Key.Key_M: self.ask_merge,
            Qt.Key.Key_D: self.show_duplicates, Qt.Key.Key_Delete: self.end_relation,
        }  # fmt: skip
        for button, verb in (
            (self.edit, self.ask_edit), (self.wishes, self.ask_wishes), (self.relate, self.ask_relation),
            (self.book, self.new_booking), (self.merge, self.ask_merge), (self.twice, self.show_duplicates),
        ):  # fmt: skip
            button.clicked.connect(verb)
        for table, name in ((self.table, STAYS), (self.people, PEOPLE), (self.papers, PAPERS)):
            table.installEventFilter(self)
            table.setAccessibleName({STAYS: tr("Stays"), PEOPLE: tr("People"), PAPERS: tr("Papers")}[name])
        self.table.opened.connect(self.show_stay)
        self.people.opened.connect(lambda row: self.services.navigator.open_page(PROFILE, guest=row.guest_id))
        self.tabs.chosen.connect(self._show_tab)
        self.services.hub.changed.connect(self._changed)

    def _title(self) -> QWidget:
        place = QWidget()
        place.setProperty("leaves_room", "true")
        row = QHBoxLayout(place)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(self.head)
        row.addStretch(1)
        return place

    def _lay_out(self) -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._left())
        row.addLayout(self._right(), 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addLayout(self.trouble)
        column.addWidget(self.stack, 1)

    def _left(self) -> Card:
        left = Card()
        left.setFixedWidth(FACTS_WIDTH)
        inner = QWidget()
        inner.setProperty("ground", "surface")
        self.facts = QVBoxLayout(inner)
        self.facts.setContentsMargins(0, 0, 6, 0)
        self.facts.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        left.body.addWidget(area, 1)
        pairs = ((self.edit, self.wishes), (self.relate, self.book), (self.merge, self.twice))
        for pair in pairs:
            line = QHBoxLayout()
            line.setSpacing(8)
            for button in pair:
                line.addWidget(button.stretch(), 1)
            left.body.addLayout(line)
        return left

    def _right(self) -> QVBoxLayout:
        self.pile = QStackedWidget()
        for table in (self.table, self.people, self.papers):
            self.pile.addWidget(table)
        card = Card()
        card.body.setContentsMargins(1, 6, 1, 1)
        card.body.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(15, 0, 15, 0)
        line.addWidget(self.tabs)
        card.body.addLayout(line)
        card.body.addWidget(self.pile, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(StatRow(*self.tiles.values()))
        column.addWidget(card, 1)
        return column
