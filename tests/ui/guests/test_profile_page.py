"""A guest's page at a window: opened from the selected stay; VIP, blacklist and note are changed."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.features.guests import ChangeGuest, GuestDetail
from tests.support.desk import Desk
from tests.support.windows import Hands
from ui.features.guests.profile_page import ProfilePage, StandingDialog


def test_the_guest_of_a_stay(at_guests: Callable[..., Hands], desk: Desk) -> None:
    """The verb opens the page of the selected stay's guest; what is changed there shows at once."""
    stay_id = desk.check_in("101")
    guest_id = desk.view(stay_id).guest_id
    person = at_guests("guest")
    page = person.page_as(ProfilePage)
    assert page.stack.currentWidget() is page.empty
    person.window.services.selection.tell(stay_id)
    person.window.run_action("guests.show_profile")
    person.settle()
    assert page.head.text() == "Friederike Brandt"
    assert [row.room for row in page.table.rows_model.rows] == ["101"]
    page.ask_change()
    dialog = page.window().findChild(StandingDialog)
    assert dialog is not None
    dialog.vip.choose(2)
    dialog.reason.setText("Left without paying")
    person.key(dialog.reason, Qt.Key.Key_Return)
    person.settle()
    known = desk.app.ask(GuestDetail(guest_id=guest_id))
    assert (known.vip, known.blacklist_reason) == (2, "Left without paying")
    assert page.view is not None
    assert page.view.blacklist_reason == "Left without paying"
    desk.do(ChangeGuest, guest_id=guest_id, note="Feather-free")
    person.settle()
    page.load()
    person.settle()
    assert page.view.note == "Feather-free"
