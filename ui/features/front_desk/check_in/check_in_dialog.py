"""Check-in in one dialog: five cards in order; Enter does the marked one, and at last takes the guest in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.features.front_desk import ChargeFee, CheckIn, CheckInFacts, CheckInView, SecureStay
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.front_desk.check_in.deposit_card import DepositCard
from ui.features.front_desk.check_in.identity_card import IdentityCard
from ui.features.front_desk.check_in.registration_card import RegistrationStep
from ui.features.front_desk.check_in.room_card import RoomCard
from ui.features.front_desk.check_in.step_card import Doing, StepCard
from ui.features.front_desk.check_in.wishes_card import WishesCard
from ui.features.front_desk.desk_dialog import DeskDialog
from ui.shell.services import ShellServices
from ui.widgets.money_text import money_text

UPPER, LOWER, WISHES = 250, 196, 142
MOST_KEYS = 9


class CheckInDialog(DeskDialog):
    """Alt 1 to 5 jumps, Enter does the marked step, Ctrl+Enter goes on without a deposit."""

    def __init__(self, services: ShellServices, view: CheckInView) -> None:
        name = f"{view.stay.given} {view.stay.surname}".strip()
        super().__init__(services, tr("Check in {name}", name=name), view.stay)
        self.view, self.name = view, name
        self.keys = min(MOST_KEYS, max(1, view.stay.adults))
        doing = Doing(self._do)
        self.identity = IdentityCard(services, doing, view, self.ground)
        self.room = RoomCard(services, doing, view, self.ground)
        self.deposit = DepositCard(services, doing, view, self.ground)
        self.registration = RegistrationStep(services, doing, view, self.ground)
        self.wishes = WishesCard(doing, view, self.ground)
        self.cards: tuple[StepCard, ...] = (
            self.identity, self.room, self.deposit, self.registration, self.wishes,
        )  # fmt: skip
        self._lay_out()
        self.current: StepCard | None = None
        for card in self.cards:
            card.chosen.connect(lambda card=card: self.jump(card.number))
            card.changed.connect(self._say_next)
            shortcut = QShortcut(QKeySequence(f"Alt+{card.number}"), self)
            shortcut.activated.connect(lambda card=card: self.jump(card.number))
        self.identity.form.entered.connect(self.advance)
        self._go_on()

    def advance(self) -> None:
        """The marked step, or the check-in itself."""
        if not self.go.isEnabled():
            return
        card = self.current
        if card is not None:
            card.act()
            if card.is_done:
                self._go_on()
        else:
            self.check_in()

    def pass_over(self) -> None:
        """Without a deposit, written down with its reason; what the law asks for is not passed over."""
        if not self.identity.is_done:
            self.jump(self.identity.number)
            self.identity.form.say(tr("The law asks for this guest’s document. Verify it first."), "danger")
            return
        reason = self.deposit.reference.text().strip() or tr("Checked in without a deposit")
        command = SecureStay(
            id=self.services.app.new_id(), stay_id=self.view.stay.id, way="none", reason=reason
        )
        self.run(command, tr("Nothing is guaranteed"), lambda _outcome: self._passed())

    def _passed(self) -> None:
        """In, unless another step is open still: a card to sign, alerts to read."""
        if all(card.is_done for card in self.cards if card is not self.deposit):
            self.check_in()
        else:
            self.reload()

    def jump(self, number: int) -> None:
        """To a card, done or not."""
        card = self.cards[number - 1]
        self._mark(card if not card.is_done else self.current)
        card.take_keyboard()

    def check_in(self) -> None:
        """The guest takes the room; then the fee of an early hour is charged."""
        command = CheckIn(
            id=self.services.app.new_id(), stay_id=self.view.stay.id, keys=self.keys,
            key_kind=self.view.house.key_kind, keys_id=self.services.app.new_id(),
        )  # fmt: skip
        self.run(command, tr("{name} is checked in", name=self.name), self._arrived, tell=True)

    def reload(self) -> None:
        """Read everything again."""
        query = CheckInFacts(stay_id=self.view.stay.id, now=self.services.app.clock.now())
        self.services.operations.ask(query, self._show, self._gone, latest="front_desk.check_in")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner that types, while nothing has the keyboard, types into the zone; + and − count keys."""
        text = event.text()
        if text in ("+", "-") and self.current is None:
            self.keys = max(0, min(MOST_KEYS, self.keys + (1 if text == "+" else -1)))
            self._say_next()
            return
        no_modifier = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        )  # fmt: skip
        if text.isprintable() and text.strip() and no_modifier and not self.identity.is_done:
            self.identity.form.zone.setFocus()
            self.identity.form.zone.insertPlainText(text)
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for upper, lower in ((self.identity, self.room), (self.deposit, self.registration)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card, height in ((upper, UPPER), (lower, LOWER)):
                card.setMinimumHeight(height - 30)
                column.addWidget(card, height)
            columns.addLayout(column, 1)
        self.body.addLayout(columns, UPPER + LOWER)
        self.wishes.setMinimumHeight(WISHES - 20)
        self.wishes.setMaximumHeight(WISHES)
        self.body.addWidget(self.wishes, WISHES)

    def _do(
        self,
        command: Command,
        sentence: str,
        on_done: Callable[[Outcome], None] | None,
        on_refused: Callable[[AppError], bool] | None,
    ) -> None:
        def done(outcome: Outcome) -> None:
            if on_done is not None:
                on_done(outcome)
            else:
                self.reload()

        self.run(command, sentence, done, on_refused)

    def _show(self, view: CheckInView) -> None:
        self.view = view
        for card in self.cards:
            card.show_facts(view)
        self._go_on()

    def _gone(self, error: AppError) -> None:
        self.services.toasts.fail(error.sentence)
        self.reject()

    def _go_on(self) -> None:
        """The next card that is open, else the check-in."""
        self._mark(next((card for card in self.cards if not card.is_done), None))
        if self.current is not None:
            self.current.take_keyboard()
        else:
            self.go.setFocus()

    def _mark(self, current: StepCard | None) -> None:
        self.current = current
        for card in self.cards:
            card.set_current(current=card is current)
        self._say_next()

    def _say_next(self) -> None:
        """The foot says what Enter does now."""
        if not hasattr(self, "current"):
            return
        done = sum(card.is_done for card in self.cards)
        current = self.current
        if current is not None and current.is_done:
            current = None
        money = self.view.money
        word = tr("Still to pay, with city tax") if money.city_tax_minor else tr("Still to pay")
        self.show_amount(word, money_text(money.due_minor, money.currency))
        self.other.setVisible(not self.deposit.is_done and self.room.is_done)
        rest = all(card.is_done for card in self.cards if card is not self.deposit)
        self.other.setText(tr("Check in without deposit") if rest else tr("Go on without deposit"))
        if current is not None:
            text, icon = current.verb
            self.go.setText(text)
            self.go.set_icon_name(icon)
            strong = tr("{done} of {all} done", done=done, all=len(self.cards))
            self.say(strong, hint=tr("Enter does the marked step · Alt 1–5 jumps") + self._late())
            return
        self.go.set_icon_name("key")
        keys = trn("Check in and cut {n} key", "Check in and cut {n} keys", self.keys)
        self.go.setText(keys if self.keys else tr("Check in"))
        self.say(tr("Everything is complete"), "success", tr("+ and − count keys") + self._late())

    def _late(self) -> str:
        """A word where the guest was expected on another day."""
        if self.view.stay.arrival < self.view.house.business_date:
            return " · " + tr("Was expected on {day}", day=f"{self.view.stay.arrival:%d.%m.}")
        return ""

    def _arrived(self, _outcome: Outcome) -> None:
        if self.view.money.fee_minor:
            fee = ChargeFee(
                id=self.services.app.new_id(), stay_id=self.view.stay.id, kind="early",
                at=self.services.app.clock.now(), amount_minor=self.view.money.fee_minor,
            )  # fmt: skip
            told = money_text(self.view.money.fee_minor, self.view.money.currency)
            self.services.operations.run_command(
                fee, lambda _done: self.services.toasts.tell(tr("{amount} for arriving early", amount=told))
            )
        self.accept()
