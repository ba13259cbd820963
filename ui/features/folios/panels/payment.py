"""Take a payment for a window, or a deposit: how much, by which way, what the way asks for, what is left."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.features.folios import (
    AuthoriseCard,
    CaptureCard,
    CashTermsView,
    DrawerView,
    PaymentView,
    SavedCardView,
    TakeDeposit,
    TakePayment,
    VirtualCardView,
    VoucherOf,
    VoucherView,
)
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.documents import DocumentKind
from app.kernel.text import tr
from ui.features.folios.desk import Done, FolioDesk
from ui.features.folios.head import HeldButton
from ui.features.folios.panels.amount_edit import AmountEdit
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.features.folios.panels.card_ways import CardFields, CardsAtHand
from ui.features.folios.panels.cash_way import CashFields
from ui.features.folios.panels.ways import CARD, CASH, LEDGER, LINK, TRANSFER, VOUCHER, WayTiles, ways
from ui.widgets.day_text import long_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import IconLabel, label, rule, set_tone
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import SMALL

NONE, STRIPE, VIRTUAL = "none", "stripe", "virtual_card"
SHORTEST_CODE = 6


@dataclass(frozen=True, slots=True)
class Till:
    """What taking money here needs to know: the open drawer, how cash is taken, the cards at hand."""

    drawer: DrawerView | None
    terms: CashTermsView | None
    today: date
    property_id: UUID
    cards: CardsAtHand = field(default_factory=CardsAtHand)


@dataclass(frozen=True, slots=True)
class Bill:
    """What is paid: a window of a folio, or the deposit of a booking (`reservation_id`)."""

    folio_id: UUID
    currency: str
    owed_minor: int
    number: int = 1
    company: bool = False
    reservation_id: UUID | None = None


class PaymentPanel(FolioPanel):
    """F9. After `done`: `paid_id` the payment, `paid_on` a deposit's folio, `wanted` the document of it."""

    verbs = (TakePayment, TakeDeposit, AuthoriseCard, CaptureCard)

    def __init__(self, desk: FolioDesk, bill: Bill, marked_minor: int, till: Till) -> None:
        self._deposit = bill.reservation_id is not None
        title = tr("Take deposit") if self._deposit else tr("Take payment")
        super().__init__(desk, title, "", "credit-card")
        self._bill, self._till = bill, till
        self._voucher: VoucherView | None = None
        self.paid_id: UUID | None = None
        self.paid_on: UUID | None = None
        self._shares: list[tuple[HeldButton, int]] = []
        if not self._deposit:
            self.show_window(bill.number, company=bill.company)
        self.amount = AmountEdit(bill.currency, max(0, bill.owed_minor))
        self.field("amount_minor", tr("Amount"), self.amount)
        self.body.addLayout(self._quick(marked_minor))
        self.tiles = WayTiles(ways(self._reasons()))
        self.field("method", tr("With"), self.tiles)
        self._fill_ways()
        self.receipt = SegmentedControl(self._papers(), wide=True)
        self.receipt.choose(NONE)
        self._receipt = FormField(tr("Document") if self._deposit else tr("Receipt"), self.receipt)
        self.body.addWidget(self._receipt)
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
        self.cash.changed.connect(self._count)
        self.cards.changed.connect(lambda: self._use(self.tiles.way))
        self.reference.textEdited.connect(self._look_up)
        self._use(self.tiles.way)
        self.setFocusProxy(self.amount)
        self.amount.selectAll()

    @property
    def wanted(self) -> str:
        """The kind of document that is wanted of the payment, or ""."""
        return "" if self.receipt.choice == NONE or self._receipt.isHidden() else self.receipt.choice

    def agree(self) -> None:
        """Take it."""
        self.clear_refusal()
        minor = self.amount.minor
        if not minor or minor < 0:
            self.fields["amount_minor"].say_wrong(tr("Give an amount above zero."))
            return
        if self.tiles.way == CASH and self.given.minor is None:
            self.fields["tendered_minor"].say_wrong(tr("This is no amount."))
            return
        self.go.setEnabled(False)
        command = self._command(minor)
        told = money_text(minor, self._bill.currency)
        asked, taken = tr("{amount} is asked for", amount=told), tr("{amount} taken", amount=told)
        self.desk.do(command, asked if self._waits else taken, on_done=self._taken, on_refused=self.refuse)

    def show_till(self, till: Till) -> None:
        """Another drawer is open, or none any more."""
        self._till = till
        self._count()

    def after(self, command: Command) -> Done:
        """What a choice took is taken."""
        del command
        return self._taken

    def _command(self, minor: int) -> Command:
        way, card = self.tiles.way, self.cards.chosen if self.tiles.way == CARD else None
        base: dict[str, Any] = {
            "id": self.desk.new_id(), "payment_id": self.desk.new_id(), "folio_id": self._bill.folio_id,
            "number": self._bill.number, "amount_minor": minor,
        }  # fmt: skip
        if isinstance(card, PaymentView):
            return CaptureCard(id=base["id"], payment_id=card.payment_id, amount_minor=minor)
        if isinstance(card, SavedCardView):
            base["saved_card_id"] = card.card_id
        if way == LINK:
            base |= {"by_link": True, "keep_card": self.cards.keep.isChecked()}
        if self.cards.only_hold and (way == LINK or isinstance(card, SavedCardView)):
            return AuthoriseCard(**base)
        if way == CASH:
            base |= {
                "tendered_minor": self.given.minor or 0,
                "tendered_currency": str(self.money.choice or ""),
            }
        if isinstance(card, VirtualCardView):
            base |= {"method": VIRTUAL, "virtual_card_id": card.card_id}
        else:
            base["method"] = STRIPE if way == LINK or card is not None else way
        if not self.fields["reference"].isHidden():
            base["reference"] = self.reference.text().strip()
        if self._bill.reservation_id is not None:
            return TakeDeposit(reservation_id=self._bill.reservation_id, **base)
        return TakePayment(**base)

    @property
    def _waits(self) -> bool:
        """Whether a provider is asked first."""
        way, card = self.tiles.way, self.cards.chosen
        if isinstance(card, VirtualCardView):
            return way == CARD and card.provider != ""
        return way == LINK or (way == CARD and card is not None)

    def _taken(self, outcome: Outcome) -> None:
        self.paid_id = UUID(str(outcome.result["payment_id"]))
        opened = outcome.result.get("folio_id")
        self.paid_on = UUID(str(opened)) if opened else None
        change = outcome.result.get("change_minor")
        if isinstance(change, int) and change:
            back = money_text(change, self._bill.currency)
            self.desk.services.toasts.tell(tr("Give back {change}", change=back))
        self.finished()

    def _reasons(self) -> dict[str, str]:
        found = {}
        if not self._till.cards.provider:
            found[LINK] = tr("No card provider is connected. Enter its key in the settings.")
        if not self._bill.company:
            found[LEDGER] = tr("No company pays this window. Name one under More, Payer.")
        if self._deposit:
            found[LEDGER] = tr("A deposit is money that is here.")
        return found

    def _papers(self) -> list[tuple[str, str]]:
        if self._deposit:
            return [
                (DocumentKind.RECEIPT, tr("Receipt")), (DocumentKind.DEPOSIT_INVOICE, tr("Invoice")),
                (NONE, tr("None")),
            ]  # fmt: skip
        return [(DocumentKind.RECEIPT, tr("Print")), (NONE, tr("None"))]

    def _quick(self, marked_minor: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        owed, currency = self._bill.owed_minor, self._bill.currency
        parts = [(tr("All"), owed), (tr("Half"), (owed + 1) // 2)]
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
        self.cards = CardFields(self._till.cards, self._till.today, may_hold=not self._deposit)
        self.body.addWidget(self.cards)
        self.cash = CashFields(self._bill.currency, self._till.terms)
        self.given, self.money, self.change = self.cash.given, self.cash.money, self.cash.change
        self.fields |= self.cash.fields
        self.body.addWidget(self.cash)

    def _fill_sums(self) -> None:
        sums = Sums()
        self._now = sums.line(tr("Due now") if self._deposit else tr("Balance now"))
        self._this = sums.line(tr("This payment"))
        left = tr("Left of it") if self._deposit else tr("Left on window {number}", number=self._bill.number)
        self._left = sums.line(left, strong=True)
        self._now(amount_text(self._bill.owed_minor, self._bill.currency))
        self.body.addLayout(sums)

    def _set(self, minor: int) -> None:
        self.amount.set_minor(minor)
        self._count()

    def _use(self, way: str) -> None:
        titles = {
            CARD: tr("Terminal slip: approval number"), TRANSFER: tr("Reference of the transfer"),
            VOUCHER: tr("Code of the voucher"),
        }  # fmt: skip
        hints = {CARD: tr("118 204"), TRANSFER: tr("NW-88120"), VOUCHER: "K7M2-9QXR-4TDA"}
        by_slip = way in titles and not (way == CARD and self.cards.chosen is not None)
        reference = self.fields["reference"]
        reference.clear()
        reference.setVisible(by_slip)
        reference.title.setText(titles.get(way, ""))
        self.reference.setPlaceholderText(hints.get(way, ""))
        self.cash.setVisible(way == CASH)
        self.cards.use(by_card=way == CARD, by_link=way == LINK)
        self._receipt.setVisible(not self._waits)
        self._count()

    def _count(self) -> None:
        minor, currency = self.amount.minor or 0, self._bill.currency
        held = next((button for button, share in self._shares if share == minor and minor), None)
        for button, _share in self._shares:
            button.hold(held=button is held)
        left = self._bill.owed_minor - minor
        way = self.tiles.way
        self._this(amount_text(-minor, currency), "success")
        self._left(f"{'✓ ' if left == 0 else ''}{money_text(left, currency)}", "success" if left == 0 else "")
        names = {
            CARD: tr("by card"), CASH: tr("in cash"), TRANSFER: tr("by transfer"),
            LEDGER: tr("to the company"), VOUCHER: tr("by voucher"), LINK: tr("by link"),
        }  # fmt: skip
        holds = self.cards.only_hold and self._waits
        words = {"amount": money_text(minor, currency), "way": names.get(way, "")}
        asks = tr("Ask for {amount} {way}", **words) if way == LINK else tr("Take {amount} {way}", **words)
        self.go.setText(tr("Hold {amount} {way}", **words) if holds else asks)
        icons = {
            CARD: "credit-card", CASH: "money", TRANSFER: "bank", LEDGER: "buildings", VOUCHER: "ticket",
            LINK: "arrow-square-out",
        }  # fmt: skip
        self.go.set_icon_name(icons.get(way, ""))
        self.cash.say(minor)
        wrong = self.cards.say(minor, by_link=way == LINK) if way in (CARD, LINK) else ""
        self.go.setEnabled(minor > 0 and not wrong)
        self._note.setText(self._note_text(way))
        set_tone(self._note, "secondary")

    def _note_text(self, way: str) -> str:
        drawer = self._till.drawer
        if way == VOUCHER and self._voucher is not None:
            return _voucher_text(self._voucher)
        if way in (CARD, LINK):
            return (
                tr("The line on the folio says what became of it.")
                if self._waits
                else tr("Card numbers stay in the terminal.")
            )
        if way != CASH:
            return tr("Nothing goes into the drawer.")
        if drawer is None:
            return tr("No drawer is open at this workstation. Taking cash opens one.")
        since = f"{drawer.opened_at.astimezone():%H:%M}"
        return tr("Drawer of {name}, open since {time}.", name=drawer.by_name, time=since)

    def _look_up(self, code: str) -> None:
        """Tell what is left on a voucher while its code is typed."""
        self._voucher = None
        self._count()
        if self.tiles.way == VOUCHER and len(code.strip()) >= SHORTEST_CODE:
            query = VoucherOf(property_id=self._till.property_id, code=code)
            self.desk.services.operations.ask(query, self._show_voucher, latest="folios.voucher")

    def _show_voucher(self, voucher: VoucherView | None) -> None:
        self._voucher = voucher
        self._count()


def _voucher_text(voucher: VoucherView) -> str:
    left = money_text(voucher.balance_minor, voucher.currency)
    if voucher.state == "over" and voucher.valid_until is not None:
        return tr("This voucher was valid until {day}.", day=long_day(voucher.valid_until))
    if not voucher.balance_minor:
        return tr("Nothing is left on this voucher.")
    if voucher.valid_until is None:
        return tr("{left} left on this voucher.", left=left)
    return tr("{left} left on this voucher, valid until {day}.", left=left, day=long_day(voucher.valid_until))
