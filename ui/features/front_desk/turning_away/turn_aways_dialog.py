"""The small report of turn-aways: the next weeks' nights that could have been sold, by reason."""

from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QAbstractItemView

from app.features.front_desk import TurnAwayRow, TurnAways, TurnAwaysView
from app.features.property import PropertyView
from app.kernel.text import tr
from ui.features.front_desk.turning_away.turn_away_dialog import open_turn_away
from ui.features.front_desk.turning_away.words import reason_word
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.which_hotel import with_hotel
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import short_day
from ui.widgets.labels import Card
from ui.widgets.stat_tile import StatRow, StatTile
from ui.widgets.table_paint import Cell

BEFORE, AFTER, WIDTH, HEIGHT = 30, 365, 860, 300
# The figures that are shown; the rest is in the table.
TILES: Final = 4


class TurnAwaysDialog(SmallDialog):
    """Nights from thirty days ago on."""

    def __init__(self, services: ShellServices, hotel: PropertyView, view: TurnAwaysView) -> None:
        title = tr("Turned away")
        first = hotel.business_date - timedelta(days=BEFORE)
        about = tr("Nights from {day} on, {hotel}", day=short_day(first), hotel=hotel.name)
        super().__init__(services, title, about, verb=tr("Count one more"), width=WIDTH)
        tiles = [StatTile(tr("Room-nights"), str(view.room_nights))]
        for reason, count in view.by_reason[: TILES - 1]:
            tiles.append(StatTile(reason_word(reason), str(count)))
        for tile in tiles:
            tile.show_figure(tile.figure.text())
        self.body.addWidget(StatRow(*tiles))
        self.table: DataTable[TurnAwayRow] = DataTable(_columns(), same=lambda row: row.id)
        self.table.setAccessibleName(title)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setFixedHeight(HEIGHT)
        self.table.show_rows(view.rows)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        self.leave.setText(tr("Close"))
        self.go.setFocus()

    def agree(self) -> None:
        """Count one."""
        self.accept()
        open_turn_away(self.services)


def _columns() -> list[Column[TurnAwayRow]]:
    return [
        Column(title=tr("Arrival"), cell=lambda r: Cell(short_day(r.arrival)), sort_key=lambda r: r.arrival,
               width=116),
        Column(title=tr("Nights"), cell=lambda r: Cell(str(r.nights)), sort_key=lambda r: r.nights, width=64,
               right=True),
        Column(title=tr("Rooms"), cell=lambda r: Cell(str(r.rooms)), sort_key=lambda r: r.rooms, width=64,
               right=True),
        Column(title=tr("People"), cell=lambda r: Cell(str(r.party)), sort_key=lambda r: r.party, width=68,
               right=True),
        Column(title=tr("Why"), cell=lambda r: Cell(reason_word(r.reason)), width=110),
        Column(title=tr("Room type"), cell=lambda r: Cell(r.room_type or tr("any")), width=130),
        Column(title=tr("Note"), cell=lambda r: Cell(r.note)),
        Column(title=tr("By"), cell=lambda r: Cell(r.by_name), width=80),
    ]  # fmt: skip


def open_turn_aways(services: ShellServices) -> None:
    """Ask and show."""

    def show(hotel: PropertyView) -> None:
        today = hotel.business_date
        query = TurnAways(
            property_id=hotel.id, first=today - timedelta(days=BEFORE), end=today + timedelta(days=AFTER)
        )
        services.operations.ask(query, lambda view: TurnAwaysDialog(services, hotel, view).open())

    with_hotel(services, lambda _house, hotel: show(hotel))
