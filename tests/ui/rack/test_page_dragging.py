"""Direct work with the pointer: book, move, refuse and choose, resize, and take it all back."""

from PySide6.QtCore import QPoint, Qt

from app.features.reservations import LockStay
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from ui.features.rack.block_form import BlockForm


def test_drawn_cells_become_a_booking(at_window: AtWindow) -> None:
    """Draw three nights in 103, type a name, Enter: the booking has room, nights and the published price."""
    hands = at_window()
    start = hands.cell_point("103", 1)
    hands.drag(start, start + QPoint(round(3 * hands.day_px()), 0))
    form = hands.page.booking.form
    assert form is not None
    assert form.rooms.currentText().startswith("103")
    form.guest.input.setText("Okonkwo, Adaeze")
    form.book()
    hands.settle()
    assert hands.window.toasts.sentence.startswith("Okonkwo, Adaeze is booked")
    stay = hands.page.selected.stay
    assert stay is not None
    assert (stay.surname, stay.given) == ("Okonkwo", "Adaeze")
    assert hands.drawn(stay.id) == [("103", 1, 4)]
    assert [n.price_minor for n in stay.nights] == [9_000] * 3


def test_a_bar_moves_to_another_room_and_back(desk: Desk, at_window: AtWindow) -> None:
    """Drop on 103: moved and drawn there; undo and redo follow."""
    stay = desk.book("102", 1, 3)
    hands = at_window()
    hands.drag_to(stay, "103")
    assert hands.drawn(stay) == [("103", 1, 4)]
    assert hands.window.toasts.sentence == "Friederike Brandt moved to 103"
    hands.undo()
    assert hands.drawn(stay) == [("102", 1, 4)]
    hands.redo()
    assert hands.room_of(stay) == "103"


def test_a_bar_moves_to_other_days(desk: Desk, at_window: AtWindow) -> None:
    """Two days on in the same room."""
    stay = desk.book("102", 1, 2)
    hands = at_window()
    hands.drag_to(stay, "102", days=2)
    assert hands.drawn(stay) == [("102", 3, 5)]


def test_the_preview_says_what_would_change(desk: Desk, at_window: AtWindow) -> None:
    """Over a dearer type the card says so before anything is written; U keeps the price."""
    stay = desk.book("102", 1, 2)
    hands = at_window()
    hands.take(hands.bar_point(stay), hands.target(stay, "201"))
    preview = hands.page.dragging.mover.preview
    assert preview is not None
    assert preview.allowed
    assert preview.title == "Move to 201, Small"
    price = next(line for line in preview.lines if line.name == "Price")
    assert (price.before, price.after) == ("€ 180.00", "€ 280.00")
    assert preview.answers == ("Raised € 50 a night", "Kept, free upgrade")
    assert hands.room_of(stay) == "102"
    hands.key(Qt.Key.Key_U)
    kept = hands.page.dragging.mover.preview
    assert kept is not None
    assert next(line for line in kept.lines if line.name == "Price").after == "unchanged"
    hands.let_go(hands.target(stay, "201"))
    assert hands.room_of(stay) == "201"
    assert hands.view(stay).total_minor == 18_000


def test_a_refused_drop_offers_what_would_succeed(desk: Desk, at_window: AtWindow) -> None:
    """Over a taken room: who and why, two numbered moves; 1 does the first."""
    stay = desk.book("101", 1, 2)
    desk.book("102", 0, 4, name="Lindqvist")
    hands = at_window()
    hands.take(hands.bar_point(stay), hands.target(stay, "102"))
    mover = hands.page.dragging.mover
    assert mover.allowed is False
    assert mover.preview is not None
    assert "Lindqvist" in mover.preview.sentence
    assert [offer.amount for offer in mover.preview.offers] == ["€ 0.00", "€ 0.00"]
    assert len(hands.page.canvas.overlay.suggestions) == 2
    numbers = [hands.page.data.room_number(s.aim.room_id) for s in mover.suggested]
    hands.key(Qt.Key.Key_1)
    assert hands.room_of(stay) == numbers[0]
    assert hands.page.canvas.overlay.ghost is None


def test_esc_puts_a_held_bar_back(desk: Desk, at_window: AtWindow) -> None:
    """Nothing is written, nothing floats."""
    stay = desk.book("101", 1, 2)
    hands = at_window()
    hands.take(hands.bar_point(stay), hands.target(stay, "103"))
    hands.key(Qt.Key.Key_Escape)
    hands.let_go(hands.target(stay, "103"))
    assert hands.room_of(stay) == "101"
    assert hands.page.canvas.overlay.ghost is None
    assert not hands.page.dragging.card.isVisible()


def test_a_locked_stay_says_who_locked_it(desk: Desk, at_window: AtWindow) -> None:
    """The drop is refused, the popover's choice unlocks."""
    stay = desk.book("101", 1, 2)
    desk.do(LockStay, stay_id=stay, reason="promised")
    hands = at_window()
    hands.drag_to(stay, "103")
    popover = hands.page.desk.popover
    assert popover is not None
    popover.take(0)
    hands.settle()
    assert hands.view(stay).lock_by == ""
    hands.drag_to(stay, "103")
    assert hands.room_of(stay) == "103"


def test_edges_are_pulled(desk: Desk, at_window: AtWindow) -> None:
    """The right edge two nights on, the left edge one night later."""
    stay = desk.book("104", 1, 3)
    hands = at_window()
    right = hands.bar_point(stay, 1.0)
    hands.drag(right, right + QPoint(round(2 * hands.day_px()), 0))
    assert hands.drawn(stay) == [("104", 1, 6)]
    left = hands.bar_point(stay, 0.0)
    hands.drag(left, left + QPoint(round(hands.day_px()), 0))
    assert hands.drawn(stay) == [("104", 2, 6)]


def test_a_stay_is_taken_out_of_the_lane(desk: Desk, at_window: AtWindow) -> None:
    """From the unassigned lane into a room."""
    stay = desk.book("", 1, 2)
    hands = at_window()
    hands.drag_to(stay, "103")
    assert hands.drawn(stay) == [("103", 1, 3)]


def test_a_block_is_dragged(at_window: AtWindow) -> None:
    """A block goes to another room."""
    hands = at_window()
    hands.focus("104", 2)
    hands.page.block()
    form = hands.page.selected.panel
    assert isinstance(form, BlockForm)
    form.reason.setText("Leak")
    form.block()
    hands.settle()
    bars = hands.frame.scene.bars
    block = bars.id(int((bars.kind > 0).nonzero()[0][0]))
    hands.drag_to(block, "103")
    assert hands.drawn(block) == [("103", 2, 3)]
