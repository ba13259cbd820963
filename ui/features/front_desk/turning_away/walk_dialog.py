"""The walk assistant: whom to ask first and why, where to, what it costs, the return; then the letter."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.features.front_desk import WalkCandidate, WalkCandidates, WalkGuest, WalkLetter, WalkLetterView
from app.features.property import PropertyView
from app.kernel.text import tr, trn
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import with_hotel
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day
from ui.widgets.labels import Card
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.table_paint import Cell

WIDTH, HEIGHT = 900, 232
HOTEL_KEY: Final = "front_desk.walk_hotel"
ADDRESS_KEY: Final = "front_desk.walk_address"


class WalkDialog(SmallDialog):
    """The candidates above, the best first; below what the walk is. Enter walks the marked one."""

    def __init__(
        self, services: ShellServices, hotel: PropertyView, rows: tuple[WalkCandidate, ...],
        stay_id: UUID | None = None,
    ) -> None:  # fmt: skip
        about = tr("Who arrives tonight, the best to ask first. The room is free at once.")
        super().__init__(services, tr("Walk a guest"), about, verb=tr("Walk"), width=WIDTH)
        self._hotel = hotel
        self.table: DataTable[WalkCandidate] = DataTable(
            _columns(), row_height=34, same=lambda row: row.stay_id
        )
        self.table.setAccessibleName(tr("Whom to ask"))
        self.table.setFixedHeight(HEIGHT)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        stored = services.preferences.text
        self.hotel, self.address = QLineEdit(stored(HOTEL_KEY)), QLineEdit(stored(ADDRESS_KEY))
        self.row(("hotel", tr("Other hotel"), self.hotel, 2), ("address", tr("Address"), self.address, 3))
        self.cost, self.way_cost = MoneyEdit(hotel.currency), MoneyEdit(hotel.currency)
        self.way = QLineEdit(tr("Taxi"))
        self.back, self.reason = ChoiceBox(), QLineEdit(tr("Overbooked"))
        self.row(
            ("cost_minor", tr("Room there"), self.cost, 2), ("transport", tr("Way there"), self.way, 2),
            ("transport_minor", tr("Its price"), self.way_cost, 2),
            ("return_on", tr("Comes back"), self.back, 3), ("reason", tr("Why"), self.reason, 3),
        )  # fmt: skip
        self.table.moved.connect(self._moved)
        self.table.opened.connect(lambda _row: self.hotel.setFocus())
        self.table.show_rows(rows)
        self.table.select(lambda row: stay_id in (None, row.stay_id))
        self.hotel.setFocus()

    def agree(self) -> None:
        """Write it down, then show the letter."""
        row = self.table.current
        if row is None:
            self.say(tr("Choose who is asked."))
            return
        for name, editor in (("cost_minor", self.cost), ("transport_minor", self.way_cost)):
            if editor.minor is None:
                self.fields[name].say_wrong(tr("This is no amount."))
                editor.setFocus()
                return
        new_id = self.services.app.new_id
        back = self.back.choice
        command = WalkGuest(
            id=new_id(), walk_id=new_id(), stay_id=row.stay_id, hotel=self.hotel.text(),
            address=self.address.text(), cost_minor=self.cost.minor or 0, transport=self.way.text(),
            transport_minor=self.way_cost.minor or 0,
            return_on=row.arrival + timedelta(days=back) if isinstance(back, int) and back else None,
            reason=self.reason.text(),
        )  # fmt: skip
        told = tr("{name} sleeps at {hotel}", name=row.guest, hotel=self.hotel.text().strip())
        self.do(command, told, lambda _outcome: self._walked(row.stay_id))

    def _walked(self, stay_id: UUID) -> None:
        self.services.preferences.put(HOTEL_KEY, self.hotel.text().strip())
        self.services.preferences.put(ADDRESS_KEY, self.address.text().strip())
        show_letter(self.services, stay_id)

    def _moved(self, row: WalkCandidate) -> None:
        """Days on which this guest could come back."""
        self.back.clear()
        self.back.add(0, tr("Does not come back"))
        for days in range(1, (row.departure - row.arrival).days):
            self.back.add(days, long_day(row.arrival + timedelta(days=days)))
        if self.back.count() > 1:
            self.back.choose(1)
        self.go.setText(tr("Walk {name}", name=row.guest))


def _columns() -> list[Column[WalkCandidate]]:
    return [
        Column(title=tr("Guest"), cell=lambda r: Cell(r.guest, strong=True), width=180),
        Column(title=tr("Room"), cell=lambda r: Cell(r.room or "–"), width=64),
        Column(title=tr("Nights"), cell=_nights, sort_key=lambda r: r.departure - r.arrival, width=76),
        Column(title=tr("Price"), cell=lambda r: Cell(money_text(r.night_minor, r.currency)), right=True,
               sort_key=lambda r: r.night_minor, width=96),
        Column(title=tr("For and against"), cell=_why, sort_key=lambda r: -r.score),
    ]  # fmt: skip


def _nights(row: WalkCandidate) -> Cell:
    return Cell(trn("{n} night", "{n} nights", (row.departure - row.arrival).days))


def _why(row: WalkCandidate) -> Cell:
    text = ", ".join(row.reasons)
    return Cell(text, tone="text" if row.score > 0 else "text_secondary", tip=text)


def show_letter(services: ShellServices, stay_id: UUID) -> None:
    """The letter of a walked guest, to print or to save."""

    def answer(found: WalkLetterView | None) -> None:
        if found is None:
            services.toasts.fail(tr("This guest was not walked."))
            return
        from ui.features.front_desk.turning_away.walk_letter import letter  # noqa: PLC0415 - Qt's PDF with it
        from ui.shell.printing import open_print  # noqa: PLC0415 - as above

        open_print(services, letter(found))

    services.operations.ask(WalkLetter(stay_id=stay_id), answer)


def open_walk(services: ShellServices) -> None:
    """Ask who arrives, then open the dialog."""

    def with_rows(hotel: PropertyView, rows: tuple[WalkCandidate, ...]) -> None:
        if not rows:
            services.toasts.fail(tr("Nobody is expected today any more."))
            return
        WalkDialog(services, hotel, rows, _wanted(services, rows)).open()

    def ask(hotel: PropertyView) -> None:
        query = WalkCandidates(property_id=hotel.id)
        services.operations.ask(query, lambda rows: with_rows(hotel, rows), latest="front_desk.walk")

    with_hotel(services, lambda _house, hotel: ask(hotel))


def _wanted(services: ShellServices, rows: tuple[WalkCandidate, ...]) -> UUID | None:
    """The selected stay, when it is one of them."""
    stay = services.selection.stay
    return stay if any(row.stay_id == stay for row in rows) else None
