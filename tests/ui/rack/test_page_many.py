"""Several selected bars: dragged together, locked and cancelled together, each time one step to undo."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from app.features.reservations import BlockKind, BlockRoom, LockStay, NotTogether, Together
from app.features.security import SaveSetting
from app.infra.tables import JournalEntry
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from tests.ui.rack.receptionist import LEFT, NONE, Receptionist
from ui.features.rack.ask_reason import AskReason
from ui.features.rack.preview import Preview


def preview_of(hands: Receptionist) -> Preview:
    """What the card says of the bars in hand."""
    shown = hands.page.dragging.many.preview
    assert shown is not None
    return shown


def agree(hands: Receptionist, reason: str) -> None:
    """Give a reason on the card and agree."""
    card = hands.page.verbs.card
    assert isinstance(card, AskReason)
    card.reason.setText(reason)
    card.agree.click()
    hands.settle()


def test_two_go_a_row_down_and_two_days_on(desk: Desk, at_window: AtWindow) -> None:
    """Each keeps its place beside the other; undo takes both back in one step, redo repeats it."""
    first, second = desk.book("101", 1, 2), desk.book("102", 2, 3)
    hands = at_window()
    hands.select(first, second)
    hands.drag_to(first, "102", days=2)
    assert (hands.drawn(first), hands.drawn(second)) == ([("102", 3, 5)], [("103", 4, 7)])
    assert hands.window.toasts.sentence == "2 bars are moved"
    assert hands.page.canvas.selection == {first, second}
    hands.undo()
    assert (hands.drawn(first), hands.drawn(second)) == ([("101", 1, 3)], [("102", 2, 5)])
    hands.redo()
    assert (hands.drawn(first), hands.drawn(second)) == ([("102", 3, 5)], [("103", 4, 7)])


def test_each_is_seen_and_told_before_the_drop(desk: Desk, at_window: AtWindow) -> None:
    """The others float where they would stand; the card tells each room, the first day and the prices."""
    first, second = desk.book("103", 1, 2), desk.book("104", 1, 2, name="Silva")
    hands = at_window()
    hands.select(first, second)
    hands.take(hands.bar_point(first), hands.target(first, "201", days=1))
    overlay = hands.page.canvas.overlay
    assert [(f.target.row, f.allowed) for f in overlay.fellows] == [(hands.row("202"), True)]
    shown = preview_of(hands)
    assert (shown.title, shown.allowed) == ("Move 2 together", True)
    assert ("First day", "22 Nov", "23 Nov") in [(line.name, line.before, line.after) for line in shown.lines]
    rooms = {(line.name, line.before, line.after) for line in shown.lines[1:]}
    assert rooms == {("Brandt", "103", "201"), ("Silva", "104", "202")}
    assert shown.answers[0] == "Raised € 100 a night"
    hands.key(Qt.Key.Key_U)
    assert preview_of(hands).answer == 1
    hands.let_go(hands.target(first, "201", days=1))
    assert {hands.room_of(first), hands.room_of(second)} == {"201", "202"}
    assert hands.view(first).total_minor == 18_000
    assert not hands.page.canvas.overlay.fellows


def test_one_refused_is_all_refused(desk: Desk, at_window: AtWindow) -> None:
    """The card names who cannot go and why; the drop changes nothing and offers the ways."""
    first, second = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Silva")
    desk.book("104", 1, 2, name="Lindqvist")
    hands = at_window()
    hands.select(first, second)
    refused: list[object] = []
    hands.page.desk.refused.connect(refused.append)
    to = hands.target(first, "103")
    hands.take(hands.bar_point(first), to)
    shown = preview_of(hands)
    assert (shown.title, shown.allowed) == ("1 of 2 cannot be moved", False)
    assert shown.sentence == "Friederike Silva: Friederike Lindqvist holds 104 until 24 Nov."
    assert [fellow.allowed for fellow in hands.page.canvas.overlay.fellows] == [False]
    assert shown.offers[-1].title == "Only the other one"
    hands.let_go(to)
    assert isinstance(refused[0], NotTogether)
    popover = hands.page.desk.popover
    assert popover is not None
    popover.close()
    assert (hands.room_of(first), hands.room_of(second)) == ("101", "102")


def test_an_offer_is_taken_by_its_number(desk: Desk, at_window: AtWindow) -> None:
    """The last number: the others alone."""
    first, locked = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Silva")
    desk.do(LockStay, stay_id=locked, reason="promised")
    hands = at_window()
    hands.select(first, locked)
    hands.take(hands.bar_point(first), hands.target(first, "103"))
    assert [offer.title for offer in preview_of(hands).offers] == [
        "Friederike Silva: Unlock the stay",
        "Only the other one",
    ]
    hands.key(Qt.Key.Key_2)
    QTest.mouseRelease(hands.page.canvas, LEFT, NONE, QPoint(5, 5))
    hands.settle()
    assert (hands.room_of(first), hands.room_of(locked)) == ("103", "102")


def test_one_unlock_and_all_go(desk: Desk, at_window: AtWindow) -> None:
    """The first number: unlock it, and move both in the same step; undo locks it again."""
    first, locked = desk.book("101", 1, 2), desk.book("102", 1, 2, name="Silva")
    desk.do(LockStay, stay_id=locked, reason="promised")
    hands = at_window()
    hands.select(first, locked)
    hands.take(hands.bar_point(first), hands.target(first, "103"))
    hands.key(Qt.Key.Key_1)
    assert (hands.room_of(first), hands.room_of(locked)) == ("103", "104")
    assert not hands.view(locked).lock_by
    hands.undo()
    assert (hands.room_of(first), hands.room_of(locked)) == ("101", "102")
    assert hands.view(locked).lock_by


def test_esc_puts_all_back(desk: Desk, at_window: AtWindow) -> None:
    """Nothing floats any more, and nothing was written."""
    first, second = desk.book("101", 1, 2), desk.book("102", 1, 2)
    hands = at_window()
    before = desk.digest()
    hands.select(first, second)
    hands.take(hands.bar_point(second), hands.target(second, "104"))
    hands.key(Qt.Key.Key_Escape)
    overlay = hands.page.canvas.overlay
    assert (overlay.ghost, overlay.fellows) == (None, ())
    assert not hands.page.dragging.many.active
    assert desk.digest() == before


def test_several_by_keys(desk: Desk, at_window: AtWindow) -> None:
    """M takes all that are selected; arrows move them; Enter drops them."""
    first, second = desk.book("101", 1, 2), desk.book("102", 1, 2)
    hands = at_window()
    hands.select(first, second)
    hands.keys(Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert preview_of(hands).allowed
    hands.key(Qt.Key.Key_Return)
    assert (hands.drawn(first), hands.drawn(second)) == ([("102", 2, 4)], [("103", 2, 4)])


def test_a_cut_stay_and_a_block_go_along(desk: Desk, at_window: AtWindow) -> None:
    """Both parts of the stay and the block a day on; the parts keep their rooms."""
    parted = desk.in_parts("101", "102", 1, 4, 3)
    block = desk.app.new_id()
    desk.do(
        BlockRoom, block_id=block, room_id=desk.rooms["104"], kind=BlockKind.LEASE, starts=desk.day(1),
        ends=desk.day(3),
    )  # fmt: skip
    hands = at_window()
    hands.select(parted, block)
    start = hands.bar_point(parted)
    hands.drag(start, QPoint(start.x() + round(hands.day_px()), start.y()))
    assert hands.drawn(parted) == [("101", 2, 4), ("102", 4, 6)]
    assert hands.drawn(block) == [("104", 2, 4)]
    hands.undo()
    assert hands.drawn(parted) == [("101", 1, 3), ("102", 3, 5)]
    assert hands.drawn(block) == [("104", 1, 3)]


def test_where_no_row_is(desk: Desk, at_window: AtWindow) -> None:
    """A bar that would leave the house refuses without asking it."""
    first, last = desk.book("101", 1, 2), desk.book("202", 1, 2, name="Silva")
    hands = at_window()
    hands.select(first, last)
    hands.take(hands.bar_point(first), hands.target(first, "102"))
    assert preview_of(hands).sentence == "Friederike Silva: There is no row so far away."
    hands.let_go(hands.target(first, "102"))
    assert hands.window.toasts.sentence == "Friederike Silva: There is no row so far away."
    assert hands.room_of(first) == "101"


def steps(hands: Receptionist, act: Callable[[], None]) -> list[str]:
    """The verbs that the house carries out meanwhile; a setting of the user is no step."""
    app = hands.desk.app
    since = app.execute(hands.desk.reserve(hands.desk.request("104", 9, 1))).changes.revision
    act()
    hands.settle()
    with app.database.reader(app.actor.tenant_id) as session:
        verbs = session.scalars(select(JournalEntry.verb).where(JournalEntry.revision > since)).all()
    return [verb for verb in verbs if verb != SaveSetting.verb]


def test_lock_unlock_and_cancel_are_one_step_each(desk: Desk, at_window: AtWindow) -> None:
    """Two stays: locked, unlocked and cancelled by one command each; each is undone at once."""
    stays = [desk.book("101", 1, 2), desk.book("102", 1, 2)]
    hands = at_window()
    hands.page.verbs.popups = False
    hands.select(*stays)
    hands.page.run_verb("lock")
    agree(hands, "promised")
    assert [hands.view(stay).lock_reason for stay in stays] == ["promised"] * 2
    hands.undo()
    assert not any(hands.view(stay).lock_by for stay in stays)
    hands.redo()
    assert steps(hands, lambda: hands.page.run_verb("unlock")) == [Together.verb]
    assert not any(hands.view(stay).lock_by for stay in stays)
    hands.page.run_verb("cancel")
    agree(hands, "ill")
    assert [hands.view(stay).status for stay in stays] == ["cancelled"] * 2
    assert hands.window.toasts.sentence == "2 stays are cancelled"
    hands.undo()
    assert [hands.view(stay).status for stay in stays] == ["confirmed"] * 2


def test_the_whole_of_it_is_one_command(desk: Desk, at_window: AtWindow) -> None:
    """What the drop hands over is one command with two parts."""
    first, second = desk.book("101", 1, 2), desk.book("102", 1, 2)
    hands = at_window()
    hands.select(first, second)
    assert steps(hands, lambda: hands.drag_to(first, "103")) == [Together.verb]
