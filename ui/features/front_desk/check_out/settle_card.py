"""How the bill is settled: by which way, how much, what the way asks for; money that goes back; holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.features.front_desk import CheckOutView
from app.kernel.text import tr
from ui.features.front_desk.check_in.step_card import emptied
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, IconLabel, label, set_tone
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import SMALL

CARD, CASH, TRANSFER, LEDGER = "terminal", "cash", "bank_transfer", "city_ledger"


class SettleCard(Card):
    """`way`, `minor` and `note` as they were typed; `changed()`."""

    changed = Signal()

    def __init__(self, currency: str, parent: QWidget) -> None:
        super().__init__(tr("Settle"), parent)
        self._currency, self._due = currency, 0
        self.ways = SegmentedControl(
            [(CARD, tr("Card")), (CASH, tr("Cash")), (TRANSFER, tr("Transfer")), (LEDGER, tr("On account"))],
            wide=True,
        )
        self.body.addWidget(self.ways)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.amount = MoneyEdit(currency)
        self.amount.setAccessibleName(tr("Amount"))
        self.amount_field = FormField(tr("Amount"), self.amount)
        self.amount_field.setFixedWidth(140)
        self.reference = QLineEdit()
        self.reference.setMaxLength(120)
        self.reference_field = FormField("", self.reference)
        row.addWidget(self.amount_field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.reference_field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        line = QHBoxLayout()
        line.setSpacing(6)
        self._sign = IconLabel("info", "text_secondary", 14)
        self.said = label("", SMALL, tone="secondary", wrap=True)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.said, 1)
        self.body.addLayout(line)
        self._holds = QHBoxLayout()
        self.body.addLayout(self._holds)
        self.ways.chosen.connect(lambda _key: self._use())
        self.amount.changed.connect(lambda _minor: self.changed.emit())

    @property
    def minor(self) -> int | None:
        """What was typed; None when it is no amount."""
        return self.amount.minor

    def show_facts(self, view: CheckOutView, due_minor: int, company: str) -> None:
        """Another amount is due; `company` names whose account is open, "" for none."""
        self._due = due_minor
        self.amount.set_minor(abs(due_minor))
        self._company = company
        settled = due_minor == 0 and not company
        for widget in (self.ways, self.amount_field, self.reference_field):
            widget.setVisible(not settled)
        emptied(self._holds)
        for hold in view.holds:
            held = money_text(hold.minor, self._currency)
            text = tr(
                "approval {n}: charge at the terminal what is used, the rest is let go.", n=hold.reference
            )
            self._holds.addWidget(
                NoticeBox(tr("{amount} is held on a card", amount=held), text, tone="warning")
            )
        if company and due_minor == 0:
            self.ways.choose(LEDGER)
        self.reference.clear()
        self._use()

    def take_keyboard(self) -> None:
        """Where one would begin."""
        (self.reference if self.ways.choice == CARD else self.amount).setFocus()

    def say(self, sentence: str, tone: str = "secondary") -> None:
        """A sentence below."""
        self.said.setText(sentence)
        set_tone(self.said, tone)
        self._sign.show_icon(
            "warning-circle" if tone == "danger" else "check-circle" if tone == "success" else "info",
            tone if tone != "secondary" else "text_secondary",
        )

    def _use(self) -> None:
        way = self.ways.choice
        titles = {
            CARD: tr("Approval number from the slip"), TRANSFER: tr("Reference of the transfer"),
            CASH: tr("Note"), LEDGER: tr("Note"),
        }  # fmt: skip
        back = self._due < 0
        self.reference_field.title.setText(tr("Why it goes back") if back else titles[way])
        self.reference_field.clear()
        if self._due == 0 and not getattr(self, "_company", ""):
            self.say(tr("Nothing is left to pay."), "success")
        elif back:
            self.say(tr("It goes back as it came, at the price that was booked."))
        else:
            usual = {
                CARD: tr("The terminal takes it; type what its slip says."),
                CASH: tr("It goes into the drawer of this workstation."),
                TRANSFER: tr("The bill is paid when the transfer arrives."),
                LEDGER: tr("The company’s account takes it over, within its credit."),
            }  # fmt: skip
            self.say(usual[way])
        self.changed.emit()
