"""What empty cells and bars say when it is switched on: prices only where no bar reaches; dates and tags."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QCheckBox

from app.features.reservations import ChangeReservation
from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from tests.ui.rack.receptionist import Receptionist
from ui.features.rack.canvas.bar_words import BarWords, span_text, tags_text
from ui.features.rack.canvas.cells_painter import clear_cells
from ui.features.rack.canvas.frame import day_number
from ui.features.rack.canvas.rows import RowKind
from ui.features.rack.canvas.sprites import Sprites
from ui.features.rack.rack_page import rack_palette


def test_cells_are_clear_where_no_bar_reaches(desk: Desk, at_window: AtWindow) -> None:
    """A stay from day 1 to 3 touches the days 1, 2 and 3 of its room."""
    desk.book("102", 1, 2)
    hands = at_window()
    frame = hands.frame
    rows = frame.visible_of(RowKind.ROOM)
    days = np.arange(frame.scene.today, frame.scene.today + 6)
    clear = clear_cells(frame, rows, days)
    line = frame.table.ref[rows].tolist().index(hands.row("102"))
    assert clear[line].tolist() == [True, False, False, False, True, True]
    assert clear[[n for n in range(len(rows)) if n != line]].all()


def test_a_price_shows_when_it_is_switched_on(at_window: AtWindow) -> None:
    """The cell's pixels change with the element and come back without it."""
    hands = at_window()
    canvas = hands.page.canvas
    plain = canvas.grab().toImage()
    elements = replace(canvas.view.elements, cell_price=True, cell_free=True, cell_state=True)
    hands.page.looking.use_elements(replace(canvas.view, elements=elements))
    assert canvas.grab().toImage() != plain
    hands.page.looking.reset()
    assert canvas.grab().toImage() == plain


def switched_on(hands: Receptionist, *names: str) -> None:
    """Press switches of the popover, as a user does."""
    card = hands.page.configure()
    for box in card.findChildren(QCheckBox):
        if box.text() in names:
            box.click()
    card.close()
    hands.settle()


def test_dates_and_tags_are_switched_on(desk: Desk, at_window: AtWindow) -> None:
    """Out of the box a bar has neither; each switch draws its words, and tags follow another desk."""
    stay = desk.book("101", 1, 6, tags=("parking 1", "late"))
    hands = at_window()
    canvas = hands.page.canvas
    assert not canvas.view.elements.bar_dates
    assert not canvas.view.elements.bar_tags
    plain = canvas.grab().toImage()
    switched_on(hands, "Dates")
    assert canvas.view.elements.bar_dates
    dated = canvas.grab().toImage()
    assert dated != plain
    assert not len(hands.frame.scene.tags.stays)
    switched_on(hands, "Tags")
    assert hands.frame.scene.tags.words == (("parking 1", "late"),)
    assert canvas.grab().toImage() not in (plain, dated)
    change = ChangeReservation(
        id=desk.app.new_id(), reservation_id=desk.view(stay).reservation_id, tags=("wedding",)
    )
    hands.window.operations.run_command(change)
    hands.settle()
    assert hands.frame.scene.tags.words == (("wedding",),)
    switched_on(hands, "Dates", "Tags")
    assert canvas.grab().toImage() == plain


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [("11-22", "11-24", "22 – 24 Nov"), ("11-30", "12-02", "30 Nov – 2 Dec"), ("11-22", "11-22", "22 Nov")],
)
def test_dates_in_words(start: str, end: str, text: str) -> None:
    """As short as they can be told."""
    first, last = (day_number(date.fromisoformat(f"2026-{day}")) for day in (start, end))
    assert span_text(first, last) == text


def test_tags_in_words() -> None:
    """The first one, cut where it is long, and how many more."""
    assert tags_text(("wedding",)) == "wedding"
    assert tags_text(("wedding", "late", "quiet")) == "wedding +2"
    assert tags_text(("arrives with the night train",)) == "arrives with the ni…"


def test_words_of_a_page_that_was_given_up_are_painted_again(qapp: QApplication) -> None:
    """Dates pass by in thousands; the atlas lets old ones go, and what is seen again is drawn again."""
    assert qapp is not None
    sprites = Sprites(rack_palette(), 1.0)
    words = BarWords(sprites)
    first = words._texts(["22 – 24 Nov", "", "22 – 24 Nov"])
    assert first[0] == first[2] > 0
    assert first[1] == 0
    sprites.atlas.dropped += 1
    again = words._texts(["22 – 24 Nov"])
    assert again[0] not in (0, first[0])
    sprites.atlas.finish()
