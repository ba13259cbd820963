"""The side panel that changes the published price of a room type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.features.property import SetRackRate
from app.features.rack import RackType
from app.kernel.text import tr
from ui.features.rack.desk import Desk
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, page_title
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.side_panel import SidePanel
from ui.widgets.theme import BODY, SMALL


class PricePanel(SidePanel):
    """`done` once the price is changed. `rates_asked`: the type's rate plans are wanted."""

    done = Signal()
    rates_asked = Signal()

    def __init__(self, desk: Desk, kind: RackType) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self.head.insertWidget(0, page_title(tr("Change the price")))
        self.body.addWidget(label(kind.name, BODY))
        now = tr("Published now: {price}", price=money_text(kind.rate_minor, kind.currency))
        self.body.addWidget(label(now, SMALL, tone="secondary"))
        self.body.addSpacing(6)
        self.price = MoneyEdit(kind.currency, kind.rate_minor)
        self.field = FormField(tr("Price a night"), self.price)
        self.body.addWidget(self.field)
        self.change = label("", SMALL, tone="secondary")
        self.body.addWidget(self.change)
        self.body.addSpacing(6)
        self.body.addWidget(
            label(tr("New stays without a rate plan begin with this price, on every day. "
                     "What is booked keeps its price."), SMALL, tone="secondary", wrap=True)
        )  # fmt: skip
        self.body.addSpacing(6)
        rates = KeyedButton(tr("Open its rates"), icon="tag", size=Size.DENSE)
        rates.setToolTip(
            tr("Rate plans, prices and restrictions of each night (Enter on a price of the grid)")
        )
        rates.clicked.connect(self.rates_asked)
        self.body.addWidget(rates)
        self.body.addStretch(1)
        self.apply = KeyedButton(tr("Publish"), Kind.PRIMARY, key=tr("Enter"), size=Size.LARGE).stretch()
        self.apply.clicked.connect(self.publish)
        self.foot.addWidget(self.apply)
        self.price.changed.connect(self._compare)
        self.setFocusProxy(self.price)

    def publish(self) -> None:
        """Publish the price that is typed."""
        minor = self.price.minor
        if minor is None or minor < 0:
            self.field.say_wrong(tr("This is no price."))
            return
        command = SetRackRate(id=self._desk.new_id(), room_type_id=self._kind.key, rack_rate_minor=minor)
        price = money_text(minor, self._kind.currency)
        sentence = tr("{type} is {price} a night", type=self._kind.name, price=price)
        self._desk.do(command, sentence, on_done=lambda _outcome: self.done.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter publishes, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.publish()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _compare(self, minor: int) -> None:
        gain = minor - self._kind.rate_minor
        sign = "+ " if gain > 0 else ""
        text = tr("{sign}{amount} on now", sign=sign, amount=money_text(gain, self._kind.currency))
        self.change.setText(text if gain else "")
