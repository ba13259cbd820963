"""Ask for a quote: dates, party, promotion code and company; all rates side by side, each explained."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.features.guests import Companies, CompanyView
from app.features.property import PropertyView
from app.features.rates import Quotes, QuoteView
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.rates.fields import Spin
from ui.features.rates.quote_matrix import QuoteMatrix
from ui.shell.quote_lines import QuoteLines, as_text
from ui.shell.services import ShellServices
from ui.widgets.ages_edit import AgesEdit
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, page_title, rule
from ui.widgets.loading import LoadingBars
from ui.widgets.stay_picker import StayPicker
from ui.widgets.theme import SMALL

WIDTH, LEAST_WIDTH, HEIGHT = 1290, 940, 660
FORM, LINES = 254, 310
QUESTION = "rates.quote"


class QuoteDialog(QDialog):
    """Asks again with every change of the form; nothing is booked here."""

    def __init__(self, services: ShellServices, hotel: PropertyView, arrival: date | None = None) -> None:
        super().__init__(services.navigator.dialog_parent)
        self._services, self._hotel = services, hotel
        self.setWindowTitle(tr("Ask for a quote"))
        window = services.navigator.dialog_parent
        self.resize(max(LEAST_WIDTH, min(WIDTH, window.width() - 60)), HEIGHT)
        first = arrival or hotel.business_date
        self.stay = StayPicker(StayDates(first, first + timedelta(days=2)), day_use=False, say_nights=False)
        self.adults = Spin()
        self.adults.setRange(1, 50)
        self.adults.setValue(2)
        self.children_ages = AgesEdit()
        self.promo = QLineEdit()
        self.company = ChoiceBox()
        self.company.add("", tr("None"))
        self.matrix = QuoteMatrix()
        self.ages_field = FormField(tr("Children’s ages"), self.children_ages)
        self.dates_field = FormField(tr("Arrival and departure"), self.stay)
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self._stack = QStackedWidget()
        self._loading = LoadingBars(rows=8, pitch=34)
        self._nothing = EmptyState(
            "tag", tr("No rate is for this guest"),
            tr("Make a rate plan under Plans, or ask with another code or company."),
        )  # fmt: skip
        self._lines = QScrollArea()
        self._lay_out()
        self._connect()
        services.operations.ask(Companies(), self._show_companies)
        self.ask()

    def ask(self) -> None:
        """Ask for what the form says."""
        ages = self.children_ages.ages
        if ages is None:
            self.ages_field.say_wrong(tr("Write the ages in years, such as 4, 9. A child is 17 at most."))
            return
        self.ages_field.clear()
        dates = self.stay.dates
        company = self.company.choice
        ids = [view.id for view in self._companies if str(view.id) == company]
        query = Quotes(
            property_id=self._hotel.id, arrival=dates.arrival, departure=dates.departure,
            adults=self.adults.value(), child_ages=ages, promo_code=self.promo.text().strip(),
            company_id=ids[0] if ids else None,
        )  # fmt: skip
        self._loading.start()
        self._services.operations.ask(query, self._answered, self._refused, latest=QUESTION)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 18, 20, 16)
        row.setSpacing(20)
        form = QVBoxLayout()
        form.setSpacing(10)
        form.addWidget(page_title(tr("Ask for a quote")))
        form.addWidget(self.dates_field)
        for title, editor in ((tr("Adults"), self.adults),):
            form.addWidget(FormField(title, editor))
        form.addWidget(self.ages_field)
        form.addWidget(FormField(tr("Promotion code"), self.promo))
        form.addWidget(FormField(tr("Company"), self.company))
        form.addWidget(self.said)
        form.addStretch(1)
        holder = QWidget()
        holder.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(FORM)
        row.addWidget(holder)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.matrix)
        area.horizontalScrollBar().valueChanged.connect(lambda _: self.matrix.update())
        area.viewport().setAutoFillBackground(False)
        for widget in (area, self._loading, self._nothing):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self._loading)
        row.addWidget(self._stack, 1)
        row.addLayout(self._right())

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self._lines.setWidgetResizable(True)
        self._lines.setFixedWidth(LINES)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._lines, 1)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.copy = KeyedButton(tr("Copy"), icon="copy")
        self.copy.setToolTip(tr("Copy this quote as text, line by line"))
        self.copy.clicked.connect(self.copy_text)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        close = KeyedButton(tr("Close"), Kind.PRIMARY, key=tr("Esc"))
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        column.addLayout(foot)
        return column

    def _connect(self) -> None:
        self._companies: Sequence[CompanyView] = ()
        self.stay.changed.connect(lambda _dates: self.ask())
        self.adults.valueChanged.connect(lambda _n: self.ask())
        self.children_ages.editingFinished.connect(self.ask)
        self.promo.editingFinished.connect(self.ask)
        self.company.activated.connect(lambda _index: self.ask())
        self.matrix.chosen.connect(self._explain)

    def copy_text(self) -> None:
        """The held quote into the clipboard."""
        quote = self.matrix.quote
        if quote is not None:
            QGuiApplication.clipboard().setText(as_text(quote))
            self._services.toasts.tell(tr("The quote is in the clipboard."))

    def _show_companies(self, companies: Sequence[CompanyView]) -> None:
        self._companies = companies
        for view in companies:
            self.company.add(str(view.id), view.name)

    def _answered(self, quotes: Sequence[QuoteView]) -> None:
        self._loading.stop()
        self.dates_field.clear()
        nights = trn("{n} night", "{n} nights", self.stay.dates.nights)
        sold = sum(not quote.refused for quote in quotes)
        self.said.setText(tr("{nights}. {sold} of {all} rates are sold.", nights=nights, sold=sold,
                             all=len(quotes)))  # fmt: skip
        self.matrix.show_quotes(quotes)
        self._stack.setCurrentIndex(0 if quotes else 2)

    def _refused(self, error: AppError) -> None:
        self._loading.stop()
        field = self.ages_field if error.field == "child_ages" else self.dates_field
        field.say_wrong(error.sentence)

    def _explain(self, quote: QuoteView | None) -> None:
        self._lines.setWidget(QuoteLines(quote) if quote is not None else QWidget())
        self.copy.setEnabled(quote is not None)
