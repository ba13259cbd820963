"""Who comes: a line to type a name in, guests who are known under it, and a new one when nobody is chosen."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.features.guests import FindGuests, GuestHit
from app.features.reservations import GuestRef
from app.kernel.text import tr
from ui.shell.operations import Operations
from ui.widgets.icons import paint_icon
from ui.widgets.theme import BODY, MEDIUM, MICRO, REGULAR, SEMIBOLD, font, theme

ROW, MOST = 38, 4
ASK_AFTER_MS = 90


class GuestHits(QWidget):
    """Guests that match, painted: name with the typed letters in the accent, contact below."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[GuestHit] = ()
        self.held = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_hits(self, hits: Sequence[GuestHit]) -> None:
        """Show other guests; none hides the list."""
        self.hits, self.held = hits[:MOST], -1
        self.setFixedHeight(max(len(self.hits), 1) * ROW + 2)
        self.setVisible(bool(self.hits))
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each."""
        return QSize(200, len(self.hits) * ROW + 2)

    def hold(self, index: int) -> None:
        """Put the selection on a row; −1 for none (a new guest)."""
        self.held = max(-1, min(index, len(self.hits) - 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in a box."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(c.line_strong)
        painter.setBrush(c.raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        for index, hit in enumerate(self.hits):
            self._paint_row(
                painter, QRect(4, index * ROW + 1, self.width() - 8, ROW), hit, index == self.held
            )

    def _paint_row(self, painter: QPainter, box: QRect, hit: GuestHit, held: bool) -> None:
        c = theme().colours
        if held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selection)
            painter.drawRoundedRect(box.adjusted(0, 2, 0, -2), 4, 4)
        x = box.left() + 6
        top = QRect(x, box.top() + 4, box.width() - 30, 16)
        for text, strong in _pieces(hit.name, hit.matched):
            painter.setFont(font(BODY, SEMIBOLD if strong else MEDIUM))
            painter.setPen(c.accent if strong else c.text)
            room = QRect(x, top.top(), top.right() - x, top.height())
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown)
        if hit.vip:
            paint_icon(painter, "star-fill", QRect(box.right() - 18, box.top() + 6, 12, 12), c.warning)
        painter.setFont(font(MICRO, REGULAR))
        painter.setPen(c.danger if hit.blacklisted else c.text_secondary)
        country = _country(hit.country) if hit.country else ""
        below = ", ".join(part for part in (country, hit.email or hit.phone) if part)
        if hit.blacklisted:
            below = tr("Not wanted: {why}", why=hit.blacklist_reason)
        room = QRect(box.left() + 6, box.top() + 19, box.width() - 12, 15)
        shown = QFontMetrics(painter.font()).elidedText(below, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer holds a row."""
        self.hold(int(event.position().y()) // ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row."""
        self.pressed.emit(min(int(event.position().y()) // ROW, len(self.hits) - 1))


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, length in sorted(spans):
        pieces += [(text[at:start], False), (text[start : start + length], True)]
        at = start + length
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


class GuestField(QWidget):
    """`chosen(GuestHit | None)`: a known guest was taken, or typing began again."""

    chosen = Signal(object)

    def __init__(self, operations: Operations, new_id: Callable[[], UUID]) -> None:
        super().__init__()
        self._operations, self._new_id = operations, new_id
        self.guest: GuestHit | None = None
        self._offered: Sequence[GuestHit] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.input = QLineEdit()
        self.input.setPlaceholderText(tr("Surname, given name"))
        self.input.setAccessibleName(tr("Guest"))
        self.hits = GuestHits()
        column.addWidget(self.input)
        column.addWidget(self.hits)
        self.setFocusProxy(self.input)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.input.textEdited.connect(self._typed)
        self.input.installEventFilter(self)
        self.hits.pressed.connect(self.take)

    def show_words(self, words: str) -> None:
        """Begin with words in the line, as if they were typed."""
        self.input.setText(words)
        self._typed(words)

    def show_guest(self, hit: GuestHit) -> None:
        """Choose a guest who is known."""
        self.guest = hit
        self.input.setText(f"{hit.surname}, {hit.given}" if hit.given else hit.surname)
        self.hits.show_hits(())
        self.chosen.emit(hit)

    def offer(self, hits: Sequence[GuestHit]) -> None:
        """Guests who are likely: shown where the keyboard is here and nothing is typed yet."""
        self._offered = hits
        self._show_offered()

    def ref(self, email: str = "", phone: str = "") -> GuestRef | None:
        """The guest of a booking: the chosen one, or a new one with the typed name; None without a name."""
        if self.guest is not None:
            return GuestRef(self.guest.id)
        surname, given = split_name(self.input.text())
        return GuestRef(self._new_id(), surname, given, email, phone) if surname else None

    def take(self, index: int) -> None:
        """Take a guest of the list."""
        if 0 <= index < len(self.hits.hits):
            self.show_guest(self.hits.hits[index])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go into the list, Enter takes a held guest; an empty line offers who is likely."""
        if event.type() == QEvent.Type.FocusIn:
            self._show_offered()
        elif event.type() == QEvent.Type.FocusOut and not self.input.text().strip():
            self.hits.show_hits(())
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.hits.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.hits.hold(self.hits.held + (1 if event.key() == Qt.Key.Key_Down else -1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hits.held >= 0:
                self.take(self.hits.held)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hits.show_hits(())
                return True
        return super().eventFilter(watched, event)

    def _typed(self, words: str) -> None:
        if self.guest is not None:
            self.guest = None
            self.chosen.emit(None)
        if words.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.hits.show_hits(())
            self._show_offered()

    def _show_offered(self) -> None:
        if self._offered and self.guest is None and self.input.hasFocus() and not self.input.text().strip():
            self.hits.show_hits(self._offered)

    def _ask(self) -> None:
        self._operations.ask(
            FindGuests(text=self.input.text(), limit=MOST), self._show, latest=f"guest_field.{id(self)}"
        )

    def _show(self, hits: Sequence[GuestHit]) -> None:
        if self.guest is None and self.input.text().strip():
            self.hits.show_hits(hits)


def _country(code: str) -> str:
    territory = QLocale.codeToTerritory(code)
    return QLocale.territoryToString(territory) if territory != QLocale.Country.AnyTerritory else code


def standing(hit: GuestHit) -> tuple[str, str]:
    """How the house stands to a guest, in a sentence with its tone; "" where there is nothing to say."""
    vip = tr("VIP {level}.", level=hit.vip) if hit.vip else ""
    if hit.blacklisted:
        return " ".join(
            (tr("Not wanted in the house: {why}.", why=hit.blacklist_reason), vip)
        ).strip(), "danger"
    return vip, "warning"


def split_name(text: str) -> tuple[str, str]:
    """Surname and given name of what was typed: "Okonkwo, Adaeze", "Adaeze Okonkwo" or one name."""
    words = " ".join(text.split())
    if "," in words:
        surname, _, given = words.partition(",")
        return surname.strip(), given.strip()
    given, _, surname = words.rpartition(" ")
    return surname, given
