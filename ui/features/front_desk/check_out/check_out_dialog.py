"""Check-out in one dialog: charge what was used late, settle, give the bill, take the keys, let go."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.features.folios import FolioOf, OpenFolio, PostCharge, RefundPayment, TakePayment
from app.features.front_desk import (
    LEAVE_BALANCE,
    ChargeFee,
    CheckOut,
    CheckOutFacts,
    CheckOutView,
    PayerView,
)
from app.features.property import Articles, ArticleView
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.check_out.bill_card import BillCard
from ui.features.front_desk.check_out.giving_papers import GivingPapers
from ui.features.front_desk.check_out.paper_card import PaperCard
from ui.features.front_desk.check_out.settle_card import LEDGER, SettleCard
from ui.features.front_desk.desk_dialog import DeskDialog
from ui.shell.services import ShellServices
from ui.widgets.money_text import money_text


class CheckOutDialog(DeskDialog):
    """Enter settles what is open, then lets the guest go. Ctrl+Enter leaves a balance, by permission."""

    def __init__(self, services: ShellServices, view: CheckOutView) -> None:
        name = f"{view.stay.given} {view.stay.surname}".strip()
        super().__init__(services, tr("Check out {name}", name=name), view.stay)
        self.view, self.name, self._waived = view, name, False
        currency = view.stay.currency
        self.bill, self.settle = BillCard(currency, self.ground), SettleCard(currency, self.ground)
        self.paper = PaperCard(view, self.ground)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.bill, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.settle)
        right.addWidget(self.paper)
        right.addStretch(1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        self.papers = GivingPapers(self, self.paper)
        self.bill.post.connect(self._charge)
        self.bill.fee_asked.connect(self.charge_fee)
        self.bill.waived.connect(self._waive)
        self.bill.folio_asked.connect(self._open_folio)
        self.settle.changed.connect(self._say_next)
        QShortcut(QKeySequence("F4"), self).activated.connect(self.bill.charge)
        QShortcut(QKeySequence("F7"), self).activated.connect(self._open_folio)
        self.other.setText(tr("Check out with a balance"))
        query = Articles(property_id=view.stay.property_id)
        services.operations.ask(query, self._show_articles, latest="front_desk.articles")
        self._show(view)

    @property
    def due_minor(self) -> int:
        """What the guest pays (below zero: gets) once nights are given back."""
        return sum(payer.after_minor for payer in self.view.payers if payer.company_id is None)

    @property
    def fee_minor(self) -> int:
        """What the late hour costs, unless it was waived."""
        return 0 if self._waived else self.view.fee_minor

    def advance(self) -> None:
        """The fee, then the bill, then the company's account, then let go."""
        if not self.go.isEnabled():
            return
        if self.papers.is_over:
            self.accept()
        elif self.fee_minor:
            self.charge_fee()
        elif self._open_payer is not None:
            self.take(self._open_payer)
        else:
            self.check_out()

    def pass_over(self) -> None:
        """Let go with an open balance."""
        self.check_out()

    def charge_fee(self) -> None:
        """The late hour, by the house's rule."""
        command = ChargeFee(
            id=self.services.app.new_id(), stay_id=self.view.stay.id, kind="late",
            at=self.services.app.clock.now(), amount_minor=self.fee_minor,
        )  # fmt: skip
        self.run(command, tr("The late check-out is charged"), lambda _done: self.reload(), self._not_charged)

    def take(self, payer: PayerView) -> None:
        """Settle a window by the way that holds; money that goes back goes as it came."""
        minor = self.settle.minor
        own = payer.company_id is None
        if own and (minor is None or minor <= 0):
            self.settle.amount_field.say_wrong(tr("Give an amount above zero."))
            return
        way = self.settle.ways.choice if own else LEDGER
        fields: dict[str, Any] = {
            "id": self.services.app.new_id(), "folio_id": payer.folio_id, "number": payer.number,
            "reference": self.settle.reference.text().strip() if way != LEDGER else "",
        }  # fmt: skip
        if own and payer.after_minor < 0:
            self._give_back(payer, minor or 0)
            return
        if way == LEDGER and payer.company_id is None:
            self.settle.say(tr("No company pays this window. Name one on the folio (F7)."), "danger")
            return
        amount = min(minor or 0, payer.after_minor) if own else payer.after_minor
        command = TakePayment(
            payment_id=self.services.app.new_id(), method=way, amount_minor=amount,
            company_id=payer.company_id if way == LEDGER else None, **fields,
        )  # fmt: skip
        told = money_text(amount, self.view.stay.currency)
        self.run(command, tr("{amount} taken", amount=told), lambda _done: self.reload(), self._not_taken)

    def check_out(self) -> None:
        """Nights from today on are given back, the keys are here, the guest is out."""
        command = CheckOut(
            id=self.services.app.new_id(), stay_id=self.view.stay.id, keys_back=self.paper.keys.value()
        )
        self.run(command, tr("{name} is checked out", name=self.name), self.papers.give, tell=True)

    def reload(self) -> None:
        """Read everything again."""
        query = CheckOutFacts(stay_id=self.view.stay.id, now=self.services.app.clock.now())
        self.services.operations.ask(query, self._show, self._gone, latest="front_desk.check_out")

    @property
    def _open_payer(self) -> PayerView | None:
        """The first window that is not settled: guests first, then companies."""
        waiting = [payer for payer in self.view.payers if payer.after_minor]
        waiting = [p for p in waiting if p.company_id is None or p.after_minor > 0]
        return min(waiting, key=lambda payer: payer.company_id is not None, default=None)

    def _show(self, view: CheckOutView) -> None:
        self.view = view
        payer = self._open_payer
        company = payer.name if payer is not None and payer.company_id else ""
        due = payer.after_minor if payer is not None and payer.company_id is None else 0
        self.bill.show_facts(view, self.due_minor, self.fee_minor)
        self.settle.show_facts(view, due, company)
        self.paper.show_facts(view)
        self._say_next()
        query = FolioOf(stay_id=view.stay.id)
        self.services.operations.ask(query, self.bill.show_lines, latest="front_desk.bill")
        if payer is not None and payer.company_id is None and not self.fee_minor:
            self.settle.take_keyboard()
        else:
            self.go.setFocus()

    def _say_next(self) -> None:
        if not hasattr(self, "papers"):
            return
        currency, payer = self.view.stay.currency, self._open_payer
        word = tr("To give back") if self.due_minor < 0 else tr("Still to pay")
        self.show_amount(word, money_text(abs(self.due_minor), currency))
        self.other.setVisible(payer is not None and self.services.app.actor.may(LEAVE_BALANCE))
        hint = tr("F4 charges · F7 opens the folio")
        if self.fee_minor:
            fee = money_text(self.fee_minor, currency)
            self.go.setText(tr("Charge {fee} for the late hour", fee=fee))
            self.go.set_icon_name("clock")
            self.say(tr("A late check-out"), "warning", hint)
        elif payer is not None:
            minor = payer.after_minor if payer.company_id else self.settle.minor or 0
            told = money_text(abs(minor), currency)
            back = payer.company_id is None and payer.after_minor < 0
            on_account = payer.company_id is not None or self.settle.ways.choice == LEDGER
            self.go.setText(
                tr("Give back {amount}", amount=told) if back
                else tr("{amount} on account", amount=told) if on_account
                else tr("Take {amount}", amount=told)
            )  # fmt: skip
            self.go.set_icon_name("arrow-u-up-left" if back else "buildings" if on_account else "credit-card")
            self.say(tr("Not settled yet"), hint=hint)
        else:
            self.go.setText(tr("Check out"))
            self.go.set_icon_name("sign-out")
            early = (
                tr("{n} nights are given back", n=len(self.view.given_back)) if self.view.given_back else hint
            )
            self.say(tr("Everything is settled"), "success", early)

    def _give_back(self, payer: PayerView, minor: int) -> None:
        source = next((paid for paid in self.view.paid if paid.left_minor >= minor), None)
        if source is None and self.view.paid:
            source = self.view.paid[0]
        if source is None:
            self.settle.say(tr("No payment on this folio can be given back. Open the folio (F7)."), "danger")
            return
        command = RefundPayment(
            id=self.services.app.new_id(), refund_id=self.services.app.new_id(),
            payment_id=source.payment_id, amount_minor=min(minor, source.left_minor),
            reason=self.settle.reference.text().strip() or tr("Left early"), folio_id=payer.folio_id,
            number=payer.number, reference="",
        )  # fmt: skip
        told = money_text(min(minor, source.left_minor), self.view.stay.currency)
        self.run(
            command, tr("{amount} given back", amount=told), lambda _done: self.reload(), self._not_taken
        )

    def _charge(self, code: str, minor: int) -> None:
        """An article, on the stay's folio."""
        app, stay = self.services.app, self.view.stay
        folio_id = self.view.payers[0].folio_id if self.view.payers else app.new_id()
        charge = PostCharge(
            id=app.new_id(), folio_id=folio_id, article_code=code, unit_minor=minor, stay_id=stay.id
        )

        def post(_outcome: Outcome | None = None) -> None:
            self.run(charge, tr("Charged"), lambda _done: self.reload(), self._not_charged)

        if self.view.payers:
            post()
            return
        opening = OpenFolio(
            id=app.new_id(), folio_id=folio_id, property_id=stay.property_id, kind="guest", stay_id=stay.id,
            reservation_id=stay.reservation_id, guest_id=stay.guest_id,
        )  # fmt: skip
        self.run(opening, tr("A folio is opened"), post, self._not_charged)

    def _waive(self) -> None:
        self._waived = True
        self._show(self.view)

    def _open_folio(self) -> None:
        self.reject()
        self.services.navigator.open_page("folios", stay=self.view.stay.id)

    def _show_articles(self, articles: Sequence[ArticleView]) -> None:
        self.bill.show_articles(articles)

    def _not_taken(self, error: AppError) -> bool:
        if error.field in ("reference", "reason"):
            self.settle.reference_field.say_wrong(error.sentence)
            self.settle.reference.setFocus()
            return True
        self.settle.say(error.sentence, "danger")
        return not error.choices

    def _not_charged(self, error: AppError) -> bool:
        self.bill.say(error.sentence, "danger")
        return not error.choices

    def _gone(self, error: AppError) -> None:
        self.services.toasts.fail(error.sentence)
        self.reject()
