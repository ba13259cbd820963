"""The pictures of cancelling that `keyrack screens` renders."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.features.front_desk import CancellationFee, EndingView, WalkCandidates
from app.features.property import House
from app.features.rack import FindStays
from app.features.reservations import StayDetail
from app.kernel.text import tr
from ui.features.front_desk.cancelling.cancel_dialog import LEAVE, CancelDialog
from ui.features.front_desk.cancelling.reinstate_dialog import ReinstateDialog
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

GUEST = "Okonkwo"


def screens() -> list[ScreenShot]:
    """The pictures, in the order they are taken."""
    return [
        ScreenShot(name="cancel", prepare=_cancel),
        ScreenShot(name="no-show", prepare=_no_show),
        ScreenShot(name="no-shows", prepare=_no_shows),
        ScreenShot(name="reinstate", prepare=_reinstate),
    ]


def _window(stage: Stage) -> MainWindow:
    assert isinstance(stage.window, MainWindow)
    return stage.window


def _dialog(stage: Stage, *, no_show: bool) -> CancelDialog:
    services = _window(stage).services
    stay = services.app.ask(FindStays(text=GUEST)).stays[0]
    at = services.app.clock.now()
    view = services.app.ask(CancellationFee(stay_ids=(stay.stay_id,), at=at))
    return CancelDialog(services, view, at, no_show=no_show)


def _cancel(stage: Stage) -> QWidget:
    dialog = _dialog(stage, no_show=False)
    dialog.reason.setText(tr("The flight is cancelled"))
    dialog.show()
    return dialog


def _no_show(stage: Stage) -> QWidget:
    dialog = _dialog(stage, no_show=True)
    dialog.fee.choose(LEAVE)
    dialog.fee.chosen.emit(LEAVE)
    dialog.show()
    return dialog


def _no_shows(stage: Stage) -> QWidget:
    """Several who did not come, each with what his policy asks."""
    services = _window(stage).services
    hotel = services.app.ask(House()).properties[0]
    due = services.app.ask(WalkCandidates(property_id=hotel.id))[:4]
    at = services.app.clock.now()
    view = services.app.ask(CancellationFee(stay_ids=tuple(row.stay_id for row in due), at=at))
    dialog = CancelDialog(services, view, at, no_show=True)
    dialog.show()
    return dialog


def _reinstate(stage: Stage) -> QWidget:
    services = _window(stage).services
    stay = services.app.ask(StayDetail(stay_id=services.app.ask(FindStays(text=GUEST)).stays[0].stay_id))
    at = services.app.clock.now() - timedelta(hours=9)
    ending = EndingView(
        services.app.new_id(), "no_show", at, "", 12_000, 0, "", stay.currency, services.app.actor.name, None
    )
    dialog = ReinstateDialog(services, stay, ending)
    dialog.other.setText(tr("Bring back and check in"))
    dialog.other.show()
    dialog.show()
    return dialog
