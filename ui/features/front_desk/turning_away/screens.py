"""The pictures of turn-aways and walks that `keyrack screens` renders."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.features.front_desk import TurnAwayRow, TurnAwaysView, WalkCandidates
from app.features.property import House
from app.kernel.text import tr
from ui.features.front_desk.turning_away.turn_away_dialog import TurnAwayDialog
from ui.features.front_desk.turning_away.turn_aways_dialog import TurnAwaysDialog
from ui.features.front_desk.turning_away.walk_dialog import WalkDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

# The hotel that a guest of the demo is walked to.
OTHER, ADDRESS = "Hotel Aurora", "Rua do Norte 14"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="turn-away", prepare=_turn_away),
        ScreenShot(name="turn-aways", prepare=_turn_aways),
        ScreenShot(name="walk", prepare=_walk),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _turn_away(stage: Stage) -> QWidget:
    services = _window(stage).services
    house = services.app.ask(House())
    dialog = TurnAwayDialog(services, house, house.properties[0])
    dialog.show()
    stage.settle()
    return dialog


def _turn_aways(stage: Stage) -> QWidget:
    services = _window(stage).services
    hotel = services.app.ask(House()).properties[0]
    today, new_id = hotel.business_date, services.app.new_id
    asked = (
        (0, 1, 1, 2, "full", tr("By telephone")), (1, 2, 1, 2, "price", ""),
        (0, 1, 3, 6, "full", tr("A team")),
        (5, 1, 1, 3, "rules", tr("One night over the weekend")),
        (2, 4, 1, 4, "type", tr("Two rooms with a door")),
    )  # fmt: skip
    rows = tuple(
        TurnAwayRow(
            new_id(), today + timedelta(days=first), nights, rooms, party, "", why, note, today, "Mara"
        )
        for first, nights, rooms, party, why, note in asked
    )
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.reason] = sums.get(row.reason, 0) + row.room_nights
    dialog = TurnAwaysDialog(services, hotel, TurnAwaysView(rows, tuple(sums.items())))
    dialog.show()
    return dialog


def _walk(stage: Stage) -> QWidget:
    services = _window(stage).services
    hotel = services.app.ask(House()).properties[0]
    dialog = WalkDialog(services, hotel, services.app.ask(WalkCandidates(property_id=hotel.id)))
    dialog.hotel.setText(OTHER)
    dialog.address.setText(ADDRESS)
    dialog.cost.set_minor(14_500)
    dialog.way_cost.set_minor(1_800)
    dialog.show()
    return dialog
