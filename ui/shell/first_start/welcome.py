"""The card over the empty rack: three ways to begin."""

import sys
from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, QObject, QProcess, Qt, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.property import AddRooms, AddRoomType, House, HouseView, RoomSpec, SetUpProperty
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.shell.first_start.backdrop import Backdrop
from ui.shell.first_start.rooms_form import Asked, RoomsForm
from ui.shell.first_start.ways import Way
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.labels import label, page_title
from ui.widgets.theme import BODY, SMALL

WIDTH = 712


class Welcome(Floating):
    """Stands over the page until there are rooms and the person is through. `done` when it goes."""

    done = Signal()

    def __init__(self, services: ShellServices, over: QWidget, *, can_import: bool = False) -> None:
        super().__init__(over)
        self._services, self._over = services, over
        self._backdrop = Backdrop(over, self._today())
        self._backdrop.show()
        self._through = False
        self._house = HouseView((), (), ())
        self.form = RoomsForm()
        self._ways = self._make_ways(can_import)
        inner = QVBoxLayout()
        inner.setContentsMargins(32, 28, 32, 24)
        inner.setSpacing(10)
        inner.addWidget(page_title(tr("Tell Keyrack which rooms you have")))
        said = tr(
            "The rack shows one row for each room and one column for each day. It fills as soon as you add "
            "the first rooms. You can change everything later."
        )
        inner.addWidget(label(said, BODY, tone="secondary", wrap=True))
        inner.addSpacing(8)
        inner.addWidget(self._ways[0])
        inner.addWidget(self.form)
        inner.addWidget(self._ways[1])
        inner.addWidget(self._ways[2])
        inner.addLayout(self._foot())
        self.body.addLayout(inner)
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self._ways[0].hold(held=True)
        self.form.asked.connect(self._add)
        services.hub.changed.connect(self._changed)
        over.installEventFilter(self)
        self._ask()

    def place(self) -> None:
        """Stand in the middle, a little above."""
        self.adjustSize()
        self.raise_()
        x = (self._over.width() - self.width()) // 2
        self.move(max(0, x), max(0, (self._over.height() - self.height()) // 3))

    def take(self, index: int) -> None:
        """Take one of the three ways."""
        if not self._ways[index].isEnabled():
            return
        (self._type_in, self._bring, self._look_around)[index]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window grows."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 take a way."""
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_3:
            self.take(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def _make_ways(self, can_import: bool) -> list[Way]:
        ways = [
            Way("bed", tr("Type in the rooms"),
                tr("By room type and number range. A hotel of 48 rooms takes about three minutes."), "1"),
            Way("file-arrow-up", tr("Bring them from another system"),
                tr("CSV or Excel: rooms, guests and bookings."), "2",
                "" if can_import else tr("Not part of this version yet.")),
            Way("buildings", tr("Look around in a furnished hotel"),
                tr("48 rooms and invented guests in a window of its own. Nothing in it is real."), "3"),
        ]  # fmt: skip
        for index, way in enumerate(ways):
            way.taken.connect(lambda index=index: self.take(index))
        return ways

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._count = label("", SMALL, tone="secondary")
        row.addWidget(self._count)
        row.addStretch(1)
        self.finish = KeyedButton(tr("Show the rack"))
        self.finish.setEnabled(False)
        self.finish.setToolTip(tr("Add the first rooms."))
        self.finish.clicked.connect(self._finish)
        row.addWidget(self.finish)
        return row

    def _ask(self) -> None:
        self._services.operations.ask(House(), self._show_house, latest="welcome.house")

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches("property", "room", "room_type"):
            self._ask()

    def _show_house(self, house: HouseView) -> None:
        self._house = house
        self._backdrop.setVisible(not house.rooms)
        self.form.show_house(house)
        rooms = len(house.rooms)
        self._count.setText(trn("{n} room so far", "{n} rooms so far", rooms) if rooms else "")
        self.finish.setEnabled(rooms > 0)
        self.finish.setToolTip("")
        self.place()

    def _add(self, asked: Asked) -> None:
        self._run(iter(list(self._commands(asked))))

    def _run(self, commands: Iterator[Command]) -> None:
        command = next(commands, None)
        if command is None:
            self.form.numbers.clear()
            self.form.numbers.setFocus()
            return

        def go_on(_outcome: Outcome) -> None:
            self._run(commands)

        self._services.operations.run_command(command, go_on, self._refused)

    def _refused(self, error: AppError) -> None:
        self.form.say_wrong(error)

    def _commands(self, asked: Asked) -> Iterator[Command]:
        app = self._services.app
        known = self._house.properties
        property_id = known[0].id if known else app.new_id()
        if not known:
            yield SetUpProperty(
                id=app.new_id(), property_id=property_id, code=_code(asked.hotel, 3), name=asked.hotel,
                city=asked.city, timezone=_zone(), currency=asked.currency, business_date=self._today(),
            )  # fmt: skip
        types = [t for t in self._house.room_types if t.name.casefold() == asked.room_type.casefold()]
        type_id = types[0].id if types else app.new_id()
        if not types:
            codes = {t.code for t in self._house.room_types}
            yield AddRoomType(
                id=app.new_id(), room_type_id=type_id, property_id=property_id,
                code=_free(_code(asked.room_type, 3), codes), name=asked.room_type,
                base_occupancy=min(2, asked.guests), max_occupancy=asked.guests,
                rack_rate_minor=asked.price_minor, position=len(self._house.room_types),
            )  # fmt: skip
        yield AddRooms(
            id=app.new_id(), property_id=property_id, room_type_id=type_id,
            rooms=tuple(RoomSpec(number) for number in asked.numbers),
            room_ids=tuple(app.new_id() for _ in asked.numbers), first_position=len(self._house.rooms),
        )  # fmt: skip

    def _today(self) -> date:
        return self._services.app.clock.now().astimezone().date()

    def _type_in(self) -> None:
        field = self.form.numbers if self._house.properties else self.form.hotel
        field.setFocus()

    def _bring(self) -> None:
        self._services.navigator.open_page("import")
        self._finish()

    def _look_around(self) -> None:
        QProcess.startDetached(sys.executable, ["-m", "ui", "--demo"])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is finishing."""
        super().closeEvent(event)
        self._finish()

    def _finish(self) -> None:
        if self._through:
            return
        self._through = True
        self._over.removeEventFilter(self)
        self._services.hub.changed.disconnect(self._changed)
        self.hide()
        self._backdrop.deleteLater()
        self.done.emit()
        self.deleteLater()


def _code(name: str, length: int) -> str:
    letters = "".join(c for c in name.upper() if c.isalnum())
    return letters[:length] or "A"


def _free(code: str, taken: set[str]) -> str:
    if code not in taken:
        return code
    return next(f"{code}{n}" for n in range(2, len(taken) + 3) if f"{code}{n}" not in taken)


def _zone() -> str:
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name or "UTC"
