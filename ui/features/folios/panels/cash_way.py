"""Cash: how much is handed over, in which money, what that is worth, and what is given back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.features.folios import CashTermsView, Rate, to_ask, worth
from app.kernel.text import tr
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, set_tone
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.theme import SMALL


class CashFields(QWidget):
    """`changed()` when something else was typed. Its fields are refused by their names of the command."""

    changed = Signal()

    def __init__(self, currency: str, terms: CashTermsView | None) -> None:
        super().__init__()
        self._own, self._terms = currency, terms
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.given, self.money = MoneyEdit(currency), ChoiceBox()
        self.given.setPlaceholderText(tr("exactly"))
        self.money.add(currency, currency)
        for rate in terms.rates if terms is not None else ():
            self.money.add(rate.currency, rate.currency)
        self.fields = {
            "tendered_minor": FormField(tr("Given"), self.given),
            "tendered_currency": FormField(tr("In"), self.money),
        }
        row.addWidget(self.fields["tendered_minor"], 3)
        row.addWidget(self.fields["tendered_currency"], 2)
        column.addLayout(row)
        self.change = label("", SMALL, tone="secondary", wrap=True)
        column.addWidget(self.change)
        self.given.textEdited.connect(self.changed)
        self.money.currentIndexChanged.connect(self.changed)

    def say(self, minor: int) -> None:
        """Say what comes back of what was given for an amount."""
        money = str(self.money.choice or self._own)
        self.given.set_currency(money)
        given = self.given.minor or 0
        rate = next((r for r in self._terms.rates if r.currency == money), None) if self._terms else None
        if rate is None:
            text, missing = self._own_text(minor, given)
        else:
            text, missing = self._foreign_text(minor, given, rate)
        self.change.setText(text)
        set_tone(self.change, "danger" if missing else "secondary")
        self.change.setVisible(bool(text))

    @property
    def _step(self) -> int:
        return self._terms.step_minor if self._terms is not None else 1

    def _own_text(self, minor: int, given: int) -> tuple[str, bool]:
        payable = (minor * 2 + self._step) // (2 * self._step) * self._step
        if given and given < payable:
            return tr("{amount} is missing.", amount=money_text(payable - given, self._own)), True
        said = []
        if payable != minor:
            said.append(tr("In coins {amount}.", amount=money_text(payable, self._own)))
        if given > payable:
            said.append(tr("Give back {change}.", change=money_text(given - payable, self._own)))
        return " ".join(said), False

    def _foreign_text(self, minor: int, given: int, rate: Rate) -> tuple[str, bool]:
        """Change is given in the own money, in whole coins; what is less than a coin is a difference."""
        ask = money_text(to_ask(minor, rate.currency, self._own, rate.micro), rate.currency)
        if not given:
            return tr(
                "Ask for {amount}. Change is given in {currency}.", amount=ask, currency=self._own
            ), False
        value = worth(given, rate.currency, self._own, rate.micro)
        said = [tr("Worth {amount}.", amount=money_text(value, self._own))]
        if value < minor:
            return f"{said[0]} " + tr("Ask for {amount}.", amount=ask), True
        change = (value - minor) // self._step * self._step
        if change:
            said.append(tr("Give back {change}.", change=money_text(change, self._own)))
        rest = value - minor - change
        if rest:
            said.append(tr("{amount} is a difference of exchange.", amount=money_text(rest, self._own)))
        return " ".join(said), False
