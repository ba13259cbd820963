"""What empty cells say: only where no bar reaches into them, and only when it is switched on."""

from dataclasses import replace

import numpy as np

from tests.support.desk import Desk
from tests.ui.rack.conftest import AtWindow
from ui.features.rack.canvas.cells_painter import clear_cells
from ui.features.rack.canvas.rows import RowKind


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
