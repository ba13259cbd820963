"""The deposit of a booking: what is due when, what is held, taking it, applying it, giving it back."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.features.folios import (
    ApplyDeposit,
    DepositPart,
    DepositsView,
    DueView,
    PaymentView,
    ScheduleDeposits,
)
from app.kernel.text import tr, trn
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.widgets.buttons import KeyedButton, LinkButton, Size
from ui.widgets.day_text import long_day, parse_day, short_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import caption, label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, MEDIUM, SMALL

AMOUNT, PERCENT = "amount", "percent"


class DepositPanel(FolioPanel):
    """Its verb takes what is due next. `take_asked(int)`, `schedule_asked()`, `refund_asked(PaymentView)`."""

    take_asked = Signal(int)
    schedule_asked = Signal()
    refund_asked = Signal(object)
    verbs = (ApplyDeposit,)

    def __init__(
        self, desk: FolioDesk, deposits: DepositsView, currency: str, folio_id: UUID | None, number: int,
        today: date, payments: Sequence[PaymentView],
    ) -> None:  # fmt: skip
        super().__init__(desk, tr("Deposit"), tr("Take deposit"), "wallet")
        self._deposits, self._currency = deposits, currency
        self._folio_id, self._number, self._today = folio_id, number, today
        self.body.addWidget(caption(tr("What is due")))
        self.body.addLayout(self._dues(deposits.due))
        change = KeyedButton(tr("Change what is due"), icon="calendar", size=Size.DENSE)
        change.clicked.connect(self.schedule_asked)
        self.body.addWidget(change)
        self.body.addWidget(rule())
        sums = Sums()
        sums.line(tr("Paid"))(money_text(deposits.paid_minor, currency))
        sums.line(tr("Applied"))(money_text(deposits.paid_minor - deposits.held_minor, currency))
        sums.line(tr("Deposit held"), strong=True)(
            money_text(deposits.held_minor, currency), "success" if deposits.held_minor else ""
        )
        self.body.addLayout(sums)
        self.apply = KeyedButton(self._apply_title(), icon="check")
        self.apply.setEnabled(folio_id is not None and self._share > 0)
        self.apply.clicked.connect(self._apply)
        self.body.addWidget(self.apply)
        self._add_payments(payments)
        self.body.addStretch(1)
        self.due_minor = next((due.amount_minor for due in self._open), 0)
        if self.due_minor:
            self.go.setText(tr("Take {amount}", amount=money_text(self.due_minor, currency)))

    def agree(self) -> None:
        """Take it: the payment's panel asks how."""
        self.take_asked.emit(self.due_minor)

    @property
    def _share(self) -> int:
        return min(self._deposits.share_minor, self._deposits.held_minor)

    @property
    def _open(self) -> list[DueView]:
        """What is due and not paid; a part that was begun is due with its rest."""
        paid, found = self._deposits.paid_minor, list[DueView]()
        for due in self._deposits.due:
            rest = due.amount_minor - max(0, min(paid, due.amount_minor))
            paid -= due.amount_minor
            if rest:
                found.append(DueView(due.due_id, due.due_on, rest, settled=False))
        return found

    def _apply_title(self) -> str:
        if self._share <= 0:
            return tr("Apply to the folio")
        amount = money_text(self._share, self._currency)
        return tr("Apply {amount} to window {number}", amount=amount, number=self._number)

    def _apply(self) -> None:
        if self._folio_id is None:
            return
        command = ApplyDeposit(
            id=self.desk.new_id(), folio_id=self._folio_id, number=self._number, amount_minor=self._share
        )
        sentence = tr("{amount} of the deposit applied", amount=money_text(self._share, self._currency))
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def _dues(self, dues: Sequence[DueView]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        if not dues:
            column.addWidget(label(tr("No deposit is asked for."), SMALL, tone="secondary"))
        for due in dues:
            row = QHBoxLayout()
            late = not due.settled and due.due_on < self._today
            tone = "success" if due.settled else "danger" if late else ""
            day = tr("since {day}", day=short_day(due.due_on)) if late else short_day(due.due_on)
            row.addWidget(label(day, BODY, tone=tone), 1)
            amount = money_text(due.amount_minor, self._currency)
            row.addWidget(label(f"✓ {amount}" if due.settled else amount, BODY, MEDIUM, tone))
            column.addLayout(row)
        return column

    def _add_payments(self, payments: Sequence[PaymentView]) -> None:
        for payment in payments:
            if payment.left_minor <= 0 or not self._deposits.held_minor:
                continue
            row = QHBoxLayout()
            day = short_day(payment.at.astimezone().date())
            amount = money_text(payment.left_minor, payment.currency)
            row.addWidget(label(tr("{amount} of {day}", amount=amount, day=day), SMALL, tone="secondary"), 1)
            link = LinkButton(tr("Give back"))
            link.clicked.connect(lambda _=False, payment=payment: self.refund_asked.emit(payment))
            row.addWidget(link)
            self.body.addLayout(row)


class SchedulePanel(FolioPanel):
    """Say what is due when: as the house does it usually, or a part now and the rest before arrival."""

    verbs = (ScheduleDeposits,)

    def __init__(
        self, desk: FolioDesk, reservation_id: UUID, currency: str, usual: Sequence[DepositPart],
        known: Sequence[DueView], arrival: date | None, today: date,
    ) -> None:  # fmt: skip
        super().__init__(desk, tr("What is due"), tr("Ask for it"), "calendar")
        self._reservation_id, self._currency = reservation_id, currency
        self._arrival, self._today, self._usual = arrival, today, tuple(usual)
        if usual:
            self.usual = KeyedButton(tr("As usual: {parts}", parts=usual_text(usual, currency)))
            self.usual.clicked.connect(lambda: self._ask_for(self._usual))
            self.body.addWidget(self.usual)
            self.body.addWidget(rule())
        self.how = SegmentedControl([(AMOUNT, tr("Amount")), (PERCENT, tr("Percent"))], wide=True)
        self.how.chosen.connect(self._use)
        self.body.addWidget(FormField(tr("By"), self.how))
        first = known[0] if known else None
        self.amount = MoneyEdit(currency, first.amount_minor if first else None)
        self.percent = QLineEdit("30")
        self.field("parts", tr("So much"), self.amount)
        self.field("bp", tr("Percent of the price"), self.percent)
        self.day = QLineEdit(long_day(first.due_on if first else today))
        self.field("due_on", tr("Due on"), self.day)
        self.second = MoneyEdit(currency, known[1].amount_minor if len(known) > 1 else None)
        self.second.setPlaceholderText(tr("nothing more"))
        self.field("second", tr("And later"), self.second)
        later = known[1].due_on if len(known) > 1 else arrival
        self.second_day = QLineEdit(long_day(later) if later is not None else "")
        self.field("second_on", tr("Due on"), self.second_day)
        if known:
            nothing = LinkButton(tr("Ask for no deposit"))
            nothing.clicked.connect(lambda: self._ask_for(()))
            self.body.addWidget(nothing)
        self.body.addStretch(1)
        self._use(AMOUNT)
        self.setFocusProxy(self.amount)

    def agree(self) -> None:
        """Ask for it."""
        self.clear_refusal()
        first = self._part("parts", "due_on", self.day)
        second = self._second()
        if first is not None and second is not None:
            self._ask_for((first, *second))

    def _ask_for(self, parts: Sequence[DepositPart]) -> None:
        command = ScheduleDeposits(
            id=self.desk.new_id(), reservation_id=self._reservation_id, parts=tuple(parts),
            due_ids=tuple(self.desk.new_id() for _ in parts),
        )  # fmt: skip
        sentence = tr("The deposit is asked for") if parts else tr("No deposit is asked for")
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def _part(self, name: str, day_name: str, day_edit: QLineEdit) -> DepositPart | None:
        by_share = self.how.choice == PERCENT
        bp = percent_bp(self.percent.text()) if by_share else 0
        minor = 0 if by_share else self.amount.minor
        if not (bp if by_share else minor):
            self.fields["bp" if by_share else name].say_wrong(tr("Give an amount above zero."))
            return None
        before = self._before(day_name, day_edit)
        return None if before is None else DepositPart(bp=bp or 0, minor=minor or 0, before_arrival=before)

    def _second(self) -> tuple[DepositPart, ...] | None:
        if not self.second.text().strip():
            return ()
        minor = self.second.minor
        if not minor:
            self.fields["second"].say_wrong(tr("This is no amount."))
            return None
        before = self._before("second_on", self.second_day)
        return None if before is None else (DepositPart(minor=minor, before_arrival=before),)

    def _before(self, name: str, edit: QLineEdit) -> int | None:
        """How many days before arrival a typed day is."""
        day = typed_day(edit.text(), self._today)
        if day is None:
            self.fields[name].say_wrong(tr("This is no day."))
            return None
        arrival = self._arrival or self._today
        return max(0, (arrival - day) // timedelta(days=1))

    def _use(self, how: str) -> None:
        self.fields["parts"].setVisible(how == AMOUNT)
        self.fields["bp"].setVisible(how == PERCENT)


def typed_day(text: str, near: date) -> date | None:
    """A day as typed, or as `long_day` writes it: its weekday is left out."""
    words = text.strip().split()
    return parse_day(text.strip(), near) or parse_day(" ".join(words[1:]), near) if words else None


def usual_text(parts: Sequence[DepositPart], currency: str) -> str:
    """The parts of the usual deposit in a few words."""
    said = []
    for part in parts:
        much = f"{part.bp / 100:g} %" if part.bp else money_text(part.minor, currency)
        if part.before_arrival is not None:
            much = trn("{much} {n} day before", "{much} {n} days before", part.before_arrival, much=much)
        said.append(much)
    return ", ".join(said)


def percent_bp(text: str) -> int | None:
    """A share as typed in hundredths of a percent; None when it is none."""
    try:
        bp = round(float(text.replace("%", "").replace(",", ".").strip()) * 100)
    except ValueError:
        return None
    return bp if 0 < bp <= 10_000 else None
