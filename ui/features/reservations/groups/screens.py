"""The pictures of groups that `keyrack screens` renders: a tour with half its names, a rooming list."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.features.property import House
from app.features.reservations.groups import (
    AssignRooms,
    BookRoomingList,
    GroupDetail,
    Groups,
    OpenGroup,
    RoomingGuest,
    RoomingLine,
    RoomingList,
    SetAllotment,
)
from app.kernel.text import tr
from ui.features.reservations.groups.group_dialog import GroupDialog
from ui.features.reservations.groups.rooming_dialog import RoomingDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

NAMES = ("Hansen", "Bergström", "Nguyễn", "Kowalska", "Óttarsson", "Rossi", "Yamada")
CODE, NAME = "FJORD", "Fjord & Fado Tours"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="groups", prepare=_page),
        ScreenShot(name="group-new", prepare=_new),
        ScreenShot(name="rooming-list", prepare=_list),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _group(stage: Stage) -> UUID:
    """The tour, made once."""
    app = _window(stage).services.app
    house = app.ask(House())
    hotel = house.properties[0]
    known = app.ask(Groups(property_id=hotel.id))
    if any(row.code == CODE for row in known):
        return next(row.id for row in known if row.code == CODE)
    kinds = [kind for kind in house.room_types if kind.property_id == hotel.id][:3]
    first, new_id, group_id = hotel.business_date + timedelta(days=40), app.new_id, app.new_id()
    for number, (code, name, days, size) in enumerate(
        ((CODE, NAME, 0, 5), ("WED", "Wedding Álvarez", 9, 4), ("U19", "Handball U19", 23, 2))
    ):
        own = group_id if not number else new_id()
        start = first + timedelta(days=days)
        app.execute(
            OpenGroup(
                id=new_id(), group_id=own, property_id=hotel.id, code=code, name=name, arrival=start,
                departure=start + timedelta(days=4), cut_off=start - timedelta(days=14),
                contact=tr("Ingrid Solberg, +47 21 55 01 80"),
            )
        )  # fmt: skip
        cells = tuple(
            (kind.id, start + timedelta(days=night), size - place)
            for place, kind in enumerate(kinds)
            for night in range(4)
            if size > place
        )
        app.execute(SetAllotment(id=new_id(), group_id=own, cells=cells, oversell=True))
    rooms = tuple(
        RoomingGuest(
            reservation_id=new_id(), stay_id=new_id(), guest_id=new_id(), surname=name, given="",
            room_type_id=kinds[n % 3].id, arrival=first, departure=first + timedelta(days=4 - n % 2),
            adults=1 if not n % 3 else 2, row=n + 2,
        )
        for n, name in enumerate(NAMES)
    )  # fmt: skip
    app.execute(BookRoomingList(id=new_id(), group_id=group_id, rooms=rooms, oversell=True))
    app.execute(AssignRooms(id=new_id(), group_id=group_id))
    return group_id


def _page(stage: Stage) -> None:
    window = _window(stage)
    window.open_page("groups", group=_group(stage))
    stage.settle()


def _new(stage: Stage) -> QWidget:
    services = _window(stage).services
    dialog = GroupDialog(services, services.app.ask(House()).properties[0])
    dialog.name.setText(NAME)
    dialog.show()
    stage.settle()
    return dialog


def _list(stage: Stage) -> QWidget:
    services = _window(stage).services
    view = services.app.ask(GroupDetail(group_id=_group(stage)))
    first, last, kind = view.row.arrival, view.row.departure, view.types[1]
    good = [
        RoomingLine(n + 2, name, given, kind.id, kind.name, first, last, 2, 0, note)
        for n, (name, given, note) in enumerate(
            (("Hansen", "Kari", tr("with {name}", name="Ola Hansen")), ("Bergström", "Elsa", ""),
             ("Nguyễn", "Minh Anh", tr("late")), ("Rossi", "Lorenzo", ""))
        )
    ]  # fmt: skip
    wrong = [
        RoomingLine(6, "Kowalska", "Ania", None, "", first, last, 1, 0, "",
                    tr("There is no room type “{type}”.", type="Panorama")),
        RoomingLine(7, "", "", kind.id, kind.name, first, last, 1, 0, "", tr("Nobody is named.")),
        RoomingLine(8, "Óttarsson", "Einar", kind.id, kind.name, first - timedelta(days=1), last, 1, 0, "",
                    "", tr("Outside {first} – {last} nothing is kept.", first=f"{first:%d %b}",
                       last=f"{last:%d %b}")),
    ]  # fmt: skip
    read = RoomingList((*good, *wrong), ("Bus seat",))
    dialog = RoomingDialog(services, view, "fjord-fado.xlsx", read)
    dialog.show()
    return dialog
