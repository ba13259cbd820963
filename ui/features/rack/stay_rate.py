"""What a new stay costs: by the rates it can be sold by, asked beside the window, or at a typed price.

It loads the rates; the panel imports it when it is first opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.guests import Companies, CompanyView
from app.features.rack import RackType
from app.features.rates import Quotes, QuoteView
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rack.desk import Desk
from ui.features.rack.rate_list import RateList
from ui.shell.quote_lines import QuoteLines
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.money_edit import MoneyEdit

QUESTION: Final = "rack.new_stay.rates"
AFTER_MS: Final = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """The stay that is to be sold."""

    property_id: UUID
    kind: RackType
    dates: StayDates
    adults: int
    child_ages: tuple[int, ...]
    booked_on: date

    @property
    def nights(self) -> int:
        """Nights to be paid; a day use is paid as one."""
        return max(self.dates.nights, 1)


class StayRate(QWidget):
    """`changed` when the price or the rate is another one, `answered` when the rates are known."""

    changed = Signal()
    answered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: Asked | None = None
        self._code = ""
        self._typed = False
        self._companies: Sequence[CompanyView] = ()
        self.is_asking = False
        self.list = RateList()
        self.field = FormField(tr("Rate"), self.list)
        self.how = KeyedButton(tr("How it is made up"), Kind.QUIET, icon="receipt", size=Size.DENSE)
        self.how.setCheckable(True)
        self.promo, self.company = QLineEdit(), ChoiceBox()
        self.company.add("", tr("None"))
        self.company.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.company.setMinimumContentsLength(8)
        self.price = MoneyEdit("EUR")
        self.price_field = FormField(tr("Price a night"), self.price)
        self._lay_out()
        self.list.chosen.connect(lambda _row: self._held())
        self.how.toggled.connect(lambda _on: self._explain())
        self.promo.editingFinished.connect(self.ask)
        self.company.activated.connect(lambda _index: self.ask())
        self.price.textEdited.connect(self._price_typed)
        desk.services.operations.ask(Companies(), self._show_companies)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.how)
        row.addStretch(1)
        column.addLayout(row)
        self._lines = QVBoxLayout()
        column.addLayout(self._lines)
        self.opening = QWidget()
        codes = QHBoxLayout(self.opening)
        codes.setContentsMargins(0, 0, 0, 0)
        codes.setSpacing(8)
        codes.addWidget(FormField(tr("Promotion code"), self.promo), 1)
        codes.addWidget(FormField(tr("Company"), self.company), 1)
        column.addWidget(self.opening)
        for part in (self.field, self.how, self.opening):
            part.hide()

    # What the panel tells and asks.

    def show_stay(
        self, property_id: UUID, kind: RackType, dates: StayDates, adults: int, child_ages: tuple[int, ...],
        booked_on: date,
    ) -> None:  # fmt: skip
        """Another stay: ask what it costs."""
        asked = Asked(property_id, kind, dates, adults, child_ages, booked_on)
        if asked == self._asked:
            return
        before, self._asked = self._asked, asked
        self.price.set_currency(asked.kind.currency)
        if not self._typed and (before is None or before.kind != asked.kind):
            self.price.set_minor(asked.kind.rate_minor)
        self.changed.emit()
        self.ask()

    def ask(self) -> None:
        """Ask for the rates of this stay, for this code and company."""
        asked = self._asked
        if asked is None:
            return
        company = self._chosen_company()
        query = Quotes(
            property_id=asked.property_id, arrival=asked.dates.arrival, departure=asked.dates.departure,
            adults=asked.adults, child_ages=asked.child_ages, room_type_ids=(asked.kind.key,),
            promo_code=self.promo.text().strip(), company_id=company.id if company is not None else None,
            booked_on=asked.booked_on,
        )  # fmt: skip
        self.is_asking = True
        self._desk.services.operations.ask(
            query, self._answered, self._refused, latest=QUESTION, after_ms=AFTER_MS
        )

    @property
    def quote(self) -> QuoteView | None:
        """The rate that is chosen; None for a typed price."""
        return self.list.quote

    @property
    def total_minor(self) -> int | None:
        """What the stay costs; None where no price is known."""
        if self.quote is not None:
            return self.quote.total_minor if self.quote.prices else None
        minor, asked = self.price.minor, self._asked
        return minor * asked.nights if minor is not None and asked is not None else None

    def of_room(self) -> dict[str, Any] | None:
        """What the room of the booking says of its price; None, with the field marked, where it is none."""
        if self.quote is not None:
            return {"rate_code": self.quote.plan_code, "promo_code": self.promo.text().strip()}
        minor, asked = self.price.minor, self._asked
        if minor is None or asked is None:
            self.price_field.say_wrong(tr("This is no amount."))
            return None
        return {"prices": (minor,) * asked.nights}

    def of_booking(self) -> dict[str, Any]:
        """The company for which it is booked, or the agent."""
        company = self._chosen_company()
        if company is None:
            return {}
        return {"agent_id" if company.kind == "agent" else "company_id": company.id}

    # What happens here.

    def _chosen_company(self) -> CompanyView | None:
        return next((view for view in self._companies if str(view.id) == self.company.choice), None)

    def _show_companies(self, companies: Sequence[CompanyView]) -> None:
        self._companies = companies
        for view in companies:
            self.company.add(str(view.id), view.name)

    def _answered(self, quotes: Sequence[QuoteView]) -> None:
        self.is_asking = False
        ordered = sorted(quotes, key=lambda quote: bool(quote.refused))
        self.list.show_quotes(ordered, self._place(ordered))
        self.field.setVisible(bool(ordered))
        self.opening.setVisible(bool(ordered))
        self._say_rate()
        self.answered.emit()

    def _refused(self, error: AppError) -> None:
        self.is_asking = False
        self.list.show_quotes((), 0)
        self.field.hide()
        self._say_rate()
        self.answered.emit()
        del error  # The panel marks the same fault at its own fields when it is booked.

    def _place(self, quotes: Sequence[QuoteView]) -> int:
        """The rate that was chosen, while it is sold; else the first that is; else a typed price."""
        if self._typed:
            return len(quotes)
        sold = [number for number, quote in enumerate(quotes) if not quote.refused]
        same = (number for number in sold if quotes[number].plan_code == self._code)
        return next(same, sold[0] if sold else len(quotes))

    def _held(self) -> None:
        self._typed = self.quote is None
        if self.quote is not None:
            self._code = self.quote.plan_code
        self._say_rate()
        if self._typed:
            self.price.setFocus()
            self.price.selectAll()

    def _price_typed(self) -> None:
        """Who types a price sells at it, whatever rate was chosen."""
        self._typed = True
        self.list.hold(len(self.list.rows) - 1)
        self._say_rate()

    def _say_rate(self) -> None:
        """Show the chosen rate's terms and the average of its nights in the price field."""
        quote, asked = self.quote, self._asked
        self.field.clear()
        self.price_field.clear()
        if quote is not None and quote.refused:
            self.field.say(" ".join(quote.refused), "danger")
        if quote is not None and quote.prices and asked is not None:
            self.price.set_minor((quote.total_minor + asked.nights // 2) // asked.nights)
            if len(set(quote.prices)) > 1:
                self.price_field.say(tr("On average."))
        self.how.setVisible(quote is not None and bool(quote.prices))
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if self.quote is not None and self.quote.prices and self.how.isChecked():
            self._lines.addWidget(QuoteLines(self.quote, titled=False))
