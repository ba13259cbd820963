"""The first view of an import: drop a file or choose it, and say how it is read."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.features.reservations.importing import ready_profile_names
from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import IconTile
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, label
from ui.widgets.strips import ErrorStrip
from ui.widgets.theme import BODY, SEMIBOLD, SMALL

WIDTH = 560
BY_HEADER = ""
OWN = "own"


class ChooseView(QWidget):
    """`chosen(Path)` when there is a file. `profile` is the mapping to read it by, "" for by its header."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._own = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        self._wrong = QVBoxLayout()
        column.addLayout(self._wrong)
        card = Card()
        card.setFixedWidth(WIDTH)
        column.addWidget(card)
        column.addStretch(1)
        self._fill(card)

    @property
    def profile(self) -> str:
        """A ready profile's name, a JSON file, or ""."""
        key = self._profiles.choice
        return self._own if key == OWN else str(key or "")

    def say_wrong(self, sentence: str) -> None:
        """Say why a file could not be read."""
        self.clear()
        strip = ErrorStrip(tr("Nothing was imported."), sentence)
        strip.setMaximumWidth(WIDTH)
        self._wrong.addWidget(strip)

    def clear(self) -> None:
        """Take away what was said."""
        while (item := self._wrong.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def ask(self) -> None:
        """Open the file dialog."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = tr("Tables (*.csv *.xlsx *.tsv *.txt *.gz *.xz);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a file with bookings"), folder, kinds)
        if name:
            self._take(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        event.acceptProposedAction()
        self._take(Path(event.mimeData().urls()[0].toLocalFile()))

    def _fill(self, card: Card) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(IconTile("file-arrow-up"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(tr("Bring bookings from another system"), BODY, SEMIBOLD))
        sentence = tr(
            "Drop a CSV file or an Excel workbook here, or choose one. You see what becomes of each row "
            "before anything is written. Importing a file again changes nothing."
        )
        words.addWidget(label(sentence, SMALL, tone="secondary", wrap=True))
        top.addLayout(words, 1)
        card.body.addLayout(top)
        card.body.addSpacing(6)
        self._profiles = ChoiceBox()
        self._profiles.add(BY_HEADER, tr("Found by the file's header"))
        for name in ready_profile_names():
            self._profiles.add(name, name)
        self._profiles.add(OWN, tr("A mapping profile of your own…"))
        self._profiles.activated.connect(self._choose_profile)
        card.body.addWidget(FormField(tr("How the columns are read"), self._profiles))
        card.body.addSpacing(6)
        self.button = KeyedButton(tr("Choose a file…"), Kind.PRIMARY)
        self.button.clicked.connect(self.ask)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        card.body.addLayout(foot)

    def _choose_profile(self) -> None:
        if self._profiles.choice != OWN:
            return
        self._own, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a mapping profile"), "", tr("JSON (*.json)")
        )
        if not self._own:
            self._profiles.choose(BY_HEADER)

    def _take(self, path: Path) -> None:
        self.clear()
        self.chosen.emit(path)
