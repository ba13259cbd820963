"""Buttons: a verb, where it helps with an icon before it and its key behind it."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QToolTip, QWidget

from ui.widgets.icons import CONTROL, paint_icon
from ui.widgets.shapes import CAP_HEIGHT, cap_width, paint_cap
from ui.widgets.theme import BODY, MEDIUM, REGULAR, SMALL, Colours, font, theme

GAP = 7


class Kind(StrEnum):
    """What a button is for. One PRIMARY a view: it is what Enter does."""

    NORMAL = "normal"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    DANGER_SOLID = "danger_solid"


class Size(StrEnum):
    """Heights: 26, 30 and 36."""

    DENSE = "dense"
    NORMAL = "normal"
    LARGE = "large"


_HEIGHT = {Size.DENSE: 26, Size.NORMAL: 30, Size.LARGE: 36}
_PAD = {Size.DENSE: 10, Size.NORMAL: 13, Size.LARGE: 13}


class KeyedButton(QPushButton):
    """A verb with an optional icon and key cap. The key is shown only; the shortcut is the action's."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.NORMAL,
        *,
        key: str = "",
        icon: str = "",
        size: Size = Size.NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._size, self._key, self._icon = kind, size, key, icon
        self._why_not = ""
        self.setProperty("kind", str(kind))
        self.setProperty("density", str(size))
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(font(SMALL if size is Size.DENSE else BODY, self._weight()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def kind(self) -> Kind:
        """What the button is for."""
        return self._kind

    @property
    def why_not(self) -> str:
        """Why its verb cannot run now; "" when it can."""
        return self._why_not

    def hold_back(self, why_not: str) -> None:
        """Grey while there is a reason, but it takes focus and a press: then the reason is said."""
        if why_not != self._why_not:
            self._why_not = why_not
            self.setAccessibleDescription(why_not)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """? on what is held back asks why."""
        if self._why_not and event.key() == Qt.Key.Key_Question:
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def tip(self) -> str:
        """What it says when one points at it: the reason or the verb, and always the key."""
        said = self.toolTip() or (self._shown() if self._key else "")
        holds = self._key.replace(" ", "+") in said or self._key in said
        return said if not self._key or holds else f"{said} ({self._key.replace(' ', '+')})"

    def event(self, event: QEvent) -> bool:
        """A tip is asked for: the key is part of it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.tip:
            QToolTip.showText(event.globalPos(), self.tip, self)
            return True
        return super().event(event)

    def set_key(self, key: str) -> None:
        """Show another key cap, or none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon, or none."""
        if icon != self._icon:
            self._icon = icon
            self.updateGeometry()
            self.update()

    def stretch(self) -> "KeyedButton":
        """Let the button grow in width with its place."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return self

    def sizeHint(self) -> QSize:
        """As wide as icon, verb and key with their room."""
        height = _HEIGHT[self._size]
        if not self.text() and not self._key:
            return QSize(height, height)
        return QSize(self._content_width() + 2 * _PAD[self._size], height)

    def minimumSizeHint(self) -> QSize:
        """The verb is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and edge come from the style sheet, what stands on them is painted here."""
        del event
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        if self._why_not:
            option.state &= ~QStyle.StateFlag.State_Enabled
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        colours = theme().colours
        x = (self.width() - self._content_width()) // 2
        colour = self._text_colour(colours)
        if self._icon:
            box = QRect(x, (self.height() - CONTROL) // 2, CONTROL, CONTROL)
            paint_icon(painter, self._icon, box, colour)
            x += CONTROL + GAP
        if self.text():
            painter.setFont(self.font())
            painter.setPen(colour)
            width = self._text_width()
            painter.drawText(
                QRect(x, 0, width + 1, self.height() - 1), Qt.AlignmentFlag.AlignVCenter, self._shown()
            )
            x += width + GAP
        if self._key:
            self._paint_key(painter, x, colours)

    def _paint_key(self, painter: QPainter, x: int, colours: Colours) -> None:
        box = QRect(x, (self.height() - CAP_HEIGHT) // 2, cap_width(self._key), CAP_HEIGHT)
        if self._is_live and self._kind in (Kind.PRIMARY, Kind.DANGER_SOLID):
            ground = colours.accent_hover if self._kind is Kind.PRIMARY else QColor(0, 0, 0, 40)
            paint_cap(painter, box, self._key, ground, ground, colours.text_on_accent)
        else:
            text = colours.text_secondary if self._is_live else colours.text_muted
            paint_cap(painter, box, self._key, colours.window, colours.line_strong, text)

    def _text_colour(self, colours: Colours) -> QColor:
        if not self._is_live:
            return colours.text_muted
        return {
            Kind.NORMAL: colours.accent if self.property("held") == "true" else colours.text,
            Kind.PRIMARY: colours.text_on_accent,
            Kind.QUIET: colours.text_secondary,
            Kind.DANGER: colours.danger,
            Kind.DANGER_SOLID: colours.text_on_accent,
        }[self._kind]

    @property
    def _is_live(self) -> bool:
        return self.isEnabled() and not self._why_not

    def _weight(self) -> QFont.Weight:
        return MEDIUM if self._kind is not Kind.QUIET else REGULAR

    def _shown(self) -> str:
        return self.text().replace("&", "")

    def _text_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._shown())

    def _content_width(self) -> int:
        parts = [CONTROL] if self._icon else []
        if self.text():
            parts.append(self._text_width())
        if self._key:
            parts.append(cap_width(self._key))
        return sum(parts) + GAP * (len(parts) - 1)


class IconButton(KeyedButton):
    """A square button with an icon only; the tooltip says what it does."""

    def __init__(
        self,
        icon: str,
        tip: str,
        kind: Kind = Kind.NORMAL,
        *,
        size: Size = Size.NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon=icon, size=size, parent=parent)
        self.setToolTip(tip)
        self.setAccessibleName(tip)


class LinkButton(QPushButton):
    """A way out inside a sentence: accent text, no ground."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "link")
        self.setFont(font(SMALL, MEDIUM))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
