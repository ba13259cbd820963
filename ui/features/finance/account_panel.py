"""One account beside the list: what is open, the next step, a payment, a write-off, its letters."""

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.features.finance import AccountView, ItemView, NextStep
from app.kernel.text import tr
from ui.features.finance.account_facts import AccountFacts
from ui.features.finance.account_forms import AccountForm, PaymentForm, WriteOffForm
from ui.features.finance.language import language_choice
from ui.features.finance.words import step_word
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import heading
from ui.widgets.side_panel import SidePanel

WIDTH = 340


class AccountPanel(SidePanel):
    """Tells what is wanted: `paid(minor, reference)`, `given_up(ItemView, minor, reason)` and the like."""

    step_asked = Signal()
    paid = Signal(object, str)
    given_up = Signal(object, object, str)
    statement_asked = Signal()
    letter_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.folio_id = UUID(int=0)
        self.view: AccountView | None = None
        self.setFixedWidth(WIDTH)
        self.title = heading("")
        self.head.insertWidget(0, self.title)
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.body.addStretch(1)
        self.go = KeyedButton("", Kind.PRIMARY, size=Size.LARGE).stretch()
        self.go.clicked.connect(self.step_asked)
        self.pay = KeyedButton(tr("Payment received"), icon="wallet", size=Size.LARGE).stretch()
        self.pay.clicked.connect(self.open_payment)
        self.statement = KeyedButton(tr("Statement"), icon="file-pdf", size=Size.LARGE).stretch()
        self.statement.clicked.connect(self.statement_asked)
        self.language = language_choice(tr("The company’s"))
        self.language_field = FormField(tr("Language of statement and letter"), self.language)
        for widget in (self.language_field, self.go, self.pay, self.statement):
            self.foot.addWidget(widget)
        self.facts: AccountFacts | None = None
        self.form: AccountForm | None = None
        self._open_day = False

    def show_account(self, view: AccountView, *, open_day: bool) -> None:
        """Show an account; on a day of the past there is nothing to do but read."""
        if view.row.folio_id != self.folio_id:
            self.close_form()
            self.language.choose("")
        self.view, self.folio_id, self._open_day = view, view.row.folio_id, open_day
        self.title.setText(view.row.name)
        self.setAccessibleName(view.row.name)
        self.go.setText(step_word(view.row.step, view.row.next_on))
        fresh = AccountFacts(view, may_act=open_day)
        fresh.give_up_asked.connect(self.open_write_off)
        fresh.letter_asked.connect(self.letter_asked)
        if self.facts is not None:
            self._place.removeWidget(self.facts)
            self.facts.hide()
            self.facts.deleteLater()
        self.facts = fresh
        self._place.addWidget(fresh)
        self._allow()

    def open_payment(self) -> None:
        """Ask for the sum that came."""
        if self.view is not None:
            form = PaymentForm(self.view.currency, max(self.view.row.ageing.balance, 0))
            form.agreed.connect(lambda: self.paid.emit(form.minor, form.text))
            self._show_form(form)

    def open_write_off(self, item: ItemView) -> None:
        """Ask how much of a document is given up, and why."""
        if self.view is not None:
            form = WriteOffForm(self.view.currency, item)
            form.agreed.connect(lambda: self.given_up.emit(item, form.minor, form.text))
            self._show_form(form)

    def close_form(self) -> None:
        """Nothing is asked any more."""
        form, self.form = self.form, None
        if form is not None:
            self.foot.removeWidget(form)
            form.hide()
            form.deleteLater()
        self._allow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form first."""
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as it is."""
        return QSize(WIDTH, super().sizeHint().height())

    def _show_form(self, form: AccountForm) -> None:
        self.close_form()
        self.form = form
        form.left.connect(self.close_form)
        self.foot.insertWidget(0, form)
        self._allow()
        form.first.setFocus()

    def _allow(self) -> None:
        row = self.view.row if self.view is not None else None
        free = self._open_day and self.form is None and row is not None
        acts = row is not None and row.step in (NextStep.ALLOCATE, NextStep.WRITE_LETTER)
        self.go.setVisible(free and acts)
        self.statement.setVisible(self.form is None)
        self.language_field.setVisible(self.form is None)
        self.pay.setVisible(free and row is not None and row.ageing.balance > 0)
