"""Moving a stay that a rate plan sold: the preview names each night that changes, and another type."""

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.app.rates.house import Rates
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from tests.ui.rack.receptionist import Receptionist
from ui.features.rack.preview import Preview
from ui.features.rack.room_chooser import RoomChooser


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """A plan at 100.00, and at 130.00 in the small type."""
    rates = Rates(desk, {})
    rates.plan("BAR")
    rates.prices("BAR", 10_000)
    rates.prices("BAR", 13_000, room_type_ids=(desk.small_type,))
    return rates


def preview_of(hands: Receptionist) -> Preview:
    """What the card says."""
    preview = hands.page.dragging.mover.preview
    assert preview is not None
    return preview


def lines(preview: Preview) -> list[tuple[str, str, str]]:
    """The lines about money."""
    names = ("Price", "Given back", "Added", "Other price", "")
    return [(line.name, line.before, line.after) for line in preview.lines if line.name in names]


def pulled(hands: Receptionist, stay: UUID, days: int) -> Preview:
    """Take the right edge and draw it so many days on."""
    edge = hands.bar_point(stay, 1.0)
    hands.take(edge, edge + QPoint(round(days * hands.day_px()), 0))
    return preview_of(hands)


def test_added_nights_are_told_at_todays_price(rates: Rates, desk: Desk, at_window: AtWindow) -> None:
    """Two more nights, at two prices."""
    stay = desk.book("101", 1, 2, rate_code="BAR")
    rates.prices("BAR", 15_000, 3, 3)
    rates.prices("BAR", 16_000, 4, 9)
    hands = at_window()
    preview = pulled(hands, stay, 2)
    assert lines(preview) == [
        ("Price", "€ 200.00", "€ 510.00"), ("Added", "24 Nov", "+ € 150.00"), ("", "25 Nov", "+ € 160.00"),
    ]  # fmt: skip


def test_nights_given_back_are_told_as_sold(rates: Rates, desk: Desk, at_window: AtWindow) -> None:
    """Whatever they cost today."""
    stay = desk.book("101", 1, 4, rate_code="BAR")
    rates.prices("BAR", 50_000)
    hands = at_window()
    preview = pulled(hands, stay, -2)
    assert lines(preview) == [("Price", "€ 400.00", "€ 200.00"), ("Given back", "24 – 25 Nov", "− € 200.00")]


@pytest.mark.usefixtures("rates")
def test_another_type_asks_for_the_price_of_the_plan(desk: Desk, at_window: AtWindow) -> None:
    """The difference is the plan's, not that of the published prices; U keeps the price as sold."""
    stay = desk.book("102", 1, 2, rate_code="BAR")
    hands = at_window()
    hands.take(hands.bar_point(stay), hands.target(stay, "201"))
    preview = preview_of(hands)
    assert preview.answers == ("Raised € 30 a night", "Kept, free upgrade")
    assert lines(preview) == [("Price", "€ 200.00", "€ 260.00"), ("Other price", "22 – 23 Nov", "+ € 60.00")]
    hands.key(Qt.Key.Key_U)
    kept = preview_of(hands)
    assert (kept.answer, kept.answers) == (1, preview.answers)
    assert lines(kept) == [("Price", "€ 200.00", "unchanged")]
    hands.key(Qt.Key.Key_U)
    hands.let_go(hands.target(stay, "201"))
    assert [n.price_minor for n in hands.view(stay).nights] == [13_000] * 2


def test_other_days_tell_what_falls_away_and_what_comes(
    rates: Rates, desk: Desk, at_window: AtWindow
) -> None:
    """A day on: one night given back as sold, one added at today's price."""
    stay = desk.book("102", 1, 2, rate_code="BAR")
    rates.prices("BAR", 12_000, 3, 3)
    hands = at_window()
    hands.take(hands.bar_point(stay), hands.target(stay, "102", days=1))
    assert lines(preview_of(hands)) == [
        ("Price", "€ 200.00", "€ 220.00"), ("Given back", "22 Nov", "− € 100.00"),
        ("Added", "24 Nov", "+ € 120.00"),
    ]  # fmt: skip


def test_several_tell_what_all_are_sold_for(rates: Rates, desk: Desk, at_window: AtWindow) -> None:
    """The plan's prices, in all; the published difference is not named where a plan has the say."""
    first = desk.book("103", 1, 2, rate_code="BAR")
    second = desk.book("104", 1, 2, name="Silva", rate_code="BAR")
    rates.prices("BAR", 14_000, room_type_ids=(desk.small_type,))
    hands = at_window()
    hands.select(first, second)
    hands.take(hands.bar_point(first), hands.target(first, "201"))
    preview = hands.page.dragging.many.preview
    assert preview is not None
    assert preview.answers == ("At the other type’s price", "Kept as it is")
    assert ("Price", "€ 400.00", "€ 560.00") in lines(preview)


@pytest.mark.usefixtures("rates")
@pytest.mark.parametrize(("keep", "price"), [(False, 13_000), (True, 10_000)])
def test_a_room_chosen_by_key_asks_the_plans_difference(
    desk: Desk, at_window: AtWindow, *, keep: bool, price: int
) -> None:
    """F8 names what the stay costs more in each type, and moves at it, or at the price as sold."""
    stay = desk.book("101", 1, 2, rate_code="BAR")
    hands = at_window()
    hands.select(stay)
    hands.press("reservations.move_stay")
    hands.settle()
    chooser = hands.page.verbs.card
    assert isinstance(chooser, RoomChooser)
    offers = {offer.number: offer.gain for offer in chooser.list.offers}
    assert (offers["103"], offers["201"]) == ("same type", "+ € 60.00")
    chooser.keep.setChecked(keep)
    QTest.keyClicks(chooser.input, "201")
    QTest.keyClick(chooser.input, Qt.Key.Key_Return)
    hands.settle()
    assert hands.room_of(stay) == "201"
    assert [n.price_minor for n in hands.view(stay).nights] == [price] * 2
