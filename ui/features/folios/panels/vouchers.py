"""Sell a voucher on a window; see which ones the house sold, and take one back."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.features.folios import FolioView, SellVoucher, VouchersView, VoucherView, WithdrawVoucher
from app.kernel.changes import Outcome
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.amount_edit import AmountEdit
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.features.folios.panels.deposits import typed_day
from ui.widgets.buttons import LinkButton
from ui.widgets.day_text import long_day
from ui.widgets.labels import label, rule
from ui.widgets.money_text import money_text
from ui.widgets.theme import BODY, MEDIUM, SMALL


class VoucherPanel(FolioPanel):
    """After `done`, `code` is that of the voucher."""

    verbs = (SellVoucher,)

    def __init__(self, desk: FolioDesk, folio: FolioView, number: int, today: date) -> None:
        super().__init__(desk, tr("Sell a voucher"), tr("Sell"), "ticket")
        self._folio, self._number, self._today = folio, number, today
        self.code = ""
        self.show_window(number)
        self.amount = AmountEdit(folio.currency, 0)
        self.field("amount_minor", tr("Worth"), self.amount)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Whom it is for"))
        self.field("name", tr("For"), self.name)
        self.until = QLineEdit(long_day(_in_three_years(today)))
        self.until.setPlaceholderText(tr("without an end"))
        self.field("valid_until", tr("Valid until"), self.until)
        self.own = QLineEdit()
        self.own.setPlaceholderText(tr("one is made"))
        self.field("code", tr("Code, if it is printed already"), self.own)
        note = tr("It stands on the bill without tax: what it pays for is taxed.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.setFocusProxy(self.amount)
        self.amount.selectAll()

    def agree(self) -> None:
        """Sell it."""
        self.clear_refusal()
        minor, text = self.amount.minor, self.until.text().strip()
        until = typed_day(text, self._today) if text else None
        if not minor or minor < 0:
            self.fields["amount_minor"].say_wrong(tr("Give an amount above zero."))
            return
        if text and until is None:
            self.fields["valid_until"].say_wrong(tr("This is no day."))
            return
        command = SellVoucher(
            id=self.desk.new_id(), voucher_id=self.desk.new_id(), folio_id=self._folio.folio_id,
            number=self._number, amount_minor=minor, valid_until=until, name=self.name.text().strip(),
            code=self.own.text().strip(),
        )  # fmt: skip
        self.desk.do(command, "", on_done=self._sold, on_refused=self.refuse)

    def _sold(self, outcome: Outcome) -> None:
        self.code = str(outcome.result["code"])
        self.desk.services.toasts.tell(tr("Voucher {code} is sold", code=self.code))
        self.finished()


class VoucherListPanel(FolioPanel):
    """The vouchers of the house, with what is left on each; one is taken back with a reason."""

    verbs = (WithdrawVoucher,)

    def __init__(self, desk: FolioDesk, folio: FolioView, number: int, vouchers: VouchersView) -> None:
        super().__init__(desk, tr("Vouchers"), tr("Take back"), "ticket")
        self._folio, self._number = folio, number
        self._chosen: VoucherView | None = None
        self.show_window(number)
        sums = Sums()
        sums.line(tr("Left on all"), strong=True)(money_text(vouchers.left_minor, vouchers.currency))
        sums.line(tr("On account 2320"))(money_text(vouchers.ledger_minor, vouchers.currency))
        self.body.addLayout(sums)
        self.body.addWidget(rule())
        self.body.addWidget(self._list(vouchers), 1)
        self.picked = label(tr("Choose a voucher to take it back."), SMALL, tone="secondary", wrap=True)
        self.picked.setVisible(bool(vouchers.vouchers))
        self.body.addWidget(self.picked)
        self.reason = QLineEdit()
        self.field("reason", tr("Why"), self.reason)
        self.fields["reason"].hide()
        self.go.setEnabled(False)

    def agree(self) -> None:
        """Take the chosen one back, on this window."""
        self.clear_refusal()
        if self._chosen is None:
            return
        command = WithdrawVoucher(
            id=self.desk.new_id(), voucher_id=self._chosen.voucher_id, folio_id=self._folio.folio_id,
            number=self._number, reason=self.reason.text().strip(),
        )  # fmt: skip
        sentence = tr("Voucher {code} is taken back", code=self._chosen.code)
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def choose(self, voucher_id: UUID, vouchers: VouchersView) -> None:
        """This is the one to take back."""
        self._chosen = next(v for v in vouchers.vouchers if v.voucher_id == voucher_id)
        left = money_text(self._chosen.balance_minor, self._chosen.currency)
        self.picked.setText(tr("{code}: {left} come off this window.", code=self._chosen.code, left=left))
        self.fields["reason"].show()
        self.go.setEnabled(True)
        self.reason.setFocus()

    def _list(self, vouchers: VouchersView) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        if not vouchers.vouchers:
            column.addWidget(label(tr("No voucher has been sold yet."), SMALL, tone="secondary"))
        for voucher in vouchers.vouchers:
            column.addLayout(self._row(voucher, vouchers))
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _row(self, voucher: VoucherView, vouchers: VouchersView) -> QVBoxLayout:
        words = {
            "open": tr("open"), "spent": tr("spent"), "over": tr("over"), "withdrawn": tr("taken back"),
        }  # fmt: skip
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(label(voucher.code, BODY, MEDIUM), 1)
        left, value = (money_text(m, voucher.currency) for m in (voucher.balance_minor, voucher.value_minor))
        first.addWidget(label(tr("{left} of {value}", left=left, value=value), BODY))
        until = f" · {long_day(voucher.valid_until)}" if voucher.valid_until is not None else ""
        said = f"{words[voucher.state]}{until}" + (f" · {voucher.name}" if voucher.name else "")
        second.addWidget(label(said, SMALL, tone="secondary"), 1)
        if voucher.balance_minor:
            link = LinkButton(tr("Take back"))
            link.clicked.connect(lambda _=False: self.choose(voucher.voucher_id, vouchers))
            second.addWidget(link)
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addLayout(first)
        row.addLayout(second)
        return row


def _in_three_years(today: date) -> date:
    """The last day of the third year after this one, as the law of several countries has it."""
    return date(today.year + 3, 12, 31)
