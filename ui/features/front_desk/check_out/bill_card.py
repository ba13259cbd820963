"""What the guest owes: windows with their payers, nights given back, what is charged late, the late hour."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.features.folios import FolioView
from app.features.front_desk import CheckOutView
from app.features.property import ArticleView
from app.kernel.text import tr, trn
from ui.features.front_desk.check_in.step_card import emptied
from ui.widgets.buttons import KeyedButton, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import short_day
from ui.widgets.labels import Card, IconLabel, caption, label, rule, set_tone
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.theme import BODY, SECTION, SEMIBOLD, SMALL

# The article of the room itself, which the night posts.
ROOM, MOST_LINES = "ROOM", 9


class BillCard(Card):
    """`post(code, minor)` for something used late; `fee_asked()`; `folio_asked()`."""

    post = Signal(str, int)
    fee_asked = Signal()
    waived = Signal()
    folio_asked = Signal()

    def __init__(self, currency: str, parent: QWidget) -> None:
        super().__init__(tr("The bill"), parent)
        self._currency = currency
        self._articles: Sequence[ArticleView] = ()
        self.rows = QGridLayout()
        self.rows.setVerticalSpacing(6)
        self.rows.setHorizontalSpacing(12)
        self.rows.setColumnStretch(0, 1)
        self.body.addLayout(self.rows)
        self.body.addWidget(rule())
        total = QHBoxLayout()
        self.word, self.total = label("", BODY, SEMIBOLD), label("", SECTION, SEMIBOLD)
        total.addWidget(self.word)
        total.addStretch(1)
        total.addWidget(self.total)
        self.body.addLayout(total)
        self.lines = QGridLayout()
        self.lines.setVerticalSpacing(4)
        self.lines.setHorizontalSpacing(12)
        self.lines.setColumnStretch(1, 1)
        self.fee_row = QHBoxLayout()
        self.fee_text = label("", BODY)
        self.fee = KeyedButton(tr("Charge"), icon="clock", size=Size.DENSE)
        self.waive = KeyedButton(tr("Waive"), size=Size.DENSE)
        self._clock = IconLabel("clock", "warning", 15)
        for part in (self._clock, self.fee_text):
            self.fee_row.addWidget(part)
        self.fee_row.addStretch(1)
        for button in (self.fee, self.waive):
            self.fee_row.addWidget(button)
        self.body.addLayout(self.fee_row)
        self.body.addSpacing(6)
        self.body.addWidget(caption(tr("Used late, from the minibar or at breakfast")))
        line = QHBoxLayout()
        line.setSpacing(8)
        self.article = ChoiceBox()
        self.article.setAccessibleName(tr("Article"))
        self.price = MoneyEdit(currency)
        self.price.setFixedWidth(110)
        self.price.setAccessibleName(tr("Price"))
        self.add = KeyedButton(tr("Charge"), key="F4", icon="plus")
        line.addWidget(self.article, 1)
        line.addWidget(self.price)
        line.addWidget(self.add)
        self.body.addLayout(line)
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self.body.addWidget(self.said)
        self.body.addWidget(rule())
        self.body.addWidget(caption(tr("Posted last")))
        self.body.addLayout(self.lines)
        self.body.addStretch(1)
        self.open_folio = KeyedButton(tr("Folio"), key="F7", icon="receipt", size=Size.DENSE)
        self.body.addWidget(self.open_folio, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_folio.clicked.connect(self.folio_asked)
        self.article.currentIndexChanged.connect(self._priced)
        self.add.clicked.connect(self.charge)
        self.fee.clicked.connect(self.fee_asked)
        self.waive.clicked.connect(self.waived)

    def show_articles(self, articles: Sequence[ArticleView]) -> None:
        """What the house sells."""
        self._articles = [one for one in articles if one.active and one.code != ROOM]
        self.article.clear()
        for one in self._articles:
            self.article.add(one.code, one.name)
        self.add.setEnabled(bool(self._articles))
        self._priced()

    def show_facts(self, view: CheckOutView, due_minor: int, fee_minor: int) -> None:
        """What is so now."""
        emptied(self.rows)
        lines = []
        for payer in view.payers:
            name = tr("Window {n}, {name}", n=payer.number, name=payer.name)
            lines.append((name + (" · " + tr("on account") if payer.company_id else ""), payer.balance_minor))
        if view.given_back:
            nights = trn("{n} night given back", "{n} nights given back", len(view.given_back))
            price = money_text(view.given_back_minor, self._currency)
            lines.append(
                (tr("{nights}, sold for {price}", nights=nights, price=price), -view.posted_back_minor)
            )
        if not view.payers:
            self.rows.addWidget(label(tr("Nothing is posted."), BODY, tone="secondary"), 0, 0)
        for line, (text, minor) in enumerate(lines):
            tone = "success" if minor < 0 else ""
            self.rows.addWidget(label(text, BODY, tone="" if minor >= 0 else "secondary"), line, 0)
            value = label(amount_text(minor, self._currency), BODY, tone=tone)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.rows.addWidget(value, line, 1)
        self.word.setText(tr("The guest gets back") if due_minor < 0 else tr("The guest owes"))
        self.total.setText(money_text(abs(due_minor), self._currency))
        set_tone(self.total, "danger" if due_minor > 0 else "success")
        told = money_text(fee_minor, self._currency)
        self.fee_text.setText(
            tr("It is {time}: late check-out costs {fee}", time=f"{view.house.now:%H:%M}", fee=told)
        )
        for part in (self._clock, self.fee_text, self.fee, self.waive):
            part.setVisible(fee_minor > 0)

    def show_lines(self, folio: FolioView | None) -> None:
        """What was posted last, the newest first."""
        emptied(self.lines)
        lines = [line for window in folio.windows for line in window.lines] if folio is not None else []
        lines.sort(key=lambda line: line.at, reverse=True)
        for place, line in enumerate(lines[:MOST_LINES]):
            self.lines.addWidget(label(short_day(line.business_date), SMALL, tone="secondary"), place, 0)
            text = label(line.text, SMALL)
            text.setMinimumWidth(60)
            self.lines.addWidget(text, place, 1)
            value = label(amount_text(line.amount_minor, self._currency), SMALL)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.lines.addWidget(value, place, 2)

    def charge(self) -> None:
        """Charge the article that holds."""
        minor = self.price.minor
        if not minor or minor < 0:
            self.say(tr("Give a price above zero."), "danger")
            self.price.setFocus()
            return
        self.post.emit(str(self.article.choice or ""), minor)

    def say(self, sentence: str, tone: str = "secondary") -> None:
        """A sentence below the articles."""
        self.said.setText(sentence)
        set_tone(self.said, tone)

    def _priced(self) -> None:
        index = self.article.currentIndex()
        if 0 <= index < len(self._articles):
            self.price.set_minor(self._articles[index].price_minor)
