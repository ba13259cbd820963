"""A city tax by the hotel's own terms, with the explainer beside: an example stay, and what it would owe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout

from app.features.folios import SetCityTaxRule, TriedCityTax, TryCityTax
from app.features.property import PropertyView
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.invoices.city_entries import bands_text, parse_bands, parse_seasons, seasons_text
from ui.features.invoices.city_words import sentences
from ui.features.invoices.fields import DayField, Spin, no_day, parse_percent, percent_text, side_by_side
from ui.features.invoices.form_panel import FormPanel
from ui.features.invoices.tax_rows import CityRule
from ui.shell.services import ShellServices
from ui.widgets.ages_edit import parse_ages
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import caption, heading, label, rule
from ui.widgets.money_text import amount_text, money_text, parse_amount
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, SMALL

WIDTH, COLUMN, TRY_AFTER_MS = 690, 330, 250
PERCENT = "percent"
MOST_NIGHTS, MOST_ADULTS = 99, 20


@dataclass(frozen=True, slots=True)
class _Wrong(Exception):
    """A field that cannot be read."""

    field: str
    sentence: str


class OwnCityForm(FormPanel):
    """What is owed, by whom, for how long; without a rule of the list it is a new one."""

    def __init__(
        self, services: ShellServices, hotel: PropertyView, grounds: Sequence[tuple[str, str]],
        known: CityRule | None = None,
    ) -> None:  # fmt: skip
        title = tr("Change the city tax") if known else tr("An own city tax")
        super().__init__(services, title, tr("Save"), tr("The city tax is saved"), command=self.command)
        self.setFixedWidth(WIDTH)
        self._hotel, self._known, self._grounds = hotel, known, dict(grounds)
        today = hotel.business_date
        self.code, self.name = QLineEdit(known.code if known else ""), QLineEdit(known.name if known else "")
        self.code.setReadOnly(known is not None)
        self.first = DayField(today, known.valid_from if known else today)
        self.last = DayField(today, known.valid_until if known else None, empty=tr("Open"))
        self.basis = SegmentedControl(
            [("person_night", tr("Person")), ("room_night", tr("Room")), (PERCENT, tr("Percent"))], wide=True
        )
        self.amount, self.cap = QLineEdit(), QLineEdit()
        self.most, self.none_over = QLineEdit(), QLineEdit()
        self.bands, self.seasons = QLineEdit(), QLineEdit()
        self.bands.setPlaceholderText(tr("0–12: 0 %; 13–17: 50 %"))
        self.seasons.setPlaceholderText(tr("1.4.–31.10.: 4.00"))
        self.exempt = {code: QCheckBox(word) for code, word in grounds}
        self.nights, self.adults = Spin(1, MOST_NIGHTS, 3), Spin(0, MOST_ADULTS, 2)
        self.ages, self.price = QLineEdit(), QLineEdit("100")
        self.ground = ChoiceBox()
        self._told = QVBoxLayout()
        self._tried: Mapping[str, Any] = {}
        self._try = QTimer(self)
        self._try.setSingleShot(True)
        self._try.setInterval(TRY_AFTER_MS)
        self._try.timeout.connect(self.try_it)
        self._lay_out()
        self._show(known.terms if known else {})
        self._watch()
        self.try_it()

    def command(self) -> Command | None:
        """The rule; what cannot be read is marked."""
        try:
            terms = self.terms()
        except _Wrong as wrong:
            self.wrong(wrong.field, wrong.sentence)
            return None
        first = self.first.day
        if first is None or self.last.is_wrong:
            self.wrong("valid_from" if first is None else "valid_until", no_day())
            return None
        app, known = self.services.app, self._known
        return SetCityTaxRule(
            id=app.new_id(), rule_id=known.id if known else app.new_id(), property_id=self._hotel.id,
            code=self.code.text(), name=self.name.text(), valid_from=first, valid_until=self.last.day,
            terms=terms,
        )  # fmt: skip

    def terms(self) -> dict[str, Any]:
        """What was typed, as it is stored. Raises _Wrong."""
        currency, percent = self._hotel.currency, self.basis.choice == PERCENT
        terms: dict[str, Any] = {"basis": str(self.basis.choice)}
        if percent:
            terms["bp"] = self._read("amount", parse_percent(self.amount.text()), tr("Write a percentage."))
        else:
            terms["amount_minor"] = self._read(
                "amount", parse_amount(self.amount.text(), currency), tr("Write an amount, such as 4.00.")
            )
        if percent and self.cap.text().strip():
            terms["cap_minor"] = self._read(
                "cap_minor", parse_amount(self.cap.text(), currency), tr("Write an amount, such as 4.00.")
            )
        for key, edit in (("max_nights", self.most), ("none_over_nights", self.none_over)):
            if edit.text().strip():
                number = int(edit.text()) if edit.text().strip().isdecimal() else None
                terms[key] = self._read(key, number, tr("Write a number of nights."))
        bands = parse_bands(self.bands.text())
        terms["bands"] = self._read("bands", bands, tr("Write ages as 0–12: 0 %; 13–17: 50 %."))
        seasons = parse_seasons(self.seasons.text(), currency, percent=percent)
        terms["seasons"] = self._read("seasons", seasons, tr("Write seasons as 1.4.–31.10.: 4.00."))
        terms["grounds"] = [code for code, box in self.exempt.items() if box.isChecked()]
        return {key: value for key, value in terms.items() if value != []}

    def try_it(self) -> None:
        """Ask what the example would owe under what is typed."""
        self.services.operations.overtake("money.try_city")
        try:
            terms, ages = self.terms(), parse_ages(self.ages.text())
            price = parse_amount(self.price.text(), self._hotel.currency)
        except _Wrong as wrong:
            self._tell([wrong.sentence], tone="secondary")
            return
        if ages is None or price is None:
            self._tell([tr("The example cannot be read.")], tone="secondary")
            return
        ground = str(self.ground.choice or "")
        query = TryCityTax(
            name=self.name.text(), currency=self._hotel.currency, terms=terms,
            arrival=self.first.day or self._hotel.business_date, nights=self.nights.value(),
            adults=self.adults.value(), ages=ages, price_minor=price,
            exempt_ground=ground if ground in terms.get("grounds", ()) else "",
        )  # fmt: skip

        self._tried = terms
        self.services.operations.ask(query, self._explain, self._not_tried, latest="money.try_city")

    def _read(self, field: str, value: Any, sentence: str) -> Any:
        if value is None:
            raise _Wrong(field, sentence)
        return value

    def _not_tried(self, error: AppError) -> None:
        self._tell([error.sentence], tone="danger")

    def _explain(self, tried: TriedCityTax) -> None:
        currency = self._hotel.currency
        self._tell(sentences(self._tried, currency, self._grounds))
        self._told.addWidget(rule())
        self._told.addWidget(heading(tr("Owes {amount}", amount=money_text(tried.total_minor, currency))))
        for line in tried.lines:
            self._told.addWidget(label(line.text, SMALL, tone="secondary", wrap=True))

    def _tell(self, said: Sequence[str], tone: str = "") -> None:
        while (item := self._told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sentence in said:
            self._told.addWidget(label(sentence, BODY, tone=tone, wrap=True))

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(self._terms_column(), 1)
        columns.addLayout(self._example_column(), 1)
        self.body.addLayout(columns, 1)

    def _terms_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        percent = tr("Amount or percentage")
        for row in (
            ((self.make("name", tr("Name on bills"), self.name), 3),
             (self.make("code", tr("Code"), self.code), 2)),
            ((self.make("valid_from", tr("First day"), self.first), 1),
             (self.make("valid_until", tr("Last day"), self.last), 1)),
            ((self.make("basis", tr("Owed for each night by"), self.basis), 1),),
            ((self.make("amount", percent, self.amount), 1),
             (self.make("cap_minor", tr("At most a person"), self.cap), 1)),
            ((self.make("max_nights", tr("Only the first nights"), self.most), 1),
             (self.make("none_over_nights", tr("None for stays over"), self.none_over), 1)),
            ((self.make("bands", tr("Ages that owe less"), self.bands), 1),),
            ((self.make("seasons", tr("Seasons with another rate"), self.seasons), 1),),
        ):  # fmt: skip
            column.addWidget(side_by_side(*row))
        column.addWidget(caption(tr("Exempt with a proof")))
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for index, box in enumerate(self.exempt.values()):
            grid.addWidget(box, index // 2, index % 2)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _example_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(heading(tr("Try it")))
        for row in (
            ((self.make("nights", tr("Nights"), self.nights), 1),
             (self.make("adults", tr("Adults"), self.adults), 1)),
            ((self.make("ages", tr("Ages of children"), self.ages), 1),
             (self.make("price", tr("Net price a night"), self.price), 1)),
            ((self.make("ground", tr("One person exempt"), self.ground), 1),),
        ):  # fmt: skip
            column.addWidget(side_by_side(*row))
        self.ground.add("", tr("Nobody"))
        for code, word in self._grounds.items():
            self.ground.add(code, word)
        column.addWidget(rule())
        self._told.setSpacing(6)
        column.addLayout(self._told)
        column.addStretch(1)
        return column

    def _show(self, terms: Mapping[str, Any]) -> None:
        currency = self._hotel.currency
        self.basis.choose(str(terms.get("basis", "person_night")))
        if terms.get("basis") == PERCENT:
            self.amount.setText(percent_text(terms.get("bp", 0)))
        else:
            self.amount.setText(amount_text(terms.get("amount_minor", 200), currency))
        if terms.get("cap_minor") is not None:
            self.cap.setText(amount_text(terms["cap_minor"], currency))
        for key, edit in (("max_nights", self.most), ("none_over_nights", self.none_over)):
            edit.setText(str(terms[key]) if terms.get(key) is not None else "")
        self.bands.setText(bands_text(terms.get("bands", ())))
        self.seasons.setText(seasons_text(terms.get("seasons", ()), currency))
        for code, box in self.exempt.items():
            box.setChecked(code in terms.get("grounds", ()))

    def _watch(self) -> None:
        def changed(*_args: object) -> None:
            self._try.start()

        for edit in self.findChildren(QLineEdit):
            edit.textChanged.connect(changed)
        for spin in self.findChildren(QSpinBox):
            spin.valueChanged.connect(changed)
        for box in self.exempt.values():
            box.toggled.connect(changed)
        self.basis.chosen.connect(changed)
        self.basis.chosen.connect(lambda key: self.fields["cap_minor"].setEnabled(key == PERCENT))
        self.fields["cap_minor"].setEnabled(self.basis.choice == PERCENT)
        self.ground.activated.connect(changed)
