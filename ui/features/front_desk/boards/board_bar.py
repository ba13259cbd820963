"""What stands over a board: segments with counts, the filter, the order, print, export; the keys under it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.kernel.text import tr
from ui.features.front_desk.boards.board_table import BY_URGENCY
from ui.features.front_desk.boards.lines import BoardColumn
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import IconLabel, label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import MICRO

FILTER_WIDTH, NARROW_FILTER = 208, 136
# Under this width print and export are icons only.
WIDE = 1_080


class FilterField(QLineEdit):
    """`left()` when the keyboard goes back to the rows: Enter, Down, Esc."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Filter these rows"))
        self.setAccessibleName(tr("Filter these rows"))
        self.setFixedWidth(FILTER_WIDTH)
        self.setFixedHeight(30)
        self.setClearButtonEnabled(True)
        self.setTextMargins(22, 0, 0, 0)
        self._mark = IconLabel("funnel", parent=self)
        self._cap = KeyCap("/", self)
        self.textChanged.connect(lambda text: self._cap.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The funnel stands at the left, the key at the right."""
        super().resizeEvent(event)
        self._mark.move(9, (self.height() - self._mark.height()) // 2)
        self._cap.move(self.width() - self._cap.width() - 7, (self.height() - self._cap.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears first; then, as Enter and Down, it goes back to the rows."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class BoardBar(QWidget):
    """`narrowed()` when segment or filter changed, `ordered(column)`, `print_asked()`, `export_asked()`."""

    narrowed = Signal()
    ordered = Signal(int)
    print_asked = Signal()
    export_asked = Signal()

    def __init__(self, segments: Sequence[tuple[str, str]], columns: Sequence[BoardColumn]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.segments = SegmentedControl(segments)
        self.segments.chosen.connect(lambda _key: self.narrowed.emit())
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.segments)
        self.filter = FilterField()
        self.filter.textChanged.connect(lambda _text: self.narrowed.emit())
        row.addWidget(self.filter)
        self.order = ChoiceBox()
        self.order.add(BY_URGENCY, tr("By urgency"))
        for number, column in enumerate(columns):
            self.order.add(number, tr("By {column}", column=column.title.lower()))
        self.order.setAccessibleName(tr("Order of the rows"))
        self.order.activated.connect(lambda _index: self.ordered.emit(int(str(self.order.choice))))
        row.addWidget(self.order)
        row.addStretch(1)
        self.printing = KeyedButton(tr("Print list"), Kind.QUIET, icon="printer")
        self.printing.setToolTip(tr("Print the rows"))
        self.printing.setAccessibleName(tr("Print list"))
        self.printing.clicked.connect(self.print_asked)
        self.export = KeyedButton(tr("Export"), Kind.QUIET, icon="download-simple")
        self.export.setToolTip(tr("Save the rows as a CSV file"))
        self.export.setAccessibleName(tr("Export"))
        self.export.clicked.connect(self.export_asked)
        row.addWidget(self.printing)
        row.addWidget(self.export)
        self._more = row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the segments keep their words, the others give way."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self.filter.setFixedWidth(FILTER_WIDTH if wide else NARROW_FILTER)
        self.printing.setText(tr("Print list") if wide else "")
        self.export.setText(tr("Export") if wide else "")

    def add_verb(self, button: QWidget) -> None:
        """Another verb of the window, at the right."""
        self._more.addWidget(button)


class KeyLine(QWidget):
    """The keys of a board at its foot, and at the right how its rows are sorted."""

    def __init__(self, note: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        pairs = (
            ("↑ ↓", tr("row")), (tr("Enter"), tr("next action")), (tr("Space"), tr("details")),
            ("/", tr("filter")), ("?", tr("why is it not possible")),
        )  # fmt: skip
        for key, word in pairs:
            row.addWidget(KeyCap(key))
            row.addWidget(label(word, MICRO, tone="secondary"))
            row.addSpacing(8)
        row.addStretch(1)
        self.note = label(note, MICRO, tone="secondary")
        row.addWidget(self.note)
