"""What waiting lends to the shell: the waitlist, the queue, and notices when what is waited for is there."""

from collections.abc import Iterable, Sequence

from app.kernel.text import tr
from ui.features.front_desk.waiting.notices import Notices
from ui.shell.actions import ActionSpec
from ui.shell.pages import ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the verbs."""
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.waiting.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    Notices(services)

    def waitlist() -> None:
        from ui.features.front_desk.waiting import waitlist_dialog  # noqa: PLC0415 - when first opened

        waitlist_dialog.open_waitlist(services)

    def join() -> None:
        from ui.features.front_desk.waiting import queue_dialogs  # noqa: PLC0415 - when first opened

        queue_dialogs.open_join(services)

    def queue() -> None:
        from ui.features.front_desk.waiting import queue_dialogs  # noqa: PLC0415 - when first opened

        queue_dialogs.open_queue(services)

    yield ActionSpec(
        verb="front_desk.join_waitlist", title=tr("Put on the waitlist"), icon="list-plus", run=waitlist,
        shortcut="Ctrl+L", words=tr("wait full no room"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.join_queue", title=tr("Waits for the room"), icon="hourglass", run=join,
        about="stay",
        shortcut="Ctrl+Shift+K", words=tr("queue early lobby not ready"),
        why_not=lambda: "" if services.selection.stay else tr("Select a stay first."),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.room_queue", title=tr("Who waits for a room"), icon="users-three", run=queue,
        shortcut="Ctrl+Shift+U", permission="", words=tr("queue lobby"),
    )  # fmt: skip
