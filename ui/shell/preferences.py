"""What a user has chosen (theme, view, columns), remembered in the hotel's database per user."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

SAVE_AFTER_MS = 600

Save = Callable[[str, object], None]


class Preferences(QObject):
    """Read at once from memory; written a moment after the last change, so that a drag saves once.

    Keys are dotted ("rack.view"); values are JSON-shaped. `save` writes one through `Operations`.
    """

    changed = Signal(str)

    def __init__(self, values: Mapping[str, object], save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values = dict(values)
        self._save = save
        self._unsaved: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def get(self, key: str, default: object = None) -> object:
        """The stored value, or the default."""
        return self._values.get(key, default)

    def text(self, key: str, default: str = "") -> str:
        """The stored value where it is text, or the default."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """The stored value where it is a truth value, or the default."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else default

    def put(self, key: str, value: object) -> None:
        """Remember a value; None forgets it."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        self._unsaved.add(key)
        self._timer.start()
        self.changed.emit(key)

    def replace(self, values: Mapping[str, object]) -> None:
        """Another user works here: what he has chosen; `changed` tells what differs."""
        self.flush()
        former, self._values = self._values, dict(values)
        for key in sorted(former.keys() | values.keys()):
            if former.get(key) != values.get(key):
                self.changed.emit(key)

    def forget(self, prefix: str = "") -> None:
        """Forget every value whose key begins with the prefix: back to how it comes out of the box."""
        for key in [k for k, v in self._values.items() if k.startswith(prefix) and v is not None]:
            self.put(key, None)

    def flush(self) -> None:
        """Write what waits to be written, now."""
        self._timer.stop()
        unsaved, self._unsaved = sorted(self._unsaved), set()
        for key in unsaved:
            self._save(key, self._values[key])
