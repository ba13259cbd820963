"""One notice for every committed change, ours or another desk's; screens decide whether it concerns them."""

from PySide6.QtCore import QObject, Qt, Signal

from app.kernel.changes import ChangeSet


class ChangeHub(QObject):
    """Tells all screens of a change.

    `changed(changes: ChangeSet, initiator: object | None)` is emitted on the GUI thread only. The
    initiator is the object that asked for the change, or None when another desk made it.
    """

    changed = Signal(object, object)
    _fed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = 0
        self._fed.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def latest(self) -> int:
        """The highest revision that has been told so far; 0 before the first."""
        return self._latest

    def publish(self, changes: ChangeSet, initiator: object | None = None) -> None:
        """Tell of a change of this window (GUI thread)."""
        self._latest = max(self._latest, changes.revision)
        self.changed.emit(changes, initiator)

    def feed(self, changes: ChangeSet) -> None:
        """Tell of a change of another desk; may be called from any thread, returns at once."""
        self._fed.emit(changes)

    def _take(self, changes: ChangeSet) -> None:
        self.publish(changes, None)
