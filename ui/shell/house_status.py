"""Keeps hotel, business date and clock of the frame up to date."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer

from app.features.property import House, HouseView
from app.kernel.changes import ChangeSet
from app.kernel.text import tr, trn
from ui.shell.navigation import Navigation
from ui.shell.services import ShellServices
from ui.shell.status_bar import StatusBar
from ui.widgets.day_text import long_day

TICK_MS = 5_000


class HouseStatus(QObject):
    """Asks for the house at the start and when a property or room changes."""

    def __init__(self, services: ShellServices, navigation: Navigation, bar: StatusBar) -> None:
        super().__init__(bar)
        self._services, self._navigation, self._bar = services, navigation, bar
        self._zone = "UTC"
        actor = services.app.actor
        self.show_user()
        bar.desk.say(actor.workstation)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)
        services.hub.changed.connect(self._changed)
        self.ask()
        self.tick()

    def show_user(self) -> None:
        """Who works here."""
        self._bar.user.say(self._services.app.actor.name)

    def ask(self) -> None:
        """Ask for the house."""
        self._services.operations.ask(House(), self.show_house, latest="shell.house")

    def show_house(self, house: HouseView) -> None:
        """Show names, number of rooms and business dates."""
        properties = house.properties
        if not properties:
            self._navigation.house.show_house("Keyrack", tr("No hotel yet"))
            self._bar.date.say(tr("No business date yet"))
            return
        rooms = trn("{n} room", "{n} rooms", len(house.rooms))
        if len(properties) == 1:
            place = " · ".join(part for part in (properties[0].city, rooms) if part)
            self._navigation.house.show_house(properties[0].name, place)
        else:
            hotels = trn("{n} hotel", "{n} hotels", len(properties))
            self._navigation.house.show_house(hotels, rooms)
        dates = sorted({p.business_date for p in properties})
        tip = "\n".join(f"{p.name}: {long_day(p.business_date)}" for p in properties)
        strong = long_day(dates[0]) if len(dates) == 1 else f"{long_day(dates[0])} – {long_day(dates[-1])}"
        self._bar.date.say(tr("Business date"), strong, tip)
        self._zone = properties[0].timezone
        self.tick()

    def tick(self) -> None:
        """Show the time of the hotel."""
        now: datetime = self._services.app.clock.now().astimezone(_zone(self._zone))
        self._bar.clock.say("", f"{now:%H:%M}", tr("Time at the hotel ({zone})", zone=self._zone))

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches("property", "room"):
            self.ask()


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
