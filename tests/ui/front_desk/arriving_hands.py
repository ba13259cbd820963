"""A receptionist at the check-in and check-out of a real window, with keys only."""

from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.support.windows import Hands
from ui.features import folios, rack
from ui.features.front_desk.check_in import actions as check_in
from ui.features.front_desk.check_in.check_in_dialog import CheckInDialog
from ui.features.front_desk.check_out import actions as check_out
from ui.features.front_desk.check_out.check_out_dialog import CheckOutDialog
from ui.features.front_desk.express_dialog import ExpressDialog
from ui.shell.pages import ShellRegistry

D = TypeVar("D", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def register(shell: ShellRegistry) -> None:
    """The rack, the folios, check-in and check-out."""
    for part in (rack, folios, check_in, check_out):
        part.register(shell)


class Arriving(Hands):
    """Works with keys; `arrive` and `leave` open the dialogs as F5 and F6 do."""

    def arrive(self, stay: UUID) -> CheckInDialog:
        """F5 on a stay."""
        self.window.services.selection.tell(stay)
        self.window.run_action("front_desk.check_in")
        self.settle()
        return self.dialog(CheckInDialog)

    def leave(self, stay: UUID) -> CheckOutDialog:
        """F6 on a stay."""
        self.window.services.selection.tell(stay)
        self.window.run_action("front_desk.check_out")
        self.settle()
        return self.dialog(CheckOutDialog)

    def express(self, verb: str) -> ExpressDialog:
        """Ctrl+F5, Ctrl+F6."""
        self.window.run_action(verb)
        self.settle()
        return self.dialog(ExpressDialog)

    def dialog(self, kind: type[D]) -> D:
        """The dialog that shows."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found, f"no {kind.__name__} shows"
        return found[-1]

    def enter(self, dialog: QWidget, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Enter, wherever the keyboard is."""
        target = dialog.focusWidget() or dialog
        QTest.keyClick(target, Qt.Key.Key_Return, modifiers)
        self.settle()

    def type(self, dialog: QWidget, text: str) -> None:
        """Type into what has the keyboard."""
        QTest.keyClicks(dialog.focusWidget() or dialog, text)
        self.settle()

    def scan(self, dialog: QWidget, text: str) -> None:
        """A scanner that types, key by key, into whatever has the keyboard."""
        for sign in text:
            target = dialog.focusWidget() or dialog
            if sign == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(target, sign)
        self.settle()

    def toast(self) -> str:
        """The sentence that shows at the lower edge."""
        return self.window.toasts.sentence
