"""A drop-down list: rows 28 high, the held one with a tick."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.widgets.icons import CONTROL, paint_icon
from ui.widgets.theme import theme

ROW = 28


class ChoiceDelegate(QStyledItemDelegate):
    """Paints a row: ground by state, text, tick at the right of the held one."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """28 high."""
        return QSize(super().sizeHint(option, index).width() + 40, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        box = QRect(option.rect)
        held = index.row() == self._box.currentIndex()
        under = bool(option.state & QStyle.StateFlag.State_Selected)
        if held or under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selection if held else c.hover)
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._box.font())
        painter.setPen(c.text)
        painter.drawText(
            box.adjusted(8, 0, -30 if held else -6, -1),
            Qt.AlignmentFlag.AlignVCenter,
            str(index.data() or ""),
        )
        if held:
            tick = QRect(box.right() - 8 - CONTROL, box.center().y() - CONTROL // 2, CONTROL, CONTROL)
            paint_icon(painter, "check", tick, c.accent)
        painter.restore()


class ChoiceBox(QComboBox):
    """A combo box of (key, title) choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(12)
        self._is_dressed = False

    def showPopup(self) -> None:
        """The rows are dressed when they are first seen."""
        self.dress()
        super().showPopup()

    def dress(self) -> None:
        """Give the rows their looks. Making their list costs more than all else of a box."""
        if not self._is_dressed:
            self._is_dressed = True
            self.setItemDelegate(ChoiceDelegate(self))

    def add(self, key: object, title: str) -> None:
        """Add a choice."""
        self.addItem(title, key)

    @property
    def choice(self) -> object:
        """The key that holds, or None."""
        return self.currentData()

    def choose(self, key: object) -> None:
        """Let a key hold; nothing happens for an unknown one."""
        # Compared here: Qt knows keys such as ids by identity only.
        index = next((n for n in range(self.count()) if self.itemData(n) == key), -1)
        if index >= 0:
            self.setCurrentIndex(index)
