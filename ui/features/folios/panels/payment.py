"""Take a payment for a window: how much, by which way, what the way asks for, and what is left then."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.folios import CashTermsView, DrawerView, FolioView, TakePayment, WindowView
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.text import tr
from ui.features.folios.desk import Done, FolioDesk
from ui.features.folios.head import HeldButton
from ui.features.folios.panels.amount_edit import AmountEdit
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.features.folios.panels.ways import CARD, CASH, LEDGER, LINK, TRANSFER, VOUCHER, WayTiles, ways
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import IconLabel, label, rule, set_tone
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import SMALL

PRINT, NONE = "print", "none"


@dataclass(frozen=True, slots=True)
class Till:
    """What taking money here needs to know: the open drawer, and how cash is taken."""

    drawer: DrawerView | None
    terms: CashTermsView | None


class PaymentPanel(FolioPanel):
    """F9. After `done`, `paid_id` is the payment and `wants_receipt` tells whether to print one."""

    verbs = (TakePayment,)

    def __init__(
        self, desk: FolioDesk, folio: FolioView, window: WindowView, marked_minor: int, till: Till
    ) -> None:
        super().__init__(desk, tr("Take payment"), "", "credit-card")
        self._folio, self._window, self._till = folio, window, till
        self.paid_id: UUID | None = None
        self._shares: list[tuple[HeldButton, int]] = []
        self.show_window(window.number, company=window.payer_kind == "company")
        self.amount = AmountEdit(folio.currency, max(0, window.balance_minor))
        self.field("amount_minor", tr("Amount"), self.amount)
        self.body.addLayout(self._quick(marked_minor))
        self.tiles = WayTiles(ways(self._reasons()))
        self.field("method", tr("With"), self.tiles)
        self._fill_ways()
        self.receipt = SegmentedControl([(PRINT, tr("Print")), (NONE, tr("None"))], wide=True)
        self.receipt.choose(NONE)
        self.body.addWidget(FormField(tr("Receipt"), self.receipt))
        self.body.addWidget(rule())
        self._fill_sums()
        self.body.addStretch(1)
        self._note = label("", SMALL, tone="secondary", wrap=True)
        note = QHBoxLayout()
        note.setSpacing(6)
        note.addWidget(IconLabel("lock-simple", "text_secondary", 14), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        self.foot.insertLayout(0, note)
        self.tiles.chosen.connect(self._use)
        self.amount.textEdited.connect(self._count)
        self.given.textEdited.connect(self._count)
        self.money.currentIndexChanged.connect(self._count)
        self._use(self.tiles.way)
        self.setFocusProxy(self.amount)
        self.amount.selectAll()

    def agree(self) -> None:
        """Take it."""
        self.clear_refusal()
        minor, given = self.amount.minor, self.given.minor
        if not minor or minor < 0:
            self.fields["amount_minor"].say_wrong(tr("Give an amount above zero."))
            return
        way = self.tiles.way
        if way == CASH and given is None:
            self.fields["tendered_minor"].say_wrong(tr("This is no amount."))
            return
        self.go.setEnabled(False)
        command = TakePayment(
            id=self.desk.new_id(), payment_id=self.desk.new_id(), folio_id=self._folio.folio_id,
            number=self._window.number, method=way, amount_minor=minor,
            tendered_minor=(given or 0) if way == CASH else 0,
            tendered_currency=str(self.money.choice or "") if way == CASH else "",
            reference=self.reference.text().strip() if way in (CARD, TRANSFER, VOUCHER) else "",
        )  # fmt: skip
        sentence = tr("{amount} taken", amount=money_text(minor, self._folio.currency))
        self.desk.do(command, sentence, on_done=self._taken, on_refused=self.refuse)

    def show_till(self, till: Till) -> None:
        """Another drawer is open, or none any more."""
        self._till = till
        self._count()

    @property
    def wants_receipt(self) -> bool:
        """Whether a receipt is wanted on paper."""
        return self.receipt.choice == PRINT

    def after(self, command: Command) -> Done:
        """What a choice took is taken."""
        del command
        return self._taken

    def _taken(self, outcome: Outcome) -> None:
        self.paid_id = UUID(str(outcome.result["payment_id"]))
        change = outcome.result.get("change_minor")
        if isinstance(change, int) and change:
            back = money_text(change, self._folio.currency)
            self.desk.services.toasts.tell(tr("Give back {change}", change=back))
        self.finished()

    def _reasons(self) -> dict[str, str]:
        found = {LINK: tr("No card provider is connected. Take the card at the terminal.")}
        if self._window.company_id is None:
            found[LEDGER] = tr("No company pays this window. Name one under More, Payer.")
        return found

    def _quick(self, marked_minor: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        balance, currency = self._window.balance_minor, self._folio.currency
        parts = [(tr("All"), balance), (tr("Half"), (balance + 1) // 2)]
        if marked_minor > 0:
            parts.append((tr("Marked {amount}", amount=amount_text(marked_minor, currency)), marked_minor))
        for title, minor in parts:
            button = HeldButton(title)
            button.stretch()
            self._shares.append((button, minor))
            button.setEnabled(minor > 0)
            button.clicked.connect(lambda _=False, minor=minor: self._set(minor))
            row.addWidget(button, 3 if minor is marked_minor else 2)
        return row

    def _fill_ways(self) -> None:
        self.reference = QLineEdit()
        self.field("reference", "", self.reference)
        self._cash = QWidget()
        column = QVBoxLayout(self._cash)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.given, self.money = MoneyEdit(self._folio.currency), ChoiceBox()
        self.given.setPlaceholderText(tr("exactly"))
        self.money.add(self._folio.currency, self._folio.currency)
        for rate in self._till.terms.rates if self._till.terms is not None else ():
            self.money.add(rate.currency, rate.currency)
        self.fields["tendered_minor"] = FormField(tr("Given"), self.given)
        self.fields["tendered_currency"] = FormField(tr("In"), self.money)
        row.addWidget(self.fields["tendered_minor"], 3)
        row.addWidget(self.fields["tendered_currency"], 2)
        column.addLayout(row)
        self.change = label("", SMALL, tone="secondary", wrap=True)
        column.addWidget(self.change)
        self.body.addWidget(self._cash)

    def _fill_sums(self) -> None:
        sums = Sums()
        self._now = sums.line(tr("Balance now"))
        self._this = sums.line(tr("This payment"))
        self._left = sums.line(tr("Left on window {number}", number=self._window.number), strong=True)
        self._now(amount_text(self._window.balance_minor, self._folio.currency))
        self.body.addLayout(sums)

    def _set(self, minor: int) -> None:
        self.amount.set_minor(minor)
        self._count()

    def _use(self, way: str) -> None:
        titles = {
            CARD: tr("Terminal slip: approval number"), TRANSFER: tr("Reference of the transfer"),
            VOUCHER: tr("Number of the voucher"),
        }  # fmt: skip
        hints = {CARD: tr("118 204"), TRANSFER: tr("NW-88120"), VOUCHER: ""}
        field = self.fields["reference"]
        field.clear()
        field.setVisible(way in titles)
        field.title.setText(titles.get(way, ""))
        self.reference.setPlaceholderText(hints.get(way, ""))
        self._cash.setVisible(way == CASH)
        self._count()

    def _count(self) -> None:
        minor, currency = self.amount.minor or 0, self._folio.currency
        held = next((button for button, share in self._shares if share == minor and minor), None)
        for button, _share in self._shares:
            button.hold(held=button is held)
        left = self._window.balance_minor - minor
        self._this(amount_text(-minor, currency), "success")
        self._left(f"{'✓ ' if left == 0 else ''}{money_text(left, currency)}", "success" if left == 0 else "")
        names = {
            CARD: tr("by card"), CASH: tr("in cash"), TRANSFER: tr("by transfer"),
            LEDGER: tr("to the company"), VOUCHER: tr("by voucher"),
        }  # fmt: skip
        way = self.tiles.way
        self.go.setText(tr("Take {amount} {way}", amount=money_text(minor, currency), way=names.get(way, "")))
        icons = {CARD: "credit-card", CASH: "money", TRANSFER: "bank", LEDGER: "buildings", VOUCHER: "ticket"}
        self.go.set_icon_name(icons.get(way, ""))
        self.go.setEnabled(minor > 0)
        self._say_change(minor)
        self._note.setText(self._drawer_text(way))

    def _say_change(self, minor: int) -> None:
        given, step = self.given.minor or 0, self._till.terms.step_minor if self._till.terms else 1
        money = str(self.money.choice or self._folio.currency)
        self.given.set_currency(money)
        own = money == self._folio.currency
        payable = (minor * 2 + step) // (2 * step) * step
        text, tone = "", "secondary"
        if own and given and given < payable:
            text = tr("{amount} is missing.", amount=money_text(payable - given, money))
            tone = "danger"
        elif own and given > payable:
            text = tr("Give back {change}.", change=money_text(given - payable, money))
        elif own and payable != minor:
            text = tr("In coins {amount}.", amount=money_text(payable, money))
        elif not own:
            text = tr("Change is given in {currency}.", currency=self._folio.currency)
        self.change.setText(text)
        set_tone(self.change, tone)
        self.change.setVisible(bool(text))

    def _drawer_text(self, way: str) -> str:
        drawer = self._till.drawer
        if way != CASH:
            return (
                tr("Card numbers stay in the terminal.")
                if way == CARD
                else tr("Nothing goes into the drawer.")
            )
        if drawer is None:
            return tr("No drawer is open at this workstation. Taking cash opens one.")
        since = f"{drawer.opened_at.astimezone():%H:%M}"
        return tr("Drawer of {name}, open since {time}.", name=drawer.by_name, time=since)
