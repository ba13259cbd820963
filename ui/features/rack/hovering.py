"""A bar that the pointer rests on tells its whole stay in a card."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.features.rack import BarKind
from app.features.reservations import BlockDetail, BlockView, StayDetail, StayView
from app.kernel.errors import AppError
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.canvas.view import ViewKind
from ui.features.rack.tooltip import StayTip, TipLine, block_tip, day_tip, stay_tip
from ui.shell.operations import Operations

REST_MS = 300


class Hovering(QObject):
    """Asks for what is hovered and shows it, unless the pointer has gone on."""

    def __init__(self, operations: Operations, canvas: RackCanvas, over: QWidget) -> None:
        super().__init__(canvas)
        self._operations, self._canvas = operations, canvas
        self.tip = StayTip(over)
        self._over = over
        self._bar = -1
        self._at = QPoint()
        self._day_timer = QTimer(self)
        self._day_timer.setSingleShot(True)
        self._day_timer.setInterval(REST_MS)
        self._day_timer.timeout.connect(self._rested)
        canvas.installEventFilter(self)
        canvas.barHovered.connect(self.hover)
        canvas.hoverLeft.connect(self.leave)

    def hover(self, bar: int, at: QPoint) -> None:
        """The pointer rests on a bar."""
        scene = self._canvas.scene
        if scene is None or self._canvas.overlay.ghost is not None:
            return
        self._bar = bar
        point = self._over.mapFromGlobal(at)
        place = QRect(point.x(), point.y() - 14, 1, 28)

        def take(view: StayView | BlockView) -> None:
            if self._bar == bar:
                self._show(stay_tip(view) if isinstance(view, StayView) else block_tip(view), place)

        id_ = scene.bars.id(bar)
        if scene.bars.kind[bar] == BarKind.STAY:
            self._operations.ask(StayDetail(stay_id=id_), take, _ignore, latest="rack.tip")
        else:
            self._operations.ask(BlockDetail(block_id=id_), take, _ignore, latest="rack.tip")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the overview a day tells its figures, wherever the pointer rests."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if self._canvas.view.kind is ViewKind.OVERVIEW and not event.buttons():
                self._at = event.position().toPoint()
                if self._bar < 0:
                    self.tip.hide()
                self._day_timer.start()
            else:
                self._day_timer.stop()
        return super().eventFilter(watched, event)

    def _rested(self) -> None:
        """The pointer rests on a day of the overview."""
        frame = self._canvas.frame()
        if frame is None or self._bar >= 0 or self._at.x() < frame.grid.x():
            return
        lines = day_tip(frame.scene.days, int(frame.day_at(self._at.x())))
        if lines:
            self._show(lines, QRect(self._at.x() + 8, self._at.y() - 8, 1, 16))

    def leave(self) -> None:
        """The pointer has gone on."""
        self._bar = -1
        self._day_timer.stop()
        self.tip.hide()

    def _show(self, lines: list[TipLine], place: QRect) -> None:
        self.tip.show_lines(lines, place)


def _ignore(_error: AppError) -> None:
    """It was cancelled while the pointer rested on it: there is nothing to tell."""
