"""Posts room and tax of the open night by hand: the card shows first what it would post, stay by stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.folios import MOST_STAYS, NightPostings, NightRow, NightsView, PostNights
from app.features.property import House, HouseView, PropertyView
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import heading, label, set_tone
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.table_paint import Cell
from ui.widgets.theme import BODY, SEMIBOLD, SMALL

WIDTH, MOST_ROWS, ROW, HEAD = 520, 10, 28, 30


@dataclass(frozen=True, slots=True)
class Line:
    """A stay in the card: what would be posted for it, or that it is posted."""

    stay_id: UUID
    room: str
    guest: str
    minor: int
    currency: str


class NightsCard(Floating):
    """Enter posts, Esc leaves. A second time there is nothing to post, and it says so."""

    def __init__(self, services: ShellServices, house: HouseView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._services, self._house = services, house
        self.hotel: PropertyView = house.properties[0]
        self._before: dict[UUID, int] = {}
        self._chunks: list[tuple[UUID, ...]] = []
        self._posted = 0
        self.lines: dict[UUID, Line] = {}
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        self.title = heading("")
        column.addWidget(self.title)
        self.hotels = ChoiceBox()
        for hotel in house.properties:
            self.hotels.add(hotel.id, hotel.name)
        self.hotels.setVisible(len(house.properties) > 1)
        self.hotels.activated.connect(self._use)
        column.addWidget(self.hotels)
        self.said = label("", SMALL, tone="secondary", wrap=True)
        column.addWidget(self.said)
        self.table: DataTable[Line] = DataTable(
            [
                Column(title=tr("Room"), cell=lambda line: Cell(line.room, strong=True), width=70),
                Column(title=tr("Guest"), cell=lambda line: Cell(line.guest)),
                Column(title=tr("To post"), cell=lambda line: Cell(amount_text(line.minor, line.currency)),
                       sort_key=lambda line: line.minor, width=110, right=True),
            ],
            row_height=ROW, same=lambda line: line.stay_id,
        )  # fmt: skip
        self.table.setAccessibleName(tr("What would be posted"))
        self.table.hide()
        column.addWidget(self.table)
        self.total = label("", BODY, SEMIBOLD)
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.total)
        self.go = KeyedButton(tr("Post"), Kind.PRIMARY, key=tr("Enter"))
        self.go.clicked.connect(self.post)
        self.go.setEnabled(False)
        leave = KeyedButton(tr("Leave it"), key=tr("Esc"))
        leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.go)
        column.addLayout(row)
        self.body.addLayout(column)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self.show_hotel(self.hotel)

    def show_hotel(self, hotel: PropertyView) -> None:
        """Rehearse the night of a hotel."""
        self.hotel = hotel
        self.lines.clear()
        self.go.setEnabled(False)
        self.title.setText(tr("Room and tax of {day}", day=long_day(hotel.business_date)))
        self._say(tr("Working out what would be posted."))
        query = NightPostings(property_id=hotel.id)
        self._services.operations.ask(query, self._rehearse, self._refused, latest="folios.nights")

    def post(self) -> None:
        """Post it, in chunks between which other desks have their turn."""
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._posted = 0
        wanted = tuple(self.lines)
        self._chunks = [wanted[at : at + MOST_STAYS] for at in range(0, len(wanted), MOST_STAYS)]
        self._post_next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter posts, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.post()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _use(self, _index: int) -> None:
        chosen = self.hotels.choice
        self.show_hotel(next(hotel for hotel in self._house.properties if hotel.id == chosen))

    def _command(self, stays: Sequence[UUID]) -> PostNights:
        return PostNights(
            id=self._services.app.new_id(), property_id=self.hotel.id,
            business_date=self.hotel.business_date, stay_ids=tuple(stays),
        )  # fmt: skip

    def _rehearse(self, nights: NightsView) -> None:
        self._before = {row.stay_id: row.posted_minor for row in nights.rows}
        ids = tuple(self._before)
        self._chunks = [ids[at : at + MOST_STAYS] for at in range(0, len(ids), MOST_STAYS)]
        self._rehearse_next()

    def _rehearse_next(self) -> None:
        if not self._chunks:
            self._show()
            return
        chunk = self._chunks.pop(0)
        query = NightPostings(property_id=self.hotel.id)
        self._services.operations.rehearse(
            self._command(chunk), query, partial(self._rehearsed, frozenset(chunk)), self._refused,
            latest="folios.nights.rehearsal",
        )  # fmt: skip

    def _rehearsed(self, chunk: frozenset[UUID], nights: NightsView) -> None:
        for row in nights.rows:
            minor = row.posted_minor - self._before.get(row.stay_id, 0)
            if row.stay_id in chunk and minor:
                self.lines[row.stay_id] = _line(row, minor, nights.currency)
        self._rehearse_next()

    def _show(self) -> None:
        lines, stays = list(self.lines.values()), len(self._before)
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self.table.setFixedHeight(HEAD + ROW * min(max(len(lines), 1), MOST_ROWS) + 2)
        total = sum(line.minor for line in lines)
        self.total.setText(money_text(total, self.hotel.currency) if lines else "")
        done = stays - len(lines)
        if lines and done:
            text = trn("{n} stay is posted already.", "{n} stays are posted already.", done)
            self._say(tr("To the folios, or where routing sends it. {more}", more=text))
        elif lines:
            self._say(tr("To the folios, or where routing sends it."))
        elif stays:
            self._say(
                tr("Everything is posted for this night already. Posting again posts nothing."), "success"
            )
        else:
            self._say(tr("Nobody is in the house this night."))
        self.go.setText(
            trn("Post {n} stay", "Post {n} stays", len(lines)) if lines else tr("Nothing to post")
        )
        self.go.setEnabled(bool(lines))
        self.adjustSize()
        self.setFocus()

    def _post_next(self) -> None:
        if not self._chunks:
            total = money_text(sum(line.minor for line in self.lines.values()), self.hotel.currency)
            text = trn("{n} stay posted, {total}", "{n} stays posted, {total}", self._posted, total=total)
            self._services.toasts.tell(text)
            self.close()
            return
        chunk = self._chunks.pop(0)
        self._say(tr("Posting. {n} of {all} stays are done.", n=self._posted, all=len(self.lines)))
        self._services.operations.run_command(
            self._command(chunk), partial(self._done, len(chunk)), self._refused
        )

    def _done(self, count: int, _outcome: Outcome) -> None:
        self._posted += count
        self._post_next()

    def _refused(self, error: AppError) -> None:
        self._chunks = []
        self._say(error.sentence, "danger")
        self.adjustSize()

    def _say(self, text: str, tone: str = "secondary") -> None:
        self.said.setText(text)
        set_tone(self.said, tone)


def show_nights(services: ShellServices) -> None:
    """Show the card over the window."""

    def show(house: HouseView) -> None:
        if not house.properties:
            services.toasts.fail(tr("There is no hotel yet."))
            return
        window = services.navigator.dialog_parent
        card = NightsCard(services, house, window)
        card.move(QPoint((window.width() - card.width()) // 2, 140))
        card.show()
        card.raise_()
        card.setFocus()

    services.operations.ask(House(), show, latest="folios.nights.house")


def _line(row: NightRow, minor: int, currency: str) -> Line:
    return Line(row.stay_id, row.room, row.guest, minor, currency)
