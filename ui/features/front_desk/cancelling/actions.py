"""What cancelling lends to the shell: cancel with its fee, no-show, bring back; all on the selected stay."""

from collections.abc import Iterable, Sequence

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices


def register(shell: ShellRegistry) -> None:
    """Lend the shell the verbs."""
    shell.actions.append(_actions)
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.front_desk.cancelling.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _open_cancel(services: ShellServices, *, no_show: bool) -> None:
    from ui.features.front_desk.cancelling.cancel_dialog import open_cancel  # noqa: PLC0415 - when first opened

    stays, services.selection.together = services.selection.together, ()
    stay = services.selection.stay
    if not stays and stay is not None:
        stays = (stay,)
    if stays:
        open_cancel(services, stays, no_show=no_show)


def _open_reinstate(services: ShellServices) -> None:
    from ui.features.front_desk.cancelling.reinstate_dialog import open_reinstate  # noqa: PLC0415 - as above

    if services.selection.stay is not None:
        open_reinstate(services, services.selection.stay)


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def needs_stay() -> str:
        selection = services.selection
        return "" if selection.stay is not None or selection.together else tr("Select a stay first.")

    yield ActionSpec(
        verb="front_desk.cancel", title=tr("Cancel, with the fee"), icon="x-circle", shortcut="Ctrl+Del",
        run=lambda: _open_cancel(services, no_show=False), about="stay", why_not=needs_stay,
        words=tr("cancellation policy waive storno"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.mark_no_show", title=tr("No-show"), icon="user-minus", shortcut="Ctrl+Shift+N",
        run=lambda: _open_cancel(services, no_show=True), about="stay", why_not=needs_stay,
        words=tr("did not come absent"),
    )  # fmt: skip
    yield ActionSpec(
        verb="front_desk.reinstate", title=tr("Bring back"), icon="arrow-counter-clockwise",
        run=lambda: _open_reinstate(services), about="stay", why_not=needs_stay,
        words=tr("reinstate cancelled late arrival no-show"),
    )  # fmt: skip
