"""Tells the desk what it waits for: a room ready for a guest who is here, room for the waitlist."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.kernel.changes import ChangeSet
from app.kernel.text import tr
from ui.shell.services import ShellServices

AGAIN_MS = 400
# How often offers are looked at whose time may be over; begun with the first offer that is seen.
LAPSE_MS = 60_000
# Tables whose changes can make a room ready, or free.
READY = ("room_wait",)
FREE = ("room_night", "waitlist_entry", "allotment", "group_block")


class Notices(QObject):
    """One per window; it asks only after something changed, and tells each thing once."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__(services.navigator.dialog_parent)
        self._services = services
        self._ready: set[UUID] = set()
        self._fits: set[UUID] = set()
        self._queue_asked = self._list_asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._ask)
        self._minutes = QTimer(self)
        self._minutes.setInterval(LAPSE_MS)
        self._minutes.timeout.connect(self.lapse)
        services.hub.changed.connect(self._changed)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        self._queue_asked |= changes.touches(*READY)
        self._list_asked |= changes.touches(*FREE)
        if self._queue_asked or self._list_asked:
            self._timer.start()

    def _ask(self) -> None:
        # Loaded with the first change: a desk that starts does not wait for it.
        from app.features.front_desk import RoomQueue, WaitlistFits  # noqa: PLC0415 - as said above
        from ui.shell.which_hotel import with_hotel  # noqa: PLC0415 - as above

        queue, wishes = self._queue_asked, self._list_asked
        self._queue_asked = self._list_asked = False
        ask = self._services.operations.ask
        if queue:
            with_hotel(
                self._services, lambda _house, hotel: ask(RoomQueue(property_id=hotel.id), self._tell_ready)
            )
        if wishes:
            with_hotel(
                self._services, lambda _house, hotel: ask(WaitlistFits(property_id=hotel.id), self._tell_fits)
            )

    def lapse(self) -> None:
        """Give free what nobody took in time; without an offer nothing is asked any more."""
        from app.features.front_desk import LapseOffers, Waitlist  # noqa: PLC0415 - as above
        from ui.shell.which_hotel import with_hotel  # noqa: PLC0415 - as above

        app, operations = self._services.app, self._services.operations

        def answer(hotel_id: UUID, rows: tuple[Any, ...]) -> None:
            until = [row.offer_until for row in rows if row.offer_until is not None]
            if not until:
                self._minutes.stop()
            elif min(until) <= app.clock.now():
                command = LapseOffers(id=app.new_id(), property_id=hotel_id)
                operations.run_command(command, lambda _outcome: None)

        with_hotel(
            self._services,
            lambda _house, hotel: operations.ask(
                Waitlist(property_id=hotel.id), lambda rows: answer(hotel.id, rows)
            ),
        )

    def _tell_ready(self, rows: tuple[Any, ...]) -> None:
        ready = {row.stay_id: row for row in rows if row.is_ready}
        for stay_id in ready.keys() - self._ready:
            row = ready[stay_id]
            self._services.toasts.tell(
                tr("Room {room} is ready, {name} waits for it", room=row.room, name=row.guest)
            )
        self._ready = set(ready)

    def _tell_fits(self, rows: tuple[Any, ...]) -> None:
        fits = {row.entry_id for row in rows}
        new = [row for row in rows if row.entry_id in fits - self._fits]
        if len(new) == 1:
            row = new[0]
            told = tr("Room {room} is free, {name} waits for one", room=row.fit_room, name=row.guest)
            self._services.toasts.tell(told)
        elif new:
            told = tr("Room appeared for {n} on the waitlist", n=len(new))
            self._services.toasts.tell(told)
        self._fits = fits
        if not self._minutes.isActive():
            self._minutes.start()
