"""A guest's page at a window: figures, tables, changes with sentences at the field, wishes, people."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.features.front_desk import GuestProfile, ShareStay, VerifyIdentity
from app.features.guests import AddGuest, ChangeGuest, GuestDetail
from app.features.reservations import GuestRef
from tests.support.desk import Desk
from tests.support.windows import SIZE, Hands
from ui.features.guests.edit_dialog import EditDialog
from ui.features.guests.knowing_dialogs import RelateDialog, WishesDialog
from ui.features.guests.merge_dialog import MergeDialog
from ui.features.guests.merge_with import MergeWithDialog
from ui.features.guests.profile_page import PAPERS, PEOPLE, ProfilePage

PASSPORT = {
    "surname": "Brandt", "given": "Friederike", "kind": "passport", "number": "C01X00T47",
    "nationality": "DE", "birth_date": "1988-03-14", "expires": "2031-03-14",
}  # fmt: skip
# What is typed into a field, and the beginning of the sentence that stands there then.
WRONG = (
    ("surname", "x" * 201, "A name has at most 200"), ("birth_date", "1.1.2090", "The birth date is in the"),
    ("birth_date", "soon", "Give a day such as"), ("email", "anna@", "This is not an e-mail"),
    ("phone", "none", "A phone number has digits"), ("country", "Germany", "Give the country as two"),
    ("language", "?", "Give the language as"), ("city", "x" * 121, "That is too long"),
)  # fmt: skip


def test_the_guest_of_a_stay(at_guests: Callable[..., Hands], desk: Desk) -> None:
    """The verb opens the page of the selected stay's guest; what is changed there shows at once."""
    stay_id = desk.check_in("101", adults=2)
    guest_id, ren = desk.view(stay_id).guest_id, desk.app.new_id()
    desk.do(VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id, facts=PASSPORT)
    desk.do(ShareStay, stay_id=stay_id, guest=GuestRef(ren, "Ito", "Ren"))
    person = at_guests("guest")
    page = person.page_as(ProfilePage)
    assert page.stack.currentWidget() is page.empty
    person.window.services.selection.tell(stay_id)
    person.window.run_action("guests.show_profile")
    person.settle()
    assert page.head.text() == "Friederike Brandt"
    assert [row.room for row in page.table.rows_model.rows] == ["101"]
    assert [tile.figure.text() for tile in page.tiles.values()] == ["1", "3", "0", "–"]
    assert "C01X00T47" not in str(page.papers.rows_model.as_table())
    page.tabs.chosen.emit(PEOPLE)
    assert page.pile.currentWidget() is page.people
    person.key(page.people, Qt.Key.Key_Return)
    assert page.head.text() == "Ren Ito"
    page.tabs.chosen.emit(PAPERS)
    assert page.papers.hasFocus()
    page.opened(guest=guest_id)
    person.settle()
    desk.do(ChangeGuest, guest_id=guest_id, note="Feather-free")
    person.settle()
    page.load()
    person.settle()
    assert page.view is not None
    assert page.view.guest.note == "Feather-free"


def test_editing(at_guests: Callable[..., Hands], desk: Desk) -> None:
    """Each wrong field has its sentence and keeps what was typed; then all of it is written at once."""
    guest_id = desk.app.new_id()
    desk.do(AddGuest, guest_id=guest_id, surname="Brandt", given="Friederike")
    person = at_guests("guest", guest=guest_id)
    page = person.page_as(ProfilePage)
    person.key(page.table, Qt.Key.Key_E)
    dialog = person.window.findChild(EditDialog)
    assert dialog is not None
    for field, typed, sentence in WRONG:
        before = dialog.lines[field].text()
        dialog.lines[field].setText(typed)
        person.key(dialog.lines[field], Qt.Key.Key_Return)
        assert dialog.fields[field].sentence.startswith(sentence)
        assert dialog.lines[field].text() == typed
        dialog.lines[field].setText(before)
    dialog.lines["surname"].setText("王")
    dialog.lines["given"].setText("小明")
    for field, typed in (
        ("email", "w@example.com"), ("street", "Am Markt 1"), ("city", "Ulm"), ("country", "de"),
        ("birth_date", "14.3.1988"), ("tags", "wine, late"), ("blacklist_reason", "Left without paying"),
    ):  # fmt: skip
        dialog.lines[field].setText(typed)
    dialog.vip.choose(2)
    person.key(dialog.lines["tags"], Qt.Key.Key_Return)
    known = desk.app.ask(GuestDetail(guest_id=guest_id))
    assert (known.name, known.country, known.city, known.vip) == ("王小明", "DE", "Ulm", 2)
    assert (known.tags, known.blacklist_reason) == (("wine", "late"), "Left without paying")
    assert str(known.birth_date) == "1988-03-14"
    assert page.head.text() == "王小明"
    desk.do(ChangeGuest, guest_id=guest_id, surname="ส" * 200, given="")
    page.load()
    person.settle()
    assert (page.head.toolTip(), page.head.text()[-1]) == ("ส" * 200, "…")
    assert person.window.minimumSizeHint().width() < SIZE[0]


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_wishes_and_people(at_guests: Callable[..., Hands], desk: Desk) -> None:
    """W and R ask for wishes and relations; Delete ends one; B begins a booking."""
    guest_id, son = desk.app.new_id(), desk.app.new_id()
    desk.do(AddGuest, guest_id=guest_id, surname="Brandt", given="Friederike")
    desk.do(AddGuest, guest_id=son, surname="Brandt", given="Ole")
    person = at_guests("guest", guest=guest_id)
    page = person.page_as(ProfilePage)
    person.key(page.table, Qt.Key.Key_W)
    wishes = person.window.findChild(WishesDialog)
    assert wishes is not None
    wishes.lines["bed"].setText("x" * 201)
    person.key(wishes.lines["bed"], Qt.Key.Key_Return)
    assert wishes.fields["bed"].sentence.startswith("That is too long")
    wishes.lines["bed"].setText("Twin beds")
    person.key(wishes.lines["bed"], Qt.Key.Key_Return)
    person.key(page.table, Qt.Key.Key_R)
    relate = person.window.findChild(RelateDialog)
    assert relate is not None
    relate.agree()
    assert relate.fields["other_id"].sentence == "Choose a guest from the list."
    relate.guest.show_words("Ole")
    person.qtbot.waitUntil(lambda: bool(relate.guest.hits.hits))
    relate.guest.take(0)
    relate.kind.choose("child")
    relate.agree()
    person.settle()
    view = desk.app.ask(GuestProfile(guest_id=guest_id))
    assert (view.preferences, [c.kind for c in view.people]) == ((("bed", "Twin beds"),), ["child"])
    assert page.people.current is not None
    person.key(page.people, Qt.Key.Key_Delete)
    assert desk.app.ask(GuestProfile(guest_id=guest_id)).people == ()
    person.key(page.table, Qt.Key.Key_M)
    with_whom = person.window.findChild(MergeWithDialog)
    assert with_whom is not None
    for name, sentence in (("Friederike", "Choose another guest"), ("Ole", "")):
        with_whom.guest.show_words(name)
        person.qtbot.waitUntil(lambda: bool(with_whom.guest.hits.hits))
        with_whom.guest.take(0)
        with_whom.agree()
        assert with_whom.fields["guest_id"].sentence.startswith(sentence)
    person.settle()
    merge = person.window.findChild(MergeDialog)
    assert merge is not None
    assert {name: line.choice for name, line in merge.lines.items()} == {"given": "left"}
    merge.reject()
