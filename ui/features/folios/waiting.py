"""Lines under a window's rows for card payments that are not done: what is the matter, what can be done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.features.folios import PaymentView, State
from app.kernel.text import tr
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import IconLabel, label
from ui.widgets.money_text import money_text
from ui.widgets.theme import BODY, MEDIUM, SMALL, theme

COPY, SCAN, ASK, CAPTURE, LET_GO = "copy", "scan", "ask", "capture", "let_go"
HEIGHT: Final = 44
SHOWN_HOURS: Final = 24


def unfinished(payments: Sequence[PaymentView], number: int, now: datetime) -> list[PaymentView]:
    """Payments of a window that wait or are held; one that failed until money comes after it."""
    own = [p for p in payments if p.number == number]
    found = [p for p in own if p.provider and p.status in (State.PENDING, State.AUTHORISED)]
    last = own[-1] if own else None
    failed = last is not None and last.provider and last.status == State.FAILED
    if failed and last is not None and (now - last.at).total_seconds() < SHOWN_HOURS * 3_600:
        found.append(last)
    return found


def said(payment: PaymentView) -> tuple[str, str, str]:
    """Icon, what the line says strongly, and the sentence behind it."""
    amount = money_text(payment.amount_minor, payment.currency)
    card = payment.reference or tr("card")
    if payment.status == State.FAILED:
        strong = tr("{amount} by {card} failed", amount=amount, card=card)
        if payment.refund_of_id is not None:
            return "warning-circle", strong, tr("{why} Give it back another way.", why=payment.note).strip()
        return "warning-circle", strong, tr("{why} Take another way to pay.", why=payment.note).strip()
    if payment.status == State.AUTHORISED:
        held = money_text(payment.authorised_minor, payment.currency)
        return "lock-simple", tr("{held} held on {card}", held=held, card=card), payment.note
    if payment.refund_of_id is not None:
        return "hourglass", tr("{amount} is on its way back", amount=amount), payment.note
    if payment.by_link:
        since = f"{payment.at.astimezone():%H:%M}"
        strong = tr("Pay link for {amount}, {time}", amount=amount, time=since)
        return "arrow-square-out", strong, payment.note or tr("The link is being made.")
    return "hourglass", tr("{amount} by {card} waits", amount=amount, card=card), payment.note


def verbs(payment: PaymentView) -> list[tuple[str, str]]:
    """What can be done with it."""
    found = []
    if payment.status == State.AUTHORISED:
        return [(CAPTURE, tr("Take")), (LET_GO, tr("Let go"))]
    if payment.status != State.PENDING:
        return []
    if payment.link:
        found += [(COPY, tr("Copy link")), (SCAN, tr("Show code"))]
    found.append((ASK, tr("Ask now") if payment.provider_ref else tr("Try again")))
    if payment.provider_ref and payment.refund_of_id is None:
        found.append((LET_GO, tr("Close link") if payment.by_link else tr("Let go")))
    return found


class WaitingLine(QWidget):
    """One payment, 44 high: icon, what it is over its sentence, links. `asked(PaymentView, verb)`."""

    asked = Signal(object, str)

    def __init__(self, payment: PaymentView) -> None:
        super().__init__()
        self.payment = payment
        self.setFixedHeight(HEIGHT)
        icon, strong, sentence = said(payment)
        tone = "danger" if payment.status == State.FAILED else "text_secondary"
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(9)
        row.addWidget(IconLabel(icon, tone, 16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(label(strong, BODY, MEDIUM))
        self.sentence = label(sentence, SMALL, tone="danger" if tone == "danger" else "secondary")
        self.sentence.setToolTip(sentence)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sentence.setVisible(bool(sentence))
        words.addWidget(self.sentence)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.links: dict[str, LinkButton] = {}
        for verb, title in verbs(payment):
            link = self.links[verb] = LinkButton(title)
            link.clicked.connect(lambda _=False, verb=verb: self.asked.emit(self.payment, verb))
            row.addWidget(link)
        self.setAccessibleName(f"{strong}. {sentence}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline above."""
        del event
        painter = QPainter(self)
        painter.setPen(theme().colours.line)
        painter.drawLine(0, 0, self.width(), 0)


class WaitingLines(QWidget):
    """The lines of a window. `asked(PaymentView, verb)`."""

    asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.lines: list[WaitingLine] = []
        self.hide()

    def show_payments(self, payments: Sequence[PaymentView]) -> None:
        """Show these, unless they show already."""
        if [line.payment for line in self.lines] == list(payments):
            return
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [WaitingLine(payment) for payment in payments]
        for line in self.lines:
            line.asked.connect(self.asked)
            self._column.addWidget(line)
        self.setFixedHeight(HEIGHT * len(self.lines))
        self.setVisible(bool(self.lines))
