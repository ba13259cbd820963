"""Cancel stays, or say that a guest did not come: the fee stands there before it is charged or left out."""

from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.features.front_desk import WAIVE, CancellationFee, CancelWithFee, FeeView, MarkNoShow
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.front_desk.cancelling.fee_card import FeeCard
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.day_text import day_span
from ui.widgets.form_field import FormField
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl

CHARGE: Final = "charge"
LEAVE: Final = "leave"


class CancelDialog(SmallDialog):
    """`no_show` is for guests who did not come; else all of the stays are cancelled together."""

    def __init__(
        self, services: ShellServices, view: FeeView, at: datetime, *, no_show: bool = False
    ) -> None:
        self._no_show = no_show
        super().__init__(services, _title(view, no_show=no_show), _about(view), verb="", danger=True)
        self._view, self._at = view, at
        self.card = FeeCard(view, at)
        self.body.addWidget(self.card)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("What the guest said"))
        self.field("reason", tr("Reason"), self.reason)
        self.fee = SegmentedControl(
            ((CHARGE, tr("Charge {fee}", fee=self.card.total)), (LEAVE, tr("Leave it out"))), wide=True
        )
        self.waive_reason = QLineEdit()
        self.waive_reason.setPlaceholderText(tr("The journal keeps who decided it, and why"))
        self._waive: FormField | None = None
        if view.total_minor:
            self.field("fee", tr("Fee"), self.fee)
            self._waive = self.field("waive_reason", tr("Why the fee is left out"), self.waive_reason)
            self._waive.hide()
            self.fee.setEnabled(services.app.actor.may(WAIVE))
            self.fee.chosen.connect(self._chosen)
        self._tell()
        self.reason.setFocus()

    @property
    def waives(self) -> bool:
        """Whether the fee is left out."""
        return bool(self._view.total_minor) and self.fee.choice == LEAVE

    def agree(self) -> None:
        """Cancel, charging what was shown."""
        new_id = self.services.app.new_id()
        ids = tuple(stay.stay_id for stay in self._view.stays)
        reason, why = self.reason.text().strip(), self.waive_reason.text().strip()
        if self.waives and not why:
            self.fields["waive_reason"].say_wrong(tr("Say why the fee is left out."))
            self.waive_reason.setFocus()
            return
        if self._no_show:
            self.do(
                MarkNoShow(id=new_id, stay_id=ids[0], also=ids[1:], charge=True, reason=reason,
                           waive=self.waives, waive_reason=why),
                self._told,
            )  # fmt: skip
            return
        self.do(
            CancelWithFee(id=new_id, stay_ids=ids, reason=reason, waive=self.waives, waive_reason=why,
                          expected_minor=self._view.total_minor),
            self._told,
        )  # fmt: skip

    def refuse(self, error: AppError) -> None:
        """The time of the fee has passed while the dialog was open: show the new one."""
        super().refuse(error)
        if error.code == "fee_changed":
            self._ask_again()

    def _told(self, outcome: Outcome) -> str:
        names = self._view.stays[0].guest
        fee = outcome.result.get("fee_minor")
        count = len(self._view.stays)
        if self._no_show and count > 1:
            sentence = trn("{n} guest did not come", "{n} guests did not come", count)
        elif self._no_show:
            sentence = tr("{name} did not come", name=names)
        elif len(self._view.stays) > 1:
            sentence = trn("{n} stay is cancelled", "{n} stays are cancelled", count)
        else:
            sentence = tr("The stay of {name} is cancelled", name=names)
        if not isinstance(fee, int) or not fee:
            return sentence
        amount = money_text(fee, self._view.currency)
        return tr("{sentence}, {fee} is charged", sentence=sentence, fee=amount)

    def _chosen(self, _choice: object = None) -> None:
        if self._waive is not None:
            self._waive.setVisible(self.waives)
            if self.waives:
                self.waive_reason.setFocus()
        self._tell()
        self.adjustSize()

    def _tell(self) -> None:
        charged = self._view.total_minor and not self.waives
        if self._no_show:
            text = tr("No-show, charge {fee}", fee=self.card.total) if charged else tr("No-show")
        else:
            text = tr("Cancel, charge {fee}", fee=self.card.total) if charged else tr("Cancel")
        self.go.setText(text)

    def _ask_again(self) -> None:
        self._at = self.services.app.clock.now()
        ids = tuple(stay.stay_id for stay in self._view.stays)

        def answer(view: FeeView) -> None:
            self._view = view
            fresh = FeeCard(view, self._at)
            self.body.replaceWidget(self.card, fresh)
            self.card.deleteLater()
            self.card = fresh
            self._tell()

        self.services.operations.ask(CancellationFee(stay_ids=ids, at=self._at), answer, self.refuse)


def _title(view: FeeView, *, no_show: bool) -> str:
    count = len(view.stays)
    if count > 1 and no_show:
        return trn("{n} guest did not come", "{n} guests did not come", count)
    if count > 1:
        return trn("Cancel {n} stay", "Cancel {n} stays", count)
    name = view.stays[0].guest
    return tr("{name} did not come", name=name) if no_show else tr("Cancel the stay of {name}", name=name)


def _about(view: FeeView) -> str:
    if len(view.stays) > 1:
        return ", ".join(dict.fromkeys(stay.guest for stay in view.stays))
    stay = view.stays[0]
    nights = (stay.departure - stay.arrival).days
    span = day_span(stay.arrival, stay.departure)
    length = trn("{n} night", "{n} nights", nights) if nights else tr("day use")
    return " · ".join((stay.number, stay.room_type, span, length, money_text(stay.sold_minor, view.currency)))


def open_cancel(services: ShellServices, stays: tuple[UUID, ...], *, no_show: bool = False) -> None:
    """Ask what it costs now, then open the dialog."""
    at = services.app.clock.now()

    def answer(view: FeeView) -> None:
        if not view.stays:
            services.toasts.fail(tr("This stay does not exist any more."))
            return
        CancelDialog(services, view, at, no_show=no_show).open()

    services.operations.ask(CancellationFee(stay_ids=stays, at=at), answer, latest="front_desk.fee")
