"""A field for the ages of children: "4, 9"."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.text import tr

MOST_AGE: Final = 17


def parse_ages(text: str) -> tuple[int, ...] | None:
    """ "4, 9" as ages, or None when it is something else."""
    words = text.replace(",", " ").replace(";", " ").split()
    if not all(word.isdecimal() and int(word) <= MOST_AGE for word in words):
        return None
    return tuple(int(word) for word in words)


class AgesEdit(QLineEdit):
    """`ages` is None while the text is something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Such as 4, 9"))

    @property
    def ages(self) -> tuple[int, ...] | None:
        """What is typed."""
        return parse_ages(self.text())
