"""What a card holds is taken, whole or in part; and the code by which a guest opens a pay link."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.features.folios import CaptureCard, PaymentView
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.amount_edit import AmountEdit
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.widgets.labels import label, rule
from ui.widgets.money_text import money_text
from ui.widgets.theme import SMALL

CODE, QUIET = 232, 4


class CapturePanel(FolioPanel):
    """Take what is held; what is left of it is let go."""

    verbs = (CaptureCard,)

    def __init__(self, desk: FolioDesk, payment: PaymentView, owed_minor: int) -> None:
        super().__init__(desk, tr("Take what is held"), "", "credit-card")
        self._payment = payment
        self.show_window(payment.number)
        held = payment.authorised_minor
        self.amount = AmountEdit(payment.currency, min(held, owed_minor) if owed_minor > 0 else held)
        self.field("amount_minor", tr("Amount"), self.amount)
        self.body.addWidget(rule())
        sums = Sums()
        sums.line(tr("Held"))(money_text(held, payment.currency))
        self._rest = sums.line(tr("Let go"), strong=True)
        self.body.addLayout(sums)
        note = tr("A card is taken from once. For a later payment, hold it again.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.amount.textEdited.connect(self._count)
        self._count()
        self.setFocusProxy(self.amount)
        self.amount.selectAll()

    def agree(self) -> None:
        """Take it."""
        self.clear_refusal()
        minor = self.amount.minor
        if not minor or minor < 0:
            self.fields["amount_minor"].say_wrong(tr("Give an amount above zero."))
            return
        self.go.setEnabled(False)
        command = CaptureCard(id=self.desk.new_id(), payment_id=self._payment.payment_id, amount_minor=minor)
        sentence = tr("{amount} is asked for", amount=money_text(minor, self._payment.currency))
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def _count(self) -> None:
        minor, currency = self.amount.minor or 0, self._payment.currency
        self._rest(money_text(max(0, self._payment.authorised_minor - minor), currency))
        self.go.setText(tr("Take {amount}", amount=money_text(minor, currency)))
        self.go.setEnabled(0 < minor <= self._payment.authorised_minor)


class LinkPanel(FolioPanel):
    """The pay link as a code to scan. Its verb copies the link."""

    def __init__(self, desk: FolioDesk, payment: PaymentView) -> None:
        super().__init__(desk, tr("Pay link"), tr("Copy link"), "copy")
        self._link = payment.link
        self.show_window(payment.number)
        sums = Sums()
        sums.line(tr("To pay"), strong=True)(money_text(payment.amount_minor, payment.currency))
        self.body.addLayout(sums)
        self.body.addWidget(ScanCode(payment.link), 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(label(payment.link, SMALL, wrap=True))
        note = tr("The guest scans it and pays on a page of Stripe's. It can be paid once.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.setFocusProxy(self.go)

    def agree(self) -> None:
        """Copy it."""
        QGuiApplication.clipboard().setText(self._link)
        self.desk.services.toasts.tell(tr("The link is copied"))
        self.finished()


class ScanCode(QWidget):
    """A QR code, black on white in both palettes: phones do not read the other way round."""

    def __init__(self, text: str) -> None:
        import segno  # noqa: PLC0415 - heavy, not on the way to the first screen

        super().__init__()
        self._rows = [tuple(row) for row in segno.make(text, micro=False, error="m").matrix]
        self.setFixedSize(QSize(CODE, CODE))
        self.setAccessibleName(tr("Code of the pay link"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the modules, each as a whole number of pixels."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        size = max(1, CODE // (len(self._rows) + 2 * QUIET))
        left = (CODE - size * len(self._rows)) // 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    box = QRect(left + x * size, left + y * size, size, size)
                    painter.fillRect(box, Qt.GlobalColor.black)
