"""Which stay somebody is at, told by the page that shows it, for the verbs of other capabilities."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """One per window. A page that shows stays tells; actions with `about="stay"` work on it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stay: UUID | None = None

    @property
    def stay(self) -> UUID | None:
        """The one stay that is selected, or None."""
        return self._stay

    def tell(self, stay: UUID | None) -> None:
        """Another stay is selected, or none."""
        if stay != self._stay:
            self._stay = stay
            self.changed.emit()
