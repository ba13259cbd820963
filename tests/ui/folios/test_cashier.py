"""The cashier's page: open with a float, count blind, close with a reason, hand over, read the report."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.features.folios import DrawerReport, DrawerReportView, OpenDrawer
from app.features.security import AddUser
from tests.support.desk import Desk
from tests.ui.folios.conftest import AtDesk, Cashier
from ui.features.folios.cashier.drawer_report import as_html, facts
from ui.shell.paper import html_sheet
from ui.widgets.form_field import FormField


def at_drawer(hands: Cashier) -> Cashier:
    """The cashier's page shows."""
    hands.window.open_page("cashier")
    hands.settle()
    return hands


def fill(field: FormField, text: str) -> None:
    """Write into a field."""
    assert isinstance(field.editor, QLineEdit)
    field.editor.setText(text)


def test_a_drawer_from_float_to_report(desk: Desk, at_desk: AtDesk) -> None:
    """Opened with 100.00, counted 5.00 short: closing asks for the reason, the report tells all."""
    hands = at_drawer(at_desk())
    card = hands.drawer.card
    fill(card.fields["float_minor"], "100")
    assert card.go is not None
    card.go.click()
    hands.settle()
    opened = desk.app.ask(OpenDrawer(property_id=desk.hotel.property_id))
    assert opened is not None
    assert opened.float_minor == 10_000
    assert card.grid is not None
    card.grid.edits[5_000].setText("1")
    card.grid.edits[1_000].setText("4")
    card.grid.edits[500].setText("1")
    card.grid.edits[500].textEdited.emit("1")
    assert card.grid.minor == 9_500
    told = [label for label in facts(_report(desk, opened.session_id)) if "should" in label[0]]
    assert told == [], "the count is blind"
    card.go.click()
    hands.settle()
    assert card.fields["reason"].isVisible()
    card.go.click()
    hands.settle()
    assert "too little" in card.fields["reason"].sentence
    fill(card.fields["reason"], "Change at lunch")
    card.go.click()
    hands.settle()
    assert desk.app.ask(OpenDrawer(property_id=desk.hotel.property_id)) is None
    report = _report(desk, opened.session_id)
    assert report.reason == "Change at lunch"
    assert report.held[0].variance_minor == -500
    sheet = html_sheet("drawer_report", "Drawer", as_html(report, "MIR"))
    assert sheet.pdf.startswith(b"%PDF")
    assert "float_minor" in card.fields, "the next drawer can be opened"


def test_a_choice_closes_with_the_difference(desk: Desk, at_desk: AtDesk, drawer: UUID) -> None:
    """The refusal offers to book the difference as not explained."""
    hands = at_drawer(at_desk())
    card = hands.drawer.card
    assert card.go is not None
    card.go.click()
    hands.settle()
    assert card.go is not None
    card.go.click()
    hands.settle()
    assert card.notice is not None
    card.notice.links[0].click()
    hands.settle()
    assert _report(desk, drawer).drawer.closed_at is not None


@pytest.mark.usefixtures("drawer")
def test_money_goes_to_the_safe(at_desk: AtDesk) -> None:
    """A drop of more than is there is refused beside its field; less is booked."""
    hands = at_drawer(at_desk())
    for typed, said in (("500", True), ("40", False)):
        field = hands.drawer.card.fields["amount_minor"]
        fill(field, typed)
        hands.key(field.editor, Qt.Key.Key_Return)
        assert bool(field.sentence) is said


@pytest.mark.usefixtures("drawer")
def test_what_is_typed_stays_while_others_work(at_desk: AtDesk) -> None:
    """A count that is being typed survives a change of another desk."""
    hands = at_drawer(at_desk())
    grid = hands.drawer.card.grid
    assert grid is not None
    grid.edits[1_000].setText("3")
    hands.drawer.data.load()
    hands.settle()
    assert hands.drawer.card.grid is grid
    assert grid.edits[1_000].many == 3


@pytest.mark.usefixtures("drawer")
def test_down_and_enter_walk_through_the_coins(at_desk: AtDesk) -> None:
    """From note to note without the mouse."""
    hands = at_drawer(at_desk())
    grid = hands.drawer.card.grid
    assert grid is not None
    edits = list(grid.edits.values())
    edits[0].setFocus()
    hands.key(edits[0], Qt.Key.Key_Return)
    assert hands.window.focusWidget() is edits[1]
    hands.key(edits[1], Qt.Key.Key_Up)
    assert hands.window.focusWidget() is edits[0]


def _report(desk: Desk, session: UUID) -> DrawerReportView:
    report = desk.app.ask(DrawerReport(session_id=session))
    assert report is not None
    return report


def test_a_drawer_is_handed_over(desk: Desk, at_desk: AtDesk, drawer: UUID) -> None:
    """Counted as it should be, it belongs to the next person with what is in it."""
    desk.do(
        AddUser, user_id=desk.app.new_id(), login="marta", name="Marta Sousa", role="reception",
        password_hash="",
    )  # fmt: skip
    hands = at_drawer(at_desk())
    card = hands.drawer.card
    assert card.grid is not None
    card.grid.edits[10_000].setText("1")
    assert card.go is not None
    card.go.click()
    hands.settle()
    assert not card.fields["reason"].isVisible(), "nothing differs"
    assert card.next_person.currentText() == "Marta Sousa"
    card.hand_over.click()
    hands.settle()
    opened = desk.app.ask(OpenDrawer(property_id=desk.hotel.property_id))
    assert opened is not None
    assert (opened.by_name, opened.float_minor) == ("Marta Sousa", 10_000)
    assert _report(desk, drawer).handed_to == "Marta Sousa"
