"""Cancelling, walking, turning away and waiting through the real window, by keys, on each engine."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import ClassVar, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.features.folios import FolioOf, SetUpLedgers, TrialBalance
from app.features.front_desk import OfferRoom, RoomQueue, TurnAways, Waitlist, WaitlistRow, Walks
from app.features.guests import ChangeGuest
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import CancelStay
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands, hands
from ui.features import rack
from ui.features.front_desk.cancelling import actions as cancelling
from ui.features.front_desk.cancelling.cancel_dialog import LEAVE, CancelDialog
from ui.features.front_desk.cancelling.reinstate_dialog import ReinstateDialog
from ui.features.front_desk.turning_away import actions as turning_away
from ui.features.front_desk.turning_away.turn_away_dialog import TurnAwayDialog
from ui.features.front_desk.turning_away.turn_aways_dialog import TurnAwaysDialog
from ui.features.front_desk.turning_away.walk_dialog import WalkDialog
from ui.features.front_desk.waiting import actions as waiting
from ui.features.front_desk.waiting.notices import Notices
from ui.features.front_desk.waiting.queue_dialogs import JoinQueueDialog, QueueDialog
from ui.features.front_desk.waiting.waitlist_dialog import WaitlistDialog
from ui.features.rack.rack_page import RackPage
from ui.shell.pages import ShellRegistry
from ui.shell.print_dialog import PrintDialog

D = TypeVar("D", bound=QWidget)
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


class AtDesk(Hands):
    """Works with the desk's small dialogs."""

    QUIET: ClassVar[int] = 8

    def open(self, verb: str, kind: type[D], stay: UUID | None = None) -> D:
        """Run a verb, for a stay; the dialog that opens."""
        if stay is not None:
            self.window.services.selection.tell(stay)
        self.window.run_action(verb)
        return self.dialog(kind)

    def dialog(self, kind: type[D]) -> D:
        """The dialog that shows."""
        found: list[D] = []

        def there() -> bool:
            found[:] = [w for w in self.window.findChildren(kind) if w.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(there, timeout=20_000)
        self.settle()
        return found[-1]

    def type(self, widget: QWidget, text: str) -> None:
        """Type into a field."""
        QTest.keyClicks(widget, text)

    def owed(self, stay: UUID) -> int:
        """What the stay's folio says."""
        folio = self.desk.app.ask(FolioOf(stay_id=stay))
        return sum(window.balance_minor for window in folio.windows) if folio is not None else 0


def register(shell: ShellRegistry) -> None:
    """The rack and the verbs."""
    rack.register(shell)
    for part in (cancelling, turning_away, waiting):
        part.register(shell)


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel with ledgers."""
    made = open_desk(open_house(location))
    made.do(SetUpLedgers, property_id=made.hotel.property_id, country="PT")
    yield made
    made.ensure_sound()
    made.app.close()


@pytest.fixture
def at_desk(qtbot: QtBot, desk: Desk) -> Iterator[Callable[[], AtDesk]]:
    """Opens the window; call it once the bookings of the test are made."""
    with hands(AtDesk, qtbot, desk, register) as opened:
        yield partial(opened, "rack")


def test_cancelling_and_bringing_back(desk: Desk, at_desk: Callable[[], AtDesk]) -> None:
    """The fee stands there; Enter charges it, Ctrl+Z takes it back; left out it needs a reason; from the rack
    too; brought back with the fee kept; a no-show who comes is checked in at once."""
    policy = {"fee": "first_night"}
    stay = desk.book("101", 0, 2, prices=(8_000, 9_000), cancellation_policy=policy)
    other = desk.book("102", 0, 2, prices=(7_000, 9_000), cancellation_policy=policy)
    both = [
        desk.book(room, 0, 2, prices=(minor, 9_000), cancellation_policy=policy)
        for room, minor in (("103", 6_000), ("104", 5_500))
    ]
    me = at_desk()
    dialog = me.open("front_desk.cancel", CancelDialog, stay)
    assert (dialog.go.text(), dialog.card.total) == ("Cancel, charge € 80.00", "€ 80.00")
    me.type(dialog.reason, "Ill")
    me.key(dialog.reason, ENTER)
    assert (desk.view(stay).status, me.owed(stay)) == ("cancelled", 8_000)
    me.window.services.undo.undo()
    me.settle()
    assert (desk.view(stay).status, me.owed(stay)) == ("confirmed", 0)
    dialog = me.open("front_desk.cancel", CancelDialog, stay)
    dialog.fee.setFocus()
    me.key(dialog.fee, Qt.Key.Key_Right)
    assert (dialog.fee.choice, dialog.go.text()) == (LEAVE, "Cancel")
    me.key(dialog.reason, ENTER)
    assert dialog.fields["waive_reason"].sentence == "Say why the fee is left out."
    me.type(dialog.waive_reason, "Regular guest")
    me.key(dialog.waive_reason, ENTER)
    assert (desk.view(stay).status, me.owed(stay)) == ("cancelled", 0)
    back = me.open("front_desk.reinstate", ReinstateDialog, stay)
    me.key(back.go, ENTER)
    assert desk.held(stay)
    gone = me.open("front_desk.mark_no_show", CancelDialog, other)
    assert gone.go.text() == "No-show, charge € 70.00"
    me.key(gone.reason, ENTER)
    assert (desk.view(other).status, me.owed(other)) == ("no_show", 7_000)
    late = me.open("front_desk.reinstate", ReinstateDialog, other)
    me.key(late.go, ENTER, CTRL)
    assert (desk.view(other).status, me.owed(other)) == ("checked_in", 0)
    page = me.page_as(RackPage)
    page.canvas.setSelection(frozenset(both))
    me.settle()
    page.run_verb("no_show")
    gone = me.dialog(CancelDialog)
    assert gone.go.text() == "No-show, charge € 115.00"
    me.key(gone.reason, ENTER)
    assert [(desk.view(stay).status, me.owed(stay)) for stay in both] == [
        ("no_show", 6_000), ("no_show", 5_500),
    ]  # fmt: skip
    me.window.services.undo.undo()
    me.settle()
    assert [(desk.view(stay).status, me.owed(stay)) for stay in both] == [("confirmed", 0)] * 2


def test_walking_and_turning_away(desk: Desk, at_desk: Callable[[], AtDesk]) -> None:
    """The best to ask is marked; Enter walks him and the letter shows; a turn-away is one key and Enter."""
    short, long = desk.book("101", 0, 1, name="Novak"), desk.book("102", 0, 3, name="Sørensen")
    desk.do(ChangeGuest, guest_id=desk.view(short).guest_id, language="de")
    me = at_desk()
    dialog = me.open("front_desk.walk_guest", WalkDialog)
    assert dialog.go.text() == "Walk Friederike Novak"
    me.key(dialog.hotel, ENTER)
    assert dialog.fields["hotel"].sentence == "Name the hotel where the guest sleeps."
    me.type(dialog.hotel, "Aurora")
    me.type(dialog.cost, "145")
    me.key(dialog.cost, ENTER)
    assert desk.view(short).status == "cancelled"
    letter = me.dialog(PrintDialog)
    assert letter.document.pageCount() == 1
    assert "Das Zimmer dort bezahlen wir" in letter.document.getAllText(0).text()
    owed = {
        row.account: row.balance_minor
        for row in desk.app.ask(TrialBalance(property_id=desk.hotel.property_id))
    }
    assert (owed["6150"], owed["2270"]) == (14_500, -14_500)
    letter.reject()
    dialog = me.open("front_desk.walk_guest", WalkDialog, long)
    assert (dialog.hotel.text(), dialog.back.choice) == ("Aurora", 1)
    me.key(dialog.hotel, ENTER)
    me.dialog(PrintDialog).reject()
    assert [night for night, _, _ in desk.nights(long)] == [1, 2]
    assert [walk.nights for walk in desk.app.ask(Walks(property_id=desk.hotel.property_id))] == [1, 1]
    me.key(me.open("front_desk.count_turn_away", TurnAwayDialog).reason, ENTER)
    report = me.open("front_desk.turn_aways", TurnAwaysDialog)
    assert [row.nights for row in report.table.rows_model.rows] == [1]
    report.reject()
    seen = TurnAways(property_id=desk.hotel.property_id, first=desk.day(0), end=desk.day(1))
    assert desk.app.ask(seen).room_nights == 1


def waits(desk: Desk) -> WaitlistRow:
    """The one who is on the waitlist."""
    (row,) = desk.app.ask(Waitlist(property_id=desk.hotel.property_id))
    return row


def test_waiting(desk: Desk, at_desk: Callable[[], AtDesk]) -> None:
    """Who waits for other days, and for a room tonight; the window tells when what is waited for is there."""
    stay, blocker = desk.book("101", name="Brandt"), desk.book("201", 1, 1)
    desk.book("202", 1, 1)
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.DIRTY)
    me = at_desk()
    told: list[str] = []
    me.window.toasts.tell = lambda sentence, **_more: told.append(sentence)  # type: ignore[method-assign]
    dialog = me.open("front_desk.join_waitlist", WaitlistDialog)
    me.key(dialog.note, ENTER)
    assert dialog.fields["guest"].sentence == "Who waits? A surname is enough."
    me.type(dialog.guest.input, "Lindqvist")
    dialog.kind.choose(desk.small_type)
    me.key(dialog.note, ENTER)
    row = waits(desk)
    assert (row.guest, row.arrival, row.fit_room) == ("Lindqvist", desk.day(1), "")
    me.window.operations.run_command(CancelStay(id=desk.app.new_id(), stay_id=blocker), lambda _outcome: None)
    me.qtbot.waitUntil(lambda: "Room 201 is free, Lindqvist waits for one" in told, timeout=20_000)
    desk.do(
        OfferRoom, entry_id=row.entry_id, block_id=desk.app.new_id(), room_id=desk.rooms["201"],
        arrival=desk.day(1), until=desk.app.clock.now() + timedelta(hours=1),
    )  # fmt: skip
    desk.clock().forward(hours=2)
    notices = me.window.findChild(Notices)
    assert notices is not None
    notices.lapse()
    me.qtbot.waitUntil(lambda: waits(desk).state == "waiting", timeout=20_000)
    join = me.open("front_desk.join_queue", JoinQueueDialog, stay)
    me.type(join.reach, "Bar")
    me.key(join.reach, ENTER)
    queue = me.open("front_desk.room_queue", QueueDialog)
    assert [(r.guest, r.reach, r.is_ready) for r in queue.table.rows_model.rows] == [
        ("Friederike Brandt", "Bar", False)
    ]
    desk.clock().forward(minutes=7)
    clean = SetRoomState(id=desk.app.new_id(), room_id=desk.rooms["101"], housekeeping=Housekeeping.CLEAN)
    me.window.operations.run_command(clean, lambda _outcome: None)
    ready = "Room 101 is ready, Friederike Brandt waits for it"
    me.qtbot.waitUntil(lambda: ready in told, timeout=20_000)
    me.settle()
    assert [r.is_ready for r in queue.table.rows_model.rows] == [True]
    me.key(queue.table, Qt.Key.Key_Delete)
    assert desk.app.ask(RoomQueue(property_id=desk.hotel.property_id)) == ()
