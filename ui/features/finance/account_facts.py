"""What the panel of an account tells: credit, open documents with their age, payments on account, letters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.features.finance import AccountView, ItemView, LetterView
from app.kernel.text import tr, trn
from ui.features.finance.words import level_word
from ui.widgets.buttons import IconButton, Kind, LinkButton, Size
from ui.widgets.day_text import short_day
from ui.widgets.labels import caption, label, rule
from ui.widgets.money_text import amount_text, money_text
from ui.widgets.side_panel import FactRows
from ui.widgets.theme import BODY, MEDIUM, SEMIBOLD, SMALL

SHOWN = 10
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AccountFacts(QWidget):
    """`give_up_asked(ItemView)` from the button at a document, `letter_asked(UUID)` from a letter."""

    give_up_asked = Signal(object)
    letter_asked = Signal(object)

    def __init__(self, view: AccountView, *, may_act: bool) -> None:
        super().__init__()
        self._currency, self._may_act = view.currency, may_act
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._head(view)
        debts = [item for item in view.debts if item.open_minor]
        self._items(tr("Open documents"), debts, tr("Nothing is open."))
        credits = [item for item in view.credits if item.open_minor]
        if credits:
            self._items(tr("Paid, not yet given"), credits, "")
        self._letters(view.letters)

    def _head(self, view: AccountView) -> None:
        row, currency = view.row, view.currency
        facts = FactRows(96)
        facts.add(tr("Owes"), money_text(row.ageing.balance, currency))
        if row.ageing.overdue:
            overdue = label(money_text(row.ageing.overdue, currency), BODY, SEMIBOLD, "danger")
            facts.add(tr("Overdue"), overdue)
        limit = money_text(row.limit_minor, currency) if row.limit_minor else tr("none agreed")
        facts.add(tr("Credit"), limit)
        facts.add(tr("Pays in"), trn("{n} day", "{n} days", row.days))
        facts.add(tr("Account"), row.number)
        self._column.addLayout(facts)

    def _items(self, title: str, items: list[ItemView], nothing: str) -> None:
        self._column.addWidget(rule())
        self._column.addWidget(caption(title))
        if not items:
            self._column.addWidget(label(nothing, SMALL, tone="secondary"))
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        for index, item in enumerate(items[:SHOWN]):
            self._item(grid, index, item)
        self._column.addLayout(grid)
        if len(items) > SHOWN:
            more = trn("and {n} more", "and {n} more", len(items) - SHOWN)
            self._column.addWidget(label(more, SMALL, tone="secondary"))

    def _item(self, grid: QGridLayout, index: int, item: ItemView) -> None:
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label(item.number or item.text, BODY, MEDIUM))
        told.addWidget(label(self._age(item), SMALL, tone="danger" if item.days else "secondary"))
        grid.addLayout(told, index, 0)
        amounts = QVBoxLayout()
        amounts.setSpacing(0)
        amounts.addWidget(label(amount_text(item.open_minor, self._currency), BODY, SEMIBOLD), 0, RIGHT)
        if item.open_minor != item.amount_minor:
            of = tr("of {amount}", amount=amount_text(item.amount_minor, self._currency))
            amounts.addWidget(label(of, SMALL, tone="secondary"), 0, RIGHT)
        grid.addLayout(amounts, index, 1)
        if self._may_act and item.open_minor > 0:
            give_up = IconButton("eraser", tr("Write off"), Kind.QUIET, size=Size.DENSE)
            give_up.clicked.connect(lambda: self.give_up_asked.emit(item))
            grid.addWidget(give_up, index, 2)

    def _age(self, item: ItemView) -> str:
        if item.open_minor < 0:
            return short_day(item.day)
        if not item.days:
            return tr("due {day}", day=short_day(item.due_on))
        late = trn("{n} day late", "{n} days late", item.days)
        return f"{late} · {level_word(item.level).lower()}" if item.level else late

    def _letters(self, letters: tuple[LetterView, ...]) -> None:
        if not letters:
            return
        self._column.addWidget(rule())
        self._column.addWidget(caption(tr("Letters")))
        for letter in letters[:3]:
            row = QHBoxLayout()
            row.addWidget(self._subject(letter), 1)
            row.addWidget(label(short_day(letter.day), SMALL, tone="secondary"))
            self._column.addLayout(row)

    def _subject(self, letter: LetterView) -> QWidget:
        """What a letter is called; a link to its pages, where it has them."""
        if letter.document_id is None:
            told: QWidget = label(letter.subject, BODY)
        else:
            told = LinkButton(letter.subject)
            told.clicked.connect(lambda: self.letter_asked.emit(letter.document_id))
        told.setToolTip(letter.body)
        return told
