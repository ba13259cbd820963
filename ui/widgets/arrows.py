"""The four arrow keys as steps in a grid of cells."""

from typing import Final

from PySide6.QtCore import Qt

# Rows down and columns across, by the key of an event.
ARROWS: Final = {
    int(Qt.Key.Key_Left): (0, -1), int(Qt.Key.Key_Right): (0, 1),
    int(Qt.Key.Key_Up): (-1, 0), int(Qt.Key.Key_Down): (1, 0),
}  # fmt: skip
