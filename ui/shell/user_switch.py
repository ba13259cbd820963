"""Users change places at one desk: who works here now, whose dialogs wait, who lends a permission."""

from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.bootstrap import App, pin_giver
from app.features.security import Settings, Users, UserView
from app.kernel.commands import Command
from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.parking import Parked, Window, give_back, park
from ui.shell.services import ShellServices
from ui.widgets.theme import Mode, theme

SWITCH: Final = "shell.switch_user"


class UserSwitch(QObject):
    """The window's App becomes another actor's. What one user had half done comes back when he does."""

    switched = Signal()

    def __init__(self, window: QWidget, pages: Window, services: ShellServices) -> None:
        super().__init__(window)
        self._window, self._pages, self._services = window, pages, services
        self._parked: dict[UUID, Parked] = {}
        services.operations.ask_superior = self.ask_superior

    def actions(self) -> Iterable[ActionSpec]:
        """The verbs of the window."""
        yield ActionSpec(
            verb=SWITCH, title=tr("Switch user"), run=self.ask, icon="users", shortcut="F11",
            permission="", words=tr("sign in pin lock change places colleague"),
        )  # fmt: skip
        yield ActionSpec(
            verb="shell.set_pin", title=tr("Set your PIN"), run=self.set_pin, icon="lock-simple",
            permission="", words=tr("password sign in secret"),
        )  # fmt: skip
        yield ActionSpec(
            verb="security.reset_pin", title=tr("Give somebody a PIN"), run=self.reset_pin,
            icon="lock-simple", permission="security.reset_pin",
            words=tr("reset forgotten pin colleague user new"),
        )  # fmt: skip

    def ask(self) -> None:
        """Who takes the desk?"""
        operations = self._services.operations

        def answer(users: tuple[UserView, ...]) -> None:
            from ui.shell.pin_dialog import PinDialog  # noqa: PLC0415 - loaded when first opened

            others = [user for user in users if user.id != self._services.app.actor.user_id]
            if not others:
                self._services.toasts.fail(tr("Nobody else works in this house yet."))
                return
            dialog = PinDialog(
                self._services, others, tr("Who works here now?"),
                tr("What {name} has open is kept until he or she is back.",
                   name=self._services.app.actor.name),
                tr("Take the desk"),
            )  # fmt: skip
            dialog.opened_for.connect(self.become)
            dialog.open()

        operations.ask(Users(), answer, latest="shell.users")

    def set_pin(self) -> None:
        """A new PIN for who works here."""
        from ui.shell.pin_dialog import NewPinDialog  # noqa: PLC0415 - loaded when first opened

        NewPinDialog(self._services).open()

    def reset_pin(self) -> None:
        """A PIN for somebody who has forgotten his, or has none yet."""

        def answer(users: tuple[UserView, ...]) -> None:
            from ui.shell.pin_dialog import ResetPinDialog  # noqa: PLC0415 - loaded when first opened

            others = [user for user in users if user.id != self._services.app.actor.user_id]
            if others:
                ResetPinDialog(self._services, others).open()
            else:
                self._services.toasts.fail(tr("Nobody else works in this house yet."))

        self._services.operations.ask(Users(), answer, latest="shell.users")

    def ask_superior(self, command: Command, then: Callable[[App | None], None]) -> None:
        """Who may do it gives a PIN; the desk stays the user's."""

        def answer(users: tuple[UserView, ...]) -> None:
            from ui.shell.pin_dialog import PinDialog, may  # noqa: PLC0415 - loaded when first opened

            allowed = [user for user in users if may(user, command.verb) and user.id != own]
            if not allowed:
                then(None)
                return
            dialog = PinDialog(
                self._services, allowed, tr("Somebody else has to allow this"),
                tr("It is done in that user's name; {name} stays at the desk.",
                   name=self._services.app.actor.name),
                tr("Allow it"),
            )  # fmt: skip
            dialog.opened_for.connect(then)
            dialog.rejected.connect(lambda: then(None))
            dialog.open()

        own = self._services.app.actor.user_id
        self._services.operations.ask(Users(), answer, lambda _error: then(None), latest="shell.users")

    def become(self, app: App) -> None:
        """From now on this user works here."""
        services = self._services
        former, user = services.app.actor.user_id, app.actor.user_id
        services.preferences.flush()
        self._parked[former] = park(self._pages, self._window)
        services.operations.use(app)
        services.undo.use(former, user)
        services.operations.ask(Settings(user_id=user), self._take_settings, latest="shell.settings")
        back = self._parked.pop(user, Parked())
        give_back(self._pages, back)
        services.actions.changed.emit()
        self.switched.emit()
        told = tr("{name} works here now", name=app.actor.name)
        services.toasts.tell(f"{told}. {tr('What was half done is as it was left.')}" if back.count else told)
        services.operations.run_task(lambda own, _progress: pin_giver(own), self._ask_own_pin)

    def parked(self, user_id: UUID) -> int:
        """How many things of a user wait."""
        return self._parked[user_id].count if user_id in self._parked else 0

    def _ask_own_pin(self, giver: str) -> None:
        """Who came in with a PIN that somebody else knows takes one of his own."""
        if giver:
            from ui.shell.pin_dialog import NewPinDialog  # noqa: PLC0415 - loaded when first opened

            NewPinDialog(self._services, giver).open()

    def _take_settings(self, values: dict[str, object]) -> None:
        self._services.preferences.replace(values)
        mode = values.get("shell.theme")
        if mode in set(Mode):
            theme().use(Mode(str(mode)))
