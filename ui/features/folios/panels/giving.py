"""Money and prices given back: a refund names its payment, a rebate its charge."""

from PySide6.QtWidgets import QLineEdit

from app.features.folios import FolioView, PaymentView, Rebate, RefundPayment
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.amount_edit import AmountEdit
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.features.folios.panels.lines import told
from ui.features.folios.rows import Row
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text, parse_amount
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, MEDIUM, SMALL

AMOUNT, PERCENT = "amount", "percent"
AS_PAID = ""


class RefundPanel(FolioPanel):
    """Give a payment back, at most what is left of it."""

    verbs = (RefundPayment,)

    def __init__(self, desk: FolioDesk, payment: PaymentView, what: str, most_minor: int) -> None:
        super().__init__(desk, tr("Give back"), tr("Give back"), "arrow-u-up-left")
        self._payment = payment
        self.show_window(payment.number)
        self.body.addWidget(label(what, BODY, MEDIUM, wrap=True))
        self.amount = AmountEdit(payment.currency, min(payment.left_minor, most_minor))
        self.field("amount_minor", tr("Amount"), self.amount)
        self.way = ChoiceBox()
        self.way.add(AS_PAID, tr("As it was paid"))
        if payment.method not in ("cash", "stripe", "virtual_card"):
            self.way.add("cash", tr("In cash"))
        by_provider = bool(payment.provider)
        if payment.method != "bank_transfer":
            self.way.add("bank_transfer", tr("By transfer"))
        self.field("method", tr("How"), self.way)
        self.reason = QLineEdit()
        self.field("reason", tr("Why"), self.reason)
        self.body.addWidget(rule())
        sums = Sums()
        sums.line(tr("Paid"))(money_text(payment.amount_minor, payment.currency))
        sums.line(tr("Left of it"), strong=True)(money_text(payment.left_minor, payment.currency))
        self.body.addLayout(sums)
        if by_provider:
            note = tr("It goes back to the card by Stripe. The line on the folio says when it is done.")
            self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.setFocusProxy(self.reason)

    def agree(self) -> None:
        """Give it back."""
        self.clear_refusal()
        minor = self.amount.minor
        if not minor or minor < 0:
            self.fields["amount_minor"].say_wrong(tr("Give an amount above zero."))
            return
        command = RefundPayment(
            id=self.desk.new_id(), refund_id=self.desk.new_id(), payment_id=self._payment.payment_id,
            amount_minor=minor, reason=self.reason.text().strip(), method=str(self.way.choice or "") or None,
        )  # fmt: skip
        sentence = tr("{amount} given back", amount=money_text(minor, self._payment.currency))
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)


class RebatePanel(FolioPanel):
    """Take a part off a charge, by amount or percent."""

    verbs = (Rebate,)

    def __init__(self, desk: FolioDesk, folio: FolioView, number: int, row: Row) -> None:
        super().__init__(desk, tr("Rebate"), tr("Give rebate"), "percent")
        self._row, self._folio = row, folio
        self.show_window(number)
        self.body.addWidget(label(told([row]), BODY, MEDIUM, wrap=True))
        self.how = SegmentedControl([(PERCENT, tr("Percent")), (AMOUNT, tr("Amount"))], wide=True)
        self.how.chosen.connect(self._use)
        self.body.addWidget(FormField(tr("By"), self.how))
        self.percent, self.amount = QLineEdit("10"), MoneyEdit(folio.currency)
        self.field("bp", tr("Percent"), self.percent)
        self.field("amount_minor", tr("Amount"), self.amount)
        self.reason = QLineEdit()
        self.field("reason", tr("Why"), self.reason)
        self.body.addStretch(1)
        self._use(PERCENT)
        self.setFocusProxy(self.percent)

    def agree(self) -> None:
        """Give it."""
        self.clear_refusal()
        by_share = self.how.choice == PERCENT
        bp = parse_amount(self.percent.text().replace("%", ""), "EUR") if by_share else None
        minor = None if by_share else self.amount.minor
        if bp is None and minor is None:
            self.fields["bp" if by_share else "amount_minor"].say_wrong(tr("This is no number."))
            return
        command = Rebate(
            id=self.desk.new_id(), posting_id=self._row.ids[0], reason=self.reason.text().strip(),
            amount_minor=minor, bp=bp,
        )  # fmt: skip
        sentence = tr("Rebate on {what} given", what=self._row.text)
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def _use(self, how: str) -> None:
        self.fields["bp"].setVisible(how == PERCENT)
        self.fields["amount_minor"].setVisible(how == AMOUNT)
