"""Whatever was done before, what the window shows is what a fresh paint gives, pixel by pixel."""

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from app.features.rack import BarRows, RackBars
from app.features.rack.rules.bars import COLUMNS
from tests.ui.rack.sample import FIRST, ROOMS, TODAY
from ui.features.rack.canvas import backing, growth, painting
from ui.features.rack.canvas.frame import make_frame
from ui.features.rack.canvas.overlays import Cells, Ghost
from ui.features.rack.canvas.painting import CanvasPainter
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import Elements
from ui.widgets.theme import Mode
from ui.widgets.theme.tokens import colours

STEPS, WHIMS = 24, 60


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


@pytest.mark.parametrize(("day_px", "row_px"), [(60, 36), (6.1, 22), (3.2, 12)])
def test_a_strip_is_painted_over_many_frames(
    canvas: RackCanvas, monkeypatch: pytest.MonkeyPatch, day_px: float, row_px: float
) -> None:
    monkeypatch.setattr(backing, "IN_TIME", 0.0)
    # A clock that no load of the machine hurries: each look at it is a second.
    seconds = itertools.count()
    for module in (painting, backing, growth):
        monkeypatch.setattr(module, "thread_time", lambda: float(next(seconds)))
    canvas.resize(700, 340)
    canvas.setView(replace(canvas.view, day_px=day_px, row_px=row_px, collapsed=frozenset()))
    half = 0
    for step in range(STEPS):
        canvas.setView(canvas.clamped(canvas.view.scrolled(37, 11 * (step % 2))))
        assert not differing(on_screen(canvas), fresh(canvas)), step
        assert canvas._painter is not None
        half += canvas._painter._backing.growing
    assert half > STEPS // 5


class Whims:
    """What users and other desks do to a canvas, drawn by chance."""

    def __init__(self, canvas: RackCanvas, seed: int) -> None:
        self._canvas = canvas
        self._chance = random.Random(seed)

    def next(self) -> str:
        """Do one thing; its name. Scrolling and edits come most often."""
        rare = (self.zoom, self.select, self.hover, self.hold, self.let_go, self.tick, self.dress, self.home)
        name = self._chance.choice((*(self.scroll,) * 5, *(self.edit,) * 3, *rare))
        name()
        return name.__name__

    def scroll(self) -> None:
        """By whole pixels, now and then far away."""
        dx = self._chance.choice((1, -1, 37, 37, -37, -37, 96, -96, self._chance.randint(-700, 700)))
        dy = self._chance.choice((0, 0, 11, -11, self._chance.randint(-120, 120)))
        self._canvas.setView(self._canvas.clamped(self._canvas.view.scrolled(dx, dy)))

    def home(self) -> None:
        """To the days around today."""
        self._canvas.setView(replace(self._canvas.view, first_day=FIRST, top=0.0))

    def zoom(self) -> None:
        """To one of the levels, with or without words in the cells."""
        day_px, row_px = self._chance.choice(
            ((60, 36), (37.3, 22), (23.7, 17), (12.3, 24), (6.1, 12), (1.6, 9))
        )
        elements = Elements(cell_free=self._chance.random() < 0.5, cell_price=self._chance.random() < 0.3)
        view = replace(self._canvas.view, day_px=day_px, row_px=row_px, elements=elements)
        collapsed = frozenset({"type:1"}) if self._chance.random() < 0.3 else frozenset[str]()
        self._canvas.setView(self._canvas.clamped(replace(view, collapsed=collapsed)))

    def select(self) -> None:
        """Some stays, or none."""
        bars = self._bars()
        count = self._chance.choice((0, 1, 1, 3))
        self._canvas.setSelection(frozenset(bars.id(self._chance.randrange(len(bars))) for _ in range(count)))

    def hover(self) -> None:
        """The pointer is over some bar."""
        hovered = self._chance.randrange(-1, len(self._bars()))
        self._canvas.setOverlay(replace(self._canvas.overlay, hovered=hovered))

    def hold(self) -> None:
        """A bar is dragged, or cells are picked."""
        bar, row = self._chance.randrange(len(self._bars())), self._chance.randrange(len(ROOMS))
        cells = Cells(row, TODAY, TODAY + 3)
        ghost = Ghost(bar, cells, 250.0, 150.0, 120, True, "there")
        held = self._chance.choice(({"ghost": ghost}, {"picked": cells}, {"focus": (row, TODAY)}))
        self._canvas.setOverlay(replace(self._canvas.overlay, **held))

    def let_go(self) -> None:
        """Nothing is held any more."""
        self._canvas.setOverlay(replace(self._canvas.overlay, ghost=None, picked=None, focus=None))

    def edit(self) -> None:
        """A stay goes elsewhere, and the figures of the days with it or not."""
        bars, scene = self._bars(), self._canvas.scene
        assert scene is not None
        stay = bars.id(self._chance.randrange(len(bars)))
        found = bars.bars_of(stay)
        values = {name: getattr(bars, name)[found] for name in COLUMNS}
        by = self._chance.choice((0, 1, -2, 5))
        values |= {"start": values["start"] + by, "end": values["end"] + by}
        if self._chance.random() < 0.5:
            values["row"] = np.full(len(found), self._chance.randrange(len(ROOMS) + 3))
        changed = bars.replaced((stay,), BarRows(bars.key[found], values), ["Moved\x1fGuest"] * len(found))
        fewer = replace(scene.days, type_free=scene.days.type_free - 1, free=scene.days.free - 1)
        self._canvas.replaceBars(changed, (stay,), self._chance.choice((None, scene.days, fewer)))

    def tick(self) -> None:
        """The clock goes on."""
        scene = self._canvas.scene
        assert scene is not None
        self._canvas.setNow(scene.now + 0.1)

    def dress(self) -> None:
        """All is readied in a quiet moment."""
        self._canvas.warm()

    def _bars(self) -> RackBars:
        scene = self._canvas.scene
        assert scene is not None
        return scene.bars


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_is_as_fresh(canvas: RackCanvas, seed: int) -> None:
    canvas.resize(700, 340)
    canvas.setView(replace(canvas.view, collapsed=frozenset()))
    whims, done = Whims(canvas, seed), []
    on_screen(canvas)
    for _ in range(WHIMS):
        done.append(whims.next())
        assert not differing(on_screen(canvas), fresh(canvas)), done
