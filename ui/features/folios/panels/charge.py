"""Charge an article to a window: what, how many, at which price."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.features.folios import PostCharge
from app.features.property import ArticleView
from app.kernel.text import fold, tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import amount_text, money_text, parse_amount
from ui.widgets.theme import BODY, MEDIUM, MICRO, SMALL, font, theme

SHOWN, ROW = 7, 28
Folio = Callable[[Callable[[UUID], None]], None]
"""Gives the folio's id to what is passed, opening the folio first where there is none."""


class ArticleList(QWidget):
    """The articles that fit what was typed; one is held. `chosen(ArticleView)`."""

    chosen = Signal(object)

    def __init__(self, articles: Sequence[ArticleView], currency: str) -> None:
        super().__init__()
        self._all, self._currency = [a for a in articles if a.active], currency
        self.shown: list[ArticleView] = []
        self.held = 0
        self.setMouseTracking(True)
        self.narrow("")

    @property
    def article(self) -> ArticleView | None:
        """The held article."""
        return self.shown[self.held] if self.shown else None

    def narrow(self, text: str) -> None:
        """Show those that fit; the first is held, or the one that was."""
        words, before = fold(text).split(), self.article
        fitting = [a for a in self._all if all(w in fold(f"{a.code} {a.name}") for w in words)]
        exact = [a for a in fitting if fold(a.code) == fold(text)]
        self.shown = (exact + [a for a in fitting if a not in exact])[:SHOWN]
        self.held = self.shown.index(before) if before in self.shown and not text else 0
        self.setFixedHeight(ROW * max(1, len(self.shown)))
        self.update()
        self.chosen.emit(self.article)

    def step(self, steps: int) -> None:
        """Hold another one."""
        if self.shown:
            self.held = max(0, min(len(self.shown) - 1, self.held + steps))
            self.update()
            self.chosen.emit(self.article)

    def sizeHint(self) -> QSize:
        """A row for each."""
        return QSize(200, ROW * max(1, len(self.shown)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows: code, name, price."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        if not self.shown:
            painter.setFont(font(SMALL))
            painter.setPen(c.text_secondary)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, tr("No article fits."))
        for number, article in enumerate(self.shown):
            box = QRect(0, number * ROW, self.width(), ROW)
            if number == self.held:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.selection)
                painter.drawRoundedRect(box, 4, 4)
            room = box.adjusted(8, 0, -8, -1)
            painter.setFont(font(MICRO, MEDIUM))
            painter.setPen(c.text_secondary)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, article.code)
            painter.setFont(font(BODY))
            painter.setPen(c.text)
            name = QFontMetrics(font(BODY)).elidedText(article.name, Qt.TextElideMode.ElideRight, 130)
            painter.drawText(room.adjusted(92, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
            if article.price_minor:
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, flags, amount_text(article.price_minor, self._currency))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold what is pressed."""
        y = event.position().toPoint().y()
        self.held = max(0, min(len(self.shown) - 1, y // ROW))
        self.update()
        self.chosen.emit(self.article)


class ChargePanel(FolioPanel):
    """F4. Type a few letters, Enter; quantity and price may be changed before."""

    verbs = (PostCharge,)

    def __init__(
        self, desk: FolioDesk, with_folio: Folio, articles: Sequence[ArticleView], currency: str, number: int
    ) -> None:
        super().__init__(desk, tr("Charge"), tr("Charge"), "plus")
        self._with_folio, self._currency, self.number = with_folio, currency, number
        self.show_window(number)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Breakfast, bar, parking …"))
        self.field("article_code", tr("Article"), self.search)
        self.list = ArticleList(articles, currency)
        self.body.addWidget(self.list)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        self.quantity = QLineEdit("1")
        self.price = MoneyEdit(currency)
        for name, title, editor in (
            ("quantity", tr("Quantity"), self.quantity),
            ("unit_minor", tr("Price of one"), self.price),
        ):
            made = self.fields[name] = FormField(title, editor)
            pair.addWidget(made)
        self.body.addLayout(pair)
        self.text = QLineEdit()
        self.field("text", tr("Text on the bill"), self.text)
        self.body.addWidget(rule())
        sums = Sums()
        self._total = sums.line(tr("Total"), strong=True)
        self.body.addLayout(sums)
        self.body.addWidget(
            label(tr("Routing may send it to another window."), MICRO, tone="muted", wrap=True)
        )
        self.body.addStretch(1)
        self.search.textEdited.connect(self.list.narrow)
        self.search.installEventFilter(self)
        self.list.chosen.connect(self._chosen)
        self.quantity.textEdited.connect(self._count)
        self.price.textEdited.connect(self._count)
        self._chosen(self.list.article)
        self.setFocusProxy(self.search)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the search move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key())
            if steps is not None:
                self.list.step(steps)
                return True
        return super().eventFilter(watched, event)

    @property
    def thousandths(self) -> int | None:
        """The quantity, or None when it is no number."""
        typed = self.quantity.text().strip().replace("×", "")
        # Thousandths are what a currency with three decimals has, so the same reading serves.
        return parse_amount(typed, "BHD") if typed else None

    def agree(self) -> None:
        """Post it."""
        self.clear_refusal()
        article, quantity, unit = self.list.article, self.thousandths, self.price.minor
        if article is None:
            self.fields["article_code"].say_wrong(tr("No article fits. Type less of its name."))
            return
        if quantity is None or quantity <= 0:
            self.fields["quantity"].say_wrong(tr("Give a number above zero."))
            return
        if unit is None:
            self.fields["unit_minor"].say_wrong(tr("This is no amount."))
            return
        self.go.setEnabled(False)
        self._with_folio(lambda folio_id: self._post(folio_id, article, quantity, unit))

    def _post(self, folio_id: UUID, article: ArticleView, quantity: int, unit: int) -> None:
        command = PostCharge(
            id=self.desk.new_id(), folio_id=folio_id, number=self.number, article_code=article.code,
            quantity=quantity, unit_minor=unit, text=self.text.text().strip(),
        )  # fmt: skip
        total = money_text(unit * quantity // 1000, self._currency)
        sentence = tr("{article} {total} is charged", article=article.name, total=total)
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def _chosen(self, article: ArticleView | None) -> None:
        if article is not None:
            self.price.set_minor(article.price_minor)
            self.text.setPlaceholderText(article.name)
        self._count()

    def _count(self) -> None:
        quantity, unit = self.thousandths, self.price.minor
        known = quantity is not None and unit is not None
        self._total(money_text((unit or 0) * (quantity or 0) // 1000, self._currency) if known else "—")
