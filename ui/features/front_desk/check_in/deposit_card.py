"""Step 3: what is to pay, and what guarantees the stay: a card, cash, the company, or nothing and why."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.features.folios import NoDrawer, OpenFolio, TakePayment
from app.features.front_desk import CheckInView, MoneyView, SecureStay
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.front_desk.check_in.step_card import Doing, StepCard, emptied
from ui.shell.services import ShellServices
from ui.widgets.buttons import LinkButton
from ui.widgets.form_field import FormField
from ui.widgets.labels import IconLabel, label, rule, set_tone
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, SECTION, SEMIBOLD, SMALL

CARD, CASH, COMPANY, NOTHING = "card", "cash", "company", "none"
WAITING: Final = 5


class DepositCard(StepCard):
    """Done when nothing is left to guarantee. Money that is taken goes to the stay's folio."""

    def __init__(self, services: ShellServices, doing: Doing, view: CheckInView, parent: QWidget) -> None:
        super().__init__(3, tr("Deposit"), doing, parent)
        self._services = services
        self._ways = [
            (CARD, tr("Card")), (CASH, tr("Cash")), (COMPANY, tr("Company")), (NOTHING, tr("None…")),
        ]  # fmt: skip
        self.way = SegmentedControl(self._ways)
        self.tools.addWidget(self.way)
        self.sums = QGridLayout()
        self.sums.setVerticalSpacing(3)
        self.sums.setColumnStretch(0, 1)
        self.body.addLayout(self.sums)
        self.body.addWidget(rule())
        total = QHBoxLayout()
        total.setSpacing(8)
        total.addWidget(label(tr("To guarantee"), BODY, SEMIBOLD))
        self.until = label("", SMALL, tone="secondary")
        total.addWidget(self.until, 1)
        self.total = label("", SECTION, SEMIBOLD)
        total.addWidget(self.total)
        self.body.addLayout(total)
        self.entry = QWidget()
        row = QHBoxLayout(self.entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.amount = MoneyEdit(view.money.currency)
        self.amount.setFixedWidth(124)
        self.amount.setAccessibleName(tr("Amount"))
        self.reference = QLineEdit()
        self.reference.setMaxLength(120)
        self.reference_field = FormField("", self.reference)
        self.reference_field.title.hide()
        row.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.reference_field, 1)
        self.body.addWidget(self.entry)
        self.held = NoticeBox("", tone="success")
        self._held_place = QVBoxLayout()
        self.body.addLayout(self._held_place)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self._sign = IconLabel("info", "text_secondary", 14)
        self.note = label("", SMALL, tone="secondary", wrap=True)
        self.charge = LinkButton("")
        foot.addWidget(self._sign)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.charge)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.way.chosen.connect(lambda _key: self._use())
        self.amount.changed.connect(lambda _minor: self.changed.emit())
        self.charge.clicked.connect(self.charge_now)
        self.show_facts(view)

    @property
    def verb(self) -> tuple[str, str]:
        """What Enter does, with the amount."""
        told = money_text(self.amount.minor or 0, self.amount.currency)
        return {
            CARD: (tr("Pre-authorise {amount}", amount=told), "credit-card"),
            CASH: (tr("Take {amount} in cash", amount=told), "money"),
            COMPANY: (tr("The company guarantees"), "buildings"),
        }.get(self.way.choice, (tr("Go on without guarantee"), "check"))

    def show_facts(self, view: CheckInView) -> None:
        """The sums as they are now."""
        super().show_facts(view)
        money = view.money
        self._fill(view, money)
        self.total.setText(money_text(money.to_guarantee_minor, money.currency))
        self.until.setText(
            tr("held until the departure, not charged") if money.to_guarantee_minor else tr("nothing is left")
        )
        self.amount.set_minor(money.to_guarantee_minor)
        done = money.to_guarantee_minor == 0
        self.set_done(done=done)
        self.entry.setVisible(not done)
        self._show_held(money, done=done)
        self.reference.clear()
        self._use()

    def act(self) -> None:
        """Guarantee the stay."""
        view = self.view
        if view is None:
            return
        minor = self.amount.minor
        if self.way.choice in (CARD, CASH) and (minor is None or minor <= 0):
            self._say(tr("Give an amount above zero."), "danger")
            self.amount.setFocus()
            return
        if self.way.choice == CASH:
            self.take(minor or 0, CASH)
            return
        text = self.reference.text().strip()
        command = SecureStay(
            id=self._services.app.new_id(), stay_id=view.stay.id, way=self.way.choice,
            amount_minor=minor or 0 if self.way.choice == CARD else 0,
            reference=text if self.way.choice == CARD else "",
            reason=text if self.way.choice == NOTHING else "",
        )  # fmt: skip
        told = money_text(minor or 0, view.money.currency)
        sentences = {
            CARD: tr("{amount} is held on a card", amount=told),
            COMPANY: tr("The company guarantees the stay"),
        }  # fmt: skip
        sentence = sentences.get(self.way.choice, tr("Nothing is guaranteed"))
        self.doing.run(command, sentence, None, self._refused)

    def charge_now(self) -> None:
        """What is due is paid now, by the way that holds."""
        if self.view is None:
            return
        if self.way.choice == CARD and not self.reference.text().strip():
            self._say_reference(tr("Type the approval number from the terminal’s slip."))
            return
        self.take(self.view.money.due_minor, CASH if self.way.choice == CASH else CARD)

    def take(self, minor: int, way: str) -> None:
        """Money for the stay's folio, which is opened first where there is none."""
        view = self.view
        if view is None or minor <= 0:
            return
        if view.money.folio_id is not None:
            self._pay(view.money.folio_id, minor, way)
            return
        folio_id = self._services.app.new_id()
        opening = OpenFolio(
            id=self._services.app.new_id(), folio_id=folio_id, property_id=view.stay.property_id,
            kind="guest", stay_id=view.stay.id, reservation_id=view.stay.reservation_id,
            guest_id=view.stay.guest_id,
        )  # fmt: skip

        def opened(_outcome: Outcome) -> None:
            self._pay(folio_id, minor, way)

        self.doing.run(opening, tr("A folio is opened"), opened, self._refused)

    def take_keyboard(self) -> None:
        """The amount, or the reference where the amount is right already."""
        if self.way.choice in (CARD, NOTHING):
            self.reference.setFocus()
        elif self.entry.isVisible():
            self.amount.setFocus()
            self.amount.selectAll()
        else:
            self.way.setFocus()

    def _pay(self, folio_id: UUID, minor: int, way: str) -> None:
        fields: dict[str, Any] = {
            "id": self._services.app.new_id(), "payment_id": self._services.app.new_id(),
            "folio_id": folio_id, "method": way, "amount_minor": minor,
        }  # fmt: skip
        if way == CARD:
            fields |= {"method": "terminal", "reference": self.reference.text().strip()}
        told = money_text(minor, self.amount.currency)
        self.doing.run(TakePayment(**fields), tr("{amount} taken", amount=told), None, self._refused)

    def _refused(self, error: AppError) -> bool:
        if error.field in ("reference", "reason"):
            self._say_reference(error.sentence)
            return True
        self._say(error.sentence, "danger")
        return not (isinstance(error, NoDrawer) or error.choices)

    def _use(self) -> None:
        way = self.way.choice
        words = {
            CARD: tr("Approval number from the terminal’s slip"),
            NOTHING: tr("Why: staff, paid by the agency …"), CASH: "", COMPANY: "",
        }  # fmt: skip
        self.reference.setPlaceholderText(words[way])
        self.reference.setAccessibleName(words[way])
        self.reference_field.setVisible(way in (CARD, NOTHING))
        self.reference_field.clear()
        self.amount.setVisible(way in (CARD, CASH))
        self._say(self._usual(way))
        money = self.view.money if self.view is not None else None
        due = money.due_minor if money is not None else 0
        self.charge.setVisible(way in (CARD, CASH) and due > 0 and not self.is_done)
        self.charge.setText(tr("Charge {amount} now", amount=money_text(due, self.amount.currency)))
        self.changed.emit()

    def _usual(self, way: str) -> str:
        if self.is_done:
            return tr("What is used is charged at check-out; the rest of a hold is let go.")
        company = self.view.money.company if self.view is not None else ""
        return {
            CARD: tr("The terminal holds it; type what its slip says."),
            CASH: tr("It goes into the drawer and onto the folio."),
            COMPANY: tr("{company} pays by the booking.", company=company) if company
            else tr("No company stands behind this booking."),
        }.get(way, tr("Somebody will read the reason."))  # fmt: skip

    def _say(self, sentence: str, tone: str = "secondary") -> None:
        self.note.setText(sentence)
        set_tone(self.note, tone)
        icon = "warning-circle" if tone == "danger" else "info"
        self._sign.show_icon(icon, tone if tone == "danger" else "text_secondary")

    def _say_reference(self, sentence: str) -> None:
        self.reference_field.say_wrong(sentence)
        self.reference.setFocus()

    def _show_held(self, money: MoneyView, *, done: bool) -> None:
        emptied(self._held_place)
        if not done:
            return
        held = money_text(money.held_minor, money.currency)
        if money.way == "card" and money.held_minor:
            texts = (tr("Pre-authorised {amount}", amount=held), tr("approval {n}", n=money.reference))
        elif money.way == "company":
            texts = (tr("{company} guarantees the stay", company=money.company), "")
        elif money.way == "none":
            texts = (tr("Nothing is guaranteed"), money.reason)
        elif money.held_minor:
            texts = (tr("{amount} is held on a card", amount=held), "")
        else:
            texts = (tr("Everything is paid"), "")
        self._held_place.addWidget(NoticeBox(texts[0], texts[1], tone="success"))

    def _fill(self, view: CheckInView, money: MoneyView) -> None:
        emptied(self.sums)
        nights = len(view.stay.nights)
        room = trn("Room, {n} night", "Room, {n} nights", nights)
        prices = {night.price_minor for night in view.stay.nights}
        if len(prices) == 1 and nights > 1:
            room += f" × {money_text(prices.pop(), money.currency)}"
        lines = [
            (room, money.room_minor), (tr("City tax"), money.city_tax_minor),
            (tr("Charges on the folio"), money.posted_minor),
            (tr("Early arrival, {time}", time=f"{view.house.now:%H:%M}"), money.fee_minor),
            (tr("Paid before"), -money.prepaid_minor),
            (tr("Extras, by the house’s rule"), money.extras_minor),
            (tr("Held on a card"), -money.held_minor),
        ]  # fmt: skip
        shown = [(text, minor) for text, minor in lines if minor][: WAITING + 1]
        for line, (text, minor) in enumerate(shown):
            tone = "secondary" if minor < 0 else ""
            self.sums.addWidget(label(text, BODY, tone=tone), line, 0)
            value: QLabel = label(amount_text(minor, money.currency), BODY, tone=tone)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.sums.addWidget(value, line, 1)
