"""The small dialogs of PINs: who takes the desk or allows something, a new PIN for oneself or a colleague."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.bootstrap import App, reset_pin, set_pin, sign_in_by_pin
from app.features.security import UserView
from app.kernel.actor import Actor
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.shell.tasks import Progress
from ui.widgets.choice_box import ChoiceBox

WIDTH = 400


def may(user: UserView, verb: str) -> bool:
    """Whether a user's role allows a verb."""
    return Actor(user.id, user.id, user.name, "", frozenset(user.permissions)).may(verb)


def initials(name: str) -> str:
    """ "MS" of Marta Sousa."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class PinDialog(SmallDialog):
    """`opened_for(App)` when the PIN was right. Letters choose the user, digits go to the PIN at once."""

    opened_for = Signal(object)

    def __init__(
        self, services: ShellServices, users: Sequence[UserView], title: str, about: str, verb: str
    ) -> None:
        super().__init__(services, title, about, verb=verb, width=WIDTH)
        self._users = {user.id: user for user in users}
        self.who, self.secret = ChoiceBox(), secret_line()
        for user in users:
            self.who.add(user.id, f"{initials(user.name)} · {user.name} · {user.role}")
        self.field("who", tr("Initials"), self.who)
        self.field("secret", tr("PIN, or the password"), self.secret)
        self.who.installEventFilter(self)
        self.who.currentIndexChanged.connect(self._another)
        self.secret.setFocus()

    def agree(self) -> None:
        """Try it."""
        user = next(each for id_, each in self._users.items() if id_ == self.who.choice)
        secret = self.secret.text()
        self.go.setEnabled(False)

        def work(app: App, _progress: Progress) -> App:
            return sign_in_by_pin(app, user, secret)

        self.services.operations.run_task(work, self._opened, self._wrong, title=self.windowTitle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit typed at the name is the first one of the PIN."""
        pressed = watched is self.who and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.text().isdigit():
            self.secret.setFocus()
            self.secret.insert(event.text())
            return True
        return super().eventFilter(watched, event)

    def _opened(self, app: App) -> None:
        self.accept()
        self.opened_for.emit(app)

    def _wrong(self, error: AppError) -> None:
        self.go.setEnabled(True)
        self.fields["secret"].say_wrong(error.sentence)
        self.secret.selectAll()
        self.secret.setFocus()

    def _another(self) -> None:
        self.fields["secret"].clear()
        self.secret.clear()


class NewPinDialog(SmallDialog):
    """A PIN for who works here; the old one or the password proves it. `giver` gave the one until now."""

    def __init__(self, services: ShellServices, giver: str = "") -> None:
        title = tr("A PIN for {name}", name=services.app.actor.name)
        about = tr("With it you take any desk of this house. Four to eight digits.")
        if giver:
            about = tr("{name} gave you a PIN. Take one now that you alone know.", name=giver)
        super().__init__(services, title, about, verb=tr("Set the PIN"), width=WIDTH)
        self.old, self.pin, self.again = secret_line(), secret_line(), secret_line()
        self.field("old", tr("Your PIN or password until now, if you have one"), self.old)
        self.row(("pin", tr("New PIN"), self.pin, 1), ("again", tr("Once more"), self.again, 1))

    def agree(self) -> None:
        """Set it."""
        for field in self.fields.values():
            field.clear()
        old, pin = self.old.text(), self.pin.text()
        if pin != self.again.text():
            self.fields["again"].say_wrong(tr("This is another PIN than the one before."))
            self.again.setFocus()
            return
        self.go.setEnabled(False)

        def work(app: App, _progress: Progress) -> None:
            set_pin(app, old, pin)

        self.services.operations.run_task(work, self._set, self._wrong, title=self.windowTitle())

    def _set(self, nothing: None) -> None:
        del nothing
        self.accept()
        self.services.toasts.tell(tr("Your PIN is set"))

    def _wrong(self, error: AppError) -> None:
        self.go.setEnabled(True)
        at = self.fields[error.field or "old"]
        at.say_wrong(error.sentence)
        at.editor.setFocus()


class ResetPinDialog(SmallDialog):
    """A PIN with which somebody else comes in once; who gives it proves the own one."""

    def __init__(self, services: ShellServices, users: Sequence[UserView]) -> None:
        about = tr("Nobody can see the old one; it is over. At the first sign-in a new one is asked for.")
        super().__init__(services, tr("Give somebody a PIN"), about, verb=tr("Give the PIN"), width=WIDTH)
        self._users = {user.id: user for user in users}
        self.who, self.own, self.pin, self.again = ChoiceBox(), secret_line(), secret_line(), secret_line()
        for user in users:
            self.who.add(user.id, f"{user.name} · {user.role}")
        self.field("who", tr("For whom"), self.who)
        self.row(("pin", tr("The PIN"), self.pin, 1), ("again", tr("Once more"), self.again, 1))
        self.field("old", tr("Your own PIN or password"), self.own)
        self.pin.setFocus()

    def agree(self) -> None:
        """Give it."""
        for field in self.fields.values():
            field.clear()
        if self.pin.text() != self.again.text():
            self.fields["again"].say_wrong(tr("This is another PIN than the one before."))
            self.again.setFocus()
            return
        user = next(each for id_, each in self._users.items() if id_ == self.who.choice)
        own, pin = self.own.text(), self.pin.text()
        self.go.setEnabled(False)

        def work(app: App, _progress: Progress) -> str:
            reset_pin(app, user, own, pin)
            return user.name

        self.services.operations.run_task(work, self._given, self._wrong, title=self.windowTitle())

    def _given(self, name: str) -> None:
        self.accept()
        self.services.toasts.tell(tr("{name} comes in with the new PIN", name=name))

    def _wrong(self, error: AppError) -> None:
        self.go.setEnabled(True)
        at = self.fields[error.field or "old"]
        at.say_wrong(error.sentence)
        at.editor.setFocus()


def secret_line() -> QLineEdit:
    """A line that shows dots."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line
