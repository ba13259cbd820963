"""Bring a cancelled stay or a no-show back; who stands at the desk is checked in at once."""

from typing import Final
from uuid import UUID

from app.features.front_desk import ArriveLate, EndingsOf, EndingView, Reinstate
from app.features.reservations import Status, StayDetail, StayView
from app.kernel.changes import Outcome
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.day_text import day_span, long_day
from ui.widgets.labels import label
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY

REVERSE: Final = "reverse"
KEEP: Final = "keep"
WIDTH: Final = 580


class ReinstateDialog(SmallDialog):
    """What becomes of the fee is asked where one was charged."""

    def __init__(self, services: ShellServices, stay: StayView, ending: EndingView | None) -> None:
        name = f"{stay.given} {stay.surname}".strip()
        about = " · ".join((stay.number, stay.room_type, day_span(stay.arrival, stay.departure)))
        title = tr("Bring back the stay of {name}", name=name)
        super().__init__(services, title, about, verb=tr("Bring back"), width=WIDTH)
        self._stay, self._name = stay, name
        self.body.addWidget(label(_story(ending), BODY, tone="secondary", wrap=True))
        fee = ending.fee_minor if ending is not None else 0
        amount = money_text(fee, ending.currency) if ending is not None else ""
        self.fee = SegmentedControl(
            ((REVERSE, tr("Reverse {fee}", fee=amount)), (KEEP, tr("Keep it"))), wide=True
        )
        if fee:
            self.field("fee", tr("Fee"), self.fee)
        rooms = dict.fromkeys(night.room for night in stay.nights if night.room)
        note = (
            tr("Room {room} is taken again where it is free; else the stay waits for a room.",
               room=", ".join(rooms))
            if rooms
            else tr("The stay had no room and waits for one.")
        )  # fmt: skip
        self.body.addWidget(label(note, BODY, tone="secondary", wrap=True))
        if stay.status == Status.NO_SHOW:
            self.other.setText(tr("Bring back and check in"))
            self.other.show()
        self.go.setFocus()

    def agree(self) -> None:
        """Bring it back."""
        command = Reinstate(
            id=self.services.app.new_id(), stay_id=self._stay.id, keep_fee=self.fee.choice == KEEP
        )
        self.do(command, self._told)

    def agree_other(self) -> None:
        """The guest is here."""
        command = ArriveLate(
            id=self.services.app.new_id(), stay_id=self._stay.id, keep_fee=self.fee.choice == KEEP
        )
        self.do(command, tr("{name} is checked in", name=self._name))

    def _told(self, outcome: Outcome) -> str:
        if outcome.result.get("has_room"):
            return tr("The stay of {name} is back", name=self._name)
        return tr("The stay of {name} is back and waits for a room", name=self._name)


def _story(ending: EndingView | None) -> str:
    if ending is None:
        return tr("It was cancelled without a fee.")
    day, who = long_day(ending.at.date()), ending.by_name
    said = (
        tr("No-show, said by {who} on {day}.", who=who, day=day)
        if ending.kind == "no_show"
        else tr("Cancelled by {who} on {day}.", who=who, day=day)
    )
    if ending.reason:
        said += " " + tr("Reason: {reason}", reason=ending.reason)
    if ending.waived_minor:
        fee = money_text(ending.waived_minor, ending.currency)
        said += " " + tr("{fee} was left out: {why}", fee=fee, why=ending.waive_reason)
    return said


def open_reinstate(services: ShellServices, stay_id: UUID) -> None:
    """Ask how it ended, then open the dialog."""

    def with_stay(stay: StayView) -> None:
        if stay.status not in (Status.CANCELLED, Status.NO_SHOW):
            services.toasts.fail(tr("This stay is not cancelled."))
            return

        def with_endings(endings: tuple[EndingView, ...]) -> None:
            standing = next((one for one in endings if one.taken_back_at is None), None)
            ReinstateDialog(services, stay, standing).open()

        services.operations.ask(EndingsOf(stay_id=stay_id), with_endings)

    services.operations.ask(StayDetail(stay_id=stay_id), with_stay, latest="front_desk.reinstate")
