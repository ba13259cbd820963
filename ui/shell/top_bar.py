"""The top bar, 52 high: the page's title or controls, the search field, the page's one filled verb."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.labels import page_title
from ui.widgets.search_field import LEAST, WIDTH, SearchField
from ui.widgets.theme import theme

HEIGHT = 52


class TopBar(QWidget):
    """`searched(text)` opens the palette, `acted()` is a press on the filled verb."""

    searched = Signal(str)
    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(8)
        self._left = QStackedWidget()
        row.addWidget(self._left, 1)
        self.search = SearchField(tr("Find guest, room, booking or action"))
        self.search.opened.connect(self.searched)
        row.addWidget(self.search, 0)
        self.action = KeyedButton("", Kind.PRIMARY)
        self.action.hide()
        self.action.clicked.connect(self.acted)
        row.addWidget(self.action)
        self._places: dict[str, QWidget] = {}

    def show_page(self, page_id: str, title: str, widget: QWidget | None) -> None:
        """Show a page's title, or the controls that it brings.

        The search is narrow beside controls, unless their property "leaves_room" says "true".
        """
        if page_id not in self._places:
            place = widget or self._titled(title)
            self._places[page_id] = place
            self._left.addWidget(place)
        self._left.setCurrentWidget(self._places[page_id])
        narrow = widget is not None and widget.property("leaves_room") != "true"
        self.search.setFixedWidth(LEAST if narrow else WIDTH)
        self.search.set_hint(
            tr("Guest, room, booking") if narrow else tr("Find guest, room, booking or action")
        )

    def forget(self, page_id: str) -> None:
        """A page goes; another one of its name brings its own."""
        place = self._places.pop(page_id, None)
        if place is not None:
            self._left.removeWidget(place)
            place.setParent(None)

    def show_action(self, spec: ActionSpec | None, why_not: str) -> None:
        """Show the page's verb, grey with the reason when it cannot run."""
        self.action.setVisible(spec is not None)
        if spec is not None:
            self.action.setText(spec.title)
            self.action.set_icon_name(spec.icon)
            self.action.set_key(spec.shortcut.replace("+", " "))
            self.action.hold_back(why_not)
            self.action.setToolTip(why_not or spec.tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge below."""
        del event
        painter = QPainter(self)
        c = theme().colours
        painter.fillRect(self.rect(), c.surface)
        painter.setPen(c.line)
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)

    def _titled(self, title: str) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(page_title(title), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return place
