"""The last view of an import: what happened, and where to read about every row."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.reservations.importing import ImportResult
from app.kernel.text import tr, trn
from ui.features.reservations.outcome_view import Counts, NotesTable, notes_of
from ui.widgets.buttons import KeyedButton, Kind, LinkButton
from ui.widgets.labels import Card, heading, label
from ui.widgets.theme import SMALL


class DoneView(QWidget):
    """`again` for another file, `to_rack` to see the bookings."""

    again = Signal()
    to_rack = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.headline = heading("")
        self._sentence = label("", SMALL, tone="secondary")
        self.link = LinkButton("")
        self.link.clicked.connect(self._open)
        words.addWidget(self.headline)
        words.addWidget(self._sentence)
        link = QHBoxLayout()
        link.addWidget(self.link)
        link.addStretch(1)
        words.addLayout(link)
        head.addLayout(words, 1)
        another = KeyedButton(tr("Another file"))
        another.clicked.connect(self.again)
        self.rack = KeyedButton(tr("Show the rack"), Kind.PRIMARY)
        self.rack.clicked.connect(self.to_rack)
        head.addWidget(another)
        head.addWidget(self.rack)
        column.addLayout(head)
        self.counts = Counts(tr("Imported"), tr("With a repair"), tr("Rejected"), tr("In the house already"))
        column.addWidget(self.counts)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        self.notes = NotesTable()
        card.body.addWidget(self.notes)
        column.addWidget(card, 1)

    def show_result(self, result: ImportResult) -> None:
        """Show what happened."""
        self._report = result.report
        if result.cancelled:
            self.headline.setText(tr("Stopped on the way"))
            self._sentence.setText(
                trn("{n} booking is still to come. Import the file again to go on where it stopped.",
                    "{n} bookings are still to come. Import the file again to go on where it stopped.",
                    result.left)
            )  # fmt: skip
        else:
            self.headline.setText(tr("{file} is imported", file=Path(result.file).name))
            self._sentence.setText(tr("Every row is in one of these figures."))
        self.link.setText(tr("Open the report of every row"))
        self.link.setToolTip(result.report)
        self.counts.show_result(result)
        self.notes.show_rows(notes_of(result))
        self.rack.setFocus()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._report))
