"""What is summed or marked over several stays: revenue of hotels with two currencies, rooms oversold."""

import dataclasses
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from app.bootstrap import App
from app.features import property as house
from app.features.rack import Look, RackFilter
from app.features.reservations import CancelStay, GuestRef, Reserve, RoomRequest
from tests.support.desk import Desk
from tests.support.houses import OPENED
from tests.ui.rack.conftest import AtWindow
from tests.ui.rack.receptionist import Receptionist


def open_in_tokyo(app: App) -> None:
    """Another hotel that sells a night for 12,000 yen, with one booking for tonight."""
    hotel, kind, room, new_id = app.new_id(), app.new_id(), app.new_id(), app.new_id
    app.execute(
        house.SetUpProperty(
            id=new_id(), property_id=hotel, code="TYO", name="Tokyo", timezone="Asia/Tokyo", currency="JPY",
            business_date=OPENED,
        )
    )  # fmt: skip
    app.execute(
        house.AddRoomType(
            id=new_id(), room_type_id=kind, property_id=hotel, code="TAT", name="Tatami", max_occupancy=2,
            rack_rate_minor=12_000,
        )
    )  # fmt: skip
    app.execute(
        house.AddRooms(
            id=new_id(), property_id=hotel, room_type_id=kind, room_ids=(room,), rooms=(house.RoomSpec("7"),)
        )
    )
    request = RoomRequest(
        stay_id=new_id(),
        room_type_id=kind,
        arrival=OPENED,
        departure=OPENED + timedelta(days=1),
        room_id=room,
    )
    app.execute(
        Reserve(
            id=new_id(), reservation_id=new_id(), property_id=hotel, guest=GuestRef(new_id(), "Sato", "Yui"),
            rooms=(request,), booked_on=OPENED,
        )
    )  # fmt: skip


def show_revenue(hands: Receptionist) -> None:
    """Switch the line of the day header on."""
    page = hands.page
    elements = dataclasses.replace(page.canvas.view.elements, revenue=True)
    page.looking.use_elements(dataclasses.replace(page.canvas.view, elements=elements))
    hands.settle()


def revenue_switch(hands: Receptionist) -> QCheckBox:
    """The switch of the popover."""
    card = hands.page.configure()
    boxes = card.findChildren(QCheckBox)
    return next(box for box in boxes if box.text().startswith("Room revenue"))


def tonight(hands: Receptionist) -> list[int]:
    """The figure of the day header, if there is one."""
    days = hands.page.data.days
    at = hands.page.data.today_number - days.first
    found: list[int] = days.revenue_minor[at : at + 1].tolist()
    return found


def test_two_currencies_are_not_summed(desk: Desk, at_window: AtWindow) -> None:
    """With euros and yen there is no sum, and the switch says why; one hotel alone has its own."""
    desk.book("101", 0, 2, prices=(8_000, 9_000))
    open_in_tokyo(desk.app)
    hands = at_window()
    box = revenue_switch(hands)
    assert not box.isEnabled()
    assert box.text() == "Room revenue (one currency)"
    assert box.toolTip() == "The hotels sell in several currencies. Filter one hotel to see its revenue."
    assert hands.page.configure_card is not None
    hands.page.configure_card.close()
    show_revenue(hands)
    assert tonight(hands) == []
    hands.page.narrow(RackFilter(properties=frozenset({"Tokyo"})))
    assert (tonight(hands), hands.page.data.days.revenue_currency) == ([12_000], "JPY")
    assert revenue_switch(hands).isEnabled()
    hands.page.narrow(RackFilter(properties=frozenset({"MIR"})))
    assert (tonight(hands), hands.page.data.days.revenue_currency) == ([8_000], "EUR")
    hands.page.narrow(RackFilter())
    assert tonight(hands) == []
    assert hands.page.canvas.grab().width() > 0


def look_of(hands: Receptionist, stay: UUID) -> Look:
    """How the stay's bar looks."""
    scene = hands.frame.scene
    return Look(int(scene.looks[scene.bars.bars_of(stay)[0]]))


def test_who_waits_for_a_room_that_is_not_there(desk: Desk, at_window: AtWindow) -> None:
    """Two rooms, three bookings: who waits is oversold; after a cancellation it waits as any other."""
    taken = [desk.book(room, 2, 2, adults=1) for room in ("201", "202")]
    waits = desk.book("", 3, 2, room_type_id=desk.small_type, adults=1, oversell=True)
    later = desk.book("", 7, 2, room_type_id=desk.small_type, adults=1)
    hands = at_window()
    assert (look_of(hands, waits), look_of(hands, later)) == (Look.OVERSOLD, Look.FUTURE)
    assert hands.drawn(waits) == [("", 3, 5)]
    cancel = CancelStay(id=desk.app.new_id(), stay_id=taken[0])
    hands.window.operations.run_command(cancel)
    hands.settle()
    hands.qtbot.waitUntil(lambda: look_of(hands, waits) == Look.FUTURE)
    hands.window.operations.write(lambda app: app.undo(cancel.id))
    hands.settle()
    hands.qtbot.waitUntil(lambda: look_of(hands, waits) == Look.OVERSOLD)
