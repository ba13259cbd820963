"""Ctrl+K in the whole window: guests, rooms with who is in them, bookings, groups and actions in one list."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.features.reservations.groups import OpenGroup
from app.infra.database import Location
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.windows import Hands
from ui.application.desk import make_window


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel."""
    app = open_house(location)
    yield open_desk(app)
    app.close()


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_one_list_finds_them_all(qtbot: QtBot, desk: Desk) -> None:
    """Each is told with what one asks next, and taken by Enter."""
    desk.check_in("101", 3, name="Okonkwo")
    desk.book("101", 4, 2, name="Brandt")
    group_id = desk.app.new_id()
    desk.do(
        OpenGroup, group_id=group_id, property_id=desk.hotel.property_id, code="TOUR", name="Okapi tour",
        arrival=desk.day(1), departure=desk.day(3),
    )  # fmt: skip
    window = make_window(desk.app)
    hands = Hands(qtbot, desk, window)
    window.show()
    window.open_page("arrivals")
    hands.settle()
    found = _found(hands, "101")
    assert found["Room 101"] == "clean · Friederike Okonkwo until 24 Nov · next Friederike Brandt, 25 Nov"
    assert "free tonight" in _found(hands, "102")["Room 102"]
    found = _found(hands, "ok")
    assert found["Okapi tour"].startswith("22 – 24 Nov")
    assert any("Okonkwo" in title for title in found)
    assert _found(hands, "walk")["Walk-in"] == ""
    window.palette_.close()
    window.close()
    window.deleteLater()


def _found(hands: Hands, words: str) -> dict[str, str]:
    palette = hands.window.palette_
    palette.open(words)
    hands.settle()
    hands.settle()
    assert palette.card is not None
    return {row.title: row.detail for row in palette.card.rows.rows}
