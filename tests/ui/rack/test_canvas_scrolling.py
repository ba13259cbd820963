"""A scrolled picture, moved and patched, is the picture that a fresh paint gives, pixel by pixel."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from ui.features.rack.canvas import painting
from ui.features.rack.canvas.frame import make_frame
from ui.features.rack.canvas.painting import CanvasPainter
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.widgets.theme import Mode
from ui.widgets.theme.tokens import colours

STEPS = 24


def on_screen(canvas: RackCanvas) -> QImage:
    """What the window shows, without a new paint of all of it."""
    QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    shown = canvas.screen().grabWindow(canvas.winId()).toImage()
    return shown.convertToFormat(QImage.Format.Format_RGB32)


def fresh(canvas: RackCanvas) -> QImage:
    """The same picture painted from nothing, by painters that know nothing of what was seen before.

    Letters and icons are the same pictures: painted once more elsewhere, their edges may be a shade lighter.
    """
    scene, painters = canvas.scene, canvas._painter
    assert scene is not None
    assert painters is not None
    frame = make_frame(scene, canvas.view, canvas.width(), canvas.height())
    picture = QImage(canvas.size(), QImage.Format.Format_RGB32)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(painting, "Sprites", lambda *_: painters._sprites)
        others = CanvasPainter(scene, colours(Mode.LIGHT), 1.0)
    painter = QPainter(picture)
    others.paint(painter, frame, canvas.overlay, QRegion(picture.rect()))
    painter.end()
    return picture


def differing(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """The first pixels that are not the same."""
    if one == other:
        return []
    places = ((x, y) for y in range(one.height()) for x in range(one.width()))
    return [at for at in places if one.pixel(*at) != other.pixel(*at)][:9]


@pytest.mark.parametrize(
    ("day_px", "row_px"),
    [(420, 36), (60, 36), (37.3, 22), (23.7, 17), (21.3, 12), (3.2, 12), (1.1, 9), (6.1, 22)],
)
def test_scrolled_is_as_fresh(canvas: RackCanvas, day_px: float, row_px: float) -> None:
    canvas.resize(700, 340)
    assert canvas.scene is not None
    chosen = frozenset({canvas.scene.bars.id(12)})
    canvas.setView(replace(canvas.view, day_px=day_px, row_px=row_px, collapsed=frozenset()))
    canvas.setSelection(chosen)
    assert not differing(on_screen(canvas), fresh(canvas))
    chance = random.Random(f"{day_px} {row_px}")
    for step in range(STEPS):
        dx = chance.choice((0, 1, -1, 37, -37, chance.randint(-250, 250)))
        dy = chance.choice((0, 0, 11, -11, chance.randint(-90, 90)))
        canvas.setView(canvas.clamped(canvas.view.scrolled(dx, dy)))
        assert not differing(on_screen(canvas), fresh(canvas)), (step, dx, dy)
