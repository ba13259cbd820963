"""The pictures of guests that `keyrack screens` renders."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.features.front_desk import RelateGuests, SetPreferences
from app.features.guests import AddGuest, ChangeGuest, FindGuests
from app.features.rack import FindStays
from app.features.reservations import StayDetail
from ui.features.guests.duplicates_page import DuplicatesPage
from ui.features.guests.edit_dialog import EditDialog
from ui.features.guests.merge_dialog import MergeDialog
from ui.features.guests.names import DUPLICATES, PROFILE
from ui.features.guests.profile_page import ProfilePage
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

# Of the demo hotel: somebody who leaves today, and others who are written twice.
GUEST = "Papadopoulos"
TWICE = (
    ("Mueller", "Anna", "Müller", "Anna", "anna.mueller@example.com", date(1975, 5, 5)),
    ("Yilmaz", "Emre", "Yılmaz", "Emre", "", date(1990, 9, 1)),
    ("Иванов", "Пётр", "Ivanov", "Petr", "p.ivanov@example.com", None),
    ("Costa", "M.", "Costa", "Marta", "marta@costa.example", None),
)


def screens() -> list[ScreenShot]:
    """The page of a guest, changing him, and who is in the house twice."""
    return [
        ScreenShot(name="guest-profile", prepare=_profile),
        ScreenShot(name="guest-edit", prepare=_edit),
        ScreenShot(name="guest-duplicates", prepare=_duplicates),
        ScreenShot(name="guest-merge", prepare=_merge),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _profile(stage: Stage) -> QWidget | None:
    window = _window(stage)
    app = window.services.app
    stay = app.ask(FindStays(text=GUEST)).stays[0]
    guest_id = app.ask(StayDetail(stay_id=stay.stay_id)).guest_id
    _know(window, guest_id)
    window.open_page(PROFILE, guest=guest_id)
    stage.settle()
    return None


def _edit(stage: Stage) -> QWidget | None:
    _profile(stage)
    page = _window(stage).page
    assert isinstance(page, ProfilePage)
    page.ask_edit()
    stage.settle()
    return _window(stage).findChild(EditDialog)


def _duplicates(stage: Stage) -> QWidget | None:
    window = _window(stage)
    _write_twice(window)
    window.open_page(DUPLICATES)
    stage.settle()
    return None


def _merge(stage: Stage) -> QWidget | None:
    _duplicates(stage)
    window = _window(stage)
    page = window.page
    assert isinstance(page, DuplicatesPage)
    page.table.select(lambda pair: "Anna" in pair.one.name)
    page.ask_merge()
    stage.settle()
    return window.findChild(MergeDialog)


def _know(window: MainWindow, guest_id: UUID) -> None:
    app = window.services.app
    new_id = app.new_id
    app.execute(
        ChangeGuest(
            id=new_id(), guest_id=guest_id, street="Ermou 41", postcode="105 63", city="Athens", country="GR",
            language="el", nationality="GR", birth_date=date(1979, 4, 12), vip=2, tags=("wine", "jazz"),
            note="Comes every autumn for the festival.",
        )
    )  # fmt: skip
    likes = (("floor", "High floor"), ("pillow", "Feather-free"), ("allergy", "Nuts"))
    app.execute(SetPreferences(id=new_id(), guest_id=guest_id, likes=likes))
    if not app.ask(FindGuests(text="Eleni Papadopoulou")):
        other = new_id()
        app.execute(AddGuest(id=new_id(), guest_id=other, surname="Papadopoulou", given="Eleni"))
        related = {"relation_id": new_id(), "guest_id": guest_id, "other_id": other}
        app.execute(RelateGuests(id=new_id(), kind="partner", **related))


def _write_twice(window: MainWindow) -> None:
    app = window.services.app
    if app.ask(FindGuests(text="Ivanov")):
        return
    for number, (surname, given, other, other_given, email, born) in enumerate(TWICE):
        phone = f"+49 30 55501{number}9"
        app.execute(
            AddGuest(
                id=app.new_id(), guest_id=app.new_id(), surname=surname, given=given, email=email,
                birth_date=born, phone=phone, tags=("wine",), note="Early breakfast", country="DE",
            )
        )  # fmt: skip
        app.execute(
            AddGuest(
                id=app.new_id(), guest_id=app.new_id(), surname=other, given=other_given, email=email,
                birth_date=born, phone=phone if number % 2 else "", vip=number % 3,
                note="Quiet room", city="Berlin", nationality="DE",
            )
        )  # fmt: skip
