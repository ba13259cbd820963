"""Guests who may be one: pairs with how sure it is and why; merged side by side, or said to be two."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.features.front_desk import Candidate, DuplicatePair, Duplicates, DuplicatesView, KeepApart
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.guests.merge_dialog import MergeDialog
from ui.features.guests.names import PROFILE
from ui.features.guests.words import facts_text, sure_word
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import Card, label
from ui.widgets.loading import LoadingBars
from ui.widgets.strips import ErrorPlace
from ui.widgets.table_paint import Cell
from ui.widgets.theme import MICRO, SMALL

TABLES: Final = ("guest", "guest_merge", "guest_apart")


class DuplicatesPage(Page):
    """Enter merges the pair, A says that they are two people, P opens the first one's page."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title, self.services = tr("Duplicates"), services
        self.view: DuplicatesView | None = None
        self.trouble = ErrorPlace(tr("The guests could not be compared."), tr("Try again"), self.load)
        self.told = label("", SMALL, tone="secondary")
        self.merge = KeyedButton(tr("Merge…"), Kind.PRIMARY, key=tr("Enter"), icon="git-merge")
        self.apart = KeyedButton(tr("Two people"), key="A", icon="users")
        self.profile = KeyedButton(tr("Profile"), key="P", icon="user")
        self.table: DataTable[DuplicatePair] = DataTable(_columns(), row_height=44, same=_ids)
        self.table.setAccessibleName(self.title)
        self.loading = LoadingBars(rows=8, pitch=44)
        self.empty = EmptyState(
            "users", tr("Nobody is in the house twice"),
            tr("Guests who share a name, a birth date, an e-mail, a phone or a document are listed here."),
        )  # fmt: skip
        self._lay_out()
        self._verbs = {Qt.Key.Key_A: self.keep_apart, Qt.Key.Key_P: self.show_profile}
        self.merge.clicked.connect(lambda: self.ask_merge())
        self.apart.clicked.connect(self.keep_apart)
        self.profile.clicked.connect(self.show_profile)
        self.table.opened.connect(self.ask_merge)
        self.table.installEventFilter(self)
        services.hub.changed.connect(self._changed)

    def opened(self, **arguments: object) -> None:
        """Compare all guests, in the background."""
        del arguments
        self.load()
        self.table.setFocus()

    @property
    def is_usable(self) -> bool:
        """Whether the pairs are there."""
        return self.view is not None

    def load(self) -> None:
        """Ask; a large house takes a moment."""
        if self.view is None:
            self.stack.setCurrentWidget(self.loading)
            self.loading.start()
        self.services.operations.ask(Duplicates(), self._take, self._refused, latest="guests.duplicates")

    def ask_merge(self, pair: DuplicatePair | None = None) -> None:
        """Both side by side."""
        pair = pair or self.table.current
        if pair is not None:
            MergeDialog(self.services, pair).open()

    def keep_apart(self) -> None:
        """They are two people."""
        pair = self.table.current
        if pair is None:
            return
        command = KeepApart(
            id=self.services.app.new_id(), guest_id=pair.one.guest_id, other_id=pair.other.guest_id
        )
        told = tr("{one} and {other} are two people", one=pair.one.name, other=pair.other.name)
        self.services.operations.run_command(
            command, lambda _outcome: self.services.did(command.id, told), self._fail, initiator=self
        )

    def show_profile(self) -> None:
        """The page of the pair's first guest."""
        pair = self.table.current
        if pair is not None:
            self.services.navigator.open_page(PROFILE, guest=pair.one.guest_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter in a table looks for a row; here some are verbs."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            verb = self._verbs.get(Qt.Key(event.key()))
            if verb is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                verb()
                return True
        return super().eventFilter(watched, event)

    def _take(self, view: DuplicatesView) -> None:
        self.loading.stop()
        self.trouble.say("")
        self.view = view
        self.table.show_rows(view.pairs)
        counted = trn("{n} pair may be one guest", "{n} pairs may be one guest", len(view.pairs) + view.more)
        shown = tr("{counted}, the {n} surest are shown", counted=counted, n=len(view.pairs))
        self.told.setText(shown if view.more else counted)
        self.stack.setCurrentWidget(self.card if view.pairs else self.empty)
        for button in (self.merge, self.apart, self.profile):
            button.setEnabled(bool(view.pairs))
        if self.table.current is None and view.pairs:
            self.table.selectRow(0)

    def _refused(self, error: AppError) -> None:
        self.loading.stop()
        self.trouble.say(error.sentence)

    def _fail(self, error: AppError) -> None:
        self.services.toasts.fail(error.sentence)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.load()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 8)
        column.setSpacing(12)
        column.addLayout(self.trouble)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.told)
        bar.addStretch(1)
        for button in (self.profile, self.apart, self.merge):
            bar.addWidget(button)
        column.addLayout(bar)
        self.card = Card()
        self.card.body.setContentsMargins(1, 1, 1, 1)
        self.card.body.addWidget(self.table)
        self.stack = QStackedWidget()
        for part in (self.loading, self.card, self.empty):
            self.stack.addWidget(part)
        column.addWidget(self.stack, 1)
        keys = QHBoxLayout()
        keys.setSpacing(6)
        for key, word in (("↑ ↓", tr("row")), (tr("Enter"), tr("merge")), ("A", tr("two people")),
                          ("P", tr("profile"))):  # fmt: skip
            keys.addWidget(KeyCap(key))
            keys.addWidget(label(word, MICRO, tone="secondary"))
            keys.addSpacing(8)
        keys.addStretch(1)
        keys.addWidget(label(tr("The surest pairs stand first."), MICRO, tone="secondary"))
        column.addLayout(keys)


def _ids(pair: DuplicatePair) -> frozenset[UUID]:
    return frozenset((pair.one.guest_id, pair.other.guest_id))


def _columns() -> list[Column[DuplicatePair]]:
    """How sure, the two, what agrees, what does not."""
    return [
        Column(title=tr("Confidence"), cell=_sure, sort_key=lambda row: row.percent, width=170),
        Column(title=tr("Guest"), cell=lambda row: Cell(row.one.name, strong=True, tip=contact(row.one)),
               width=170),
        Column(title=tr("and"), cell=lambda row: Cell(row.other.name, strong=True, tip=contact(row.other)),
               width=170),
        Column(title=tr("Agrees"), cell=_agrees),
        Column(title=tr("Differs"), cell=_differs, width=170),
        Column(title=tr("Stays"), cell=lambda row: Cell(f"{row.one.stays} + {row.other.stays}"), width=70,
               right=True),
        Column(title=tr("Last stay"), cell=_last, width=140),
    ]  # fmt: skip


def contact(guest: Candidate) -> str:
    """By what a guest is reached, in one line."""
    return " · ".join(part for part in (guest.name, guest.email, guest.phone) if part)


def _sure(row: DuplicatePair) -> Cell:
    word, chip = sure_word(row.percent)
    return Cell(tr("{word} · {percent} %", word=word, percent=row.percent), chip=chip)


def _agrees(row: DuplicatePair) -> Cell:
    text = facts_text(row.facts, other=False)
    return Cell(text, tip=text)


def _differs(row: DuplicatePair) -> Cell:
    text = facts_text(row.facts, other=True)
    return Cell(text or "–", "text_secondary" if text else "text_muted")


def _last(row: DuplicatePair) -> Cell:
    days = [day for day in (row.one.last_stay, row.other.last_stay) if day is not None]
    return Cell(long_day(max(days)) if days else "–", "text_secondary")
