"""What stands on the page while the house has no ledgers: the country, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.features.property import PropertyView
from app.kernel.text import tr
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.empty_state import IconTile
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, heading, label
from ui.widgets.theme import SMALL

WIDTH = 420


class SetUp(QWidget):
    """`agreed(country)`."""

    agreed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.country = QLineEdit()
        self.country.setMaxLength(2)
        self.field = FormField(tr("Country, two letters"), self.country)
        self.go = KeyedButton(tr("Set up the ledgers"), Kind.PRIMARY, size=Size.LARGE).stretch()
        self.go.clicked.connect(self.agree)
        self.country.returnPressed.connect(self.agree)
        card = Card()
        card.setFixedWidth(WIDTH)
        card.body.setSpacing(12)
        card.body.addWidget(IconTile("scales"))
        card.body.addWidget(heading(tr("This hotel has no ledgers yet")))
        card.body.addWidget(
            label(
                tr("A usual chart of accounts, the articles that are sold and the value added taxes of the "
                   "country are written. Everything can be changed afterwards."),
                SMALL, tone="secondary", wrap=True,
            )
        )  # fmt: skip
        card.body.addWidget(self.field)
        card.body.addWidget(self.go)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_hotel(self, hotel: PropertyView) -> None:
        """Begin with the hotel's country."""
        if not self.country.text():
            self.country.setText(hotel.country)

    def agree(self) -> None:
        """A country has two letters."""
        country = self.country.text().strip().upper()
        if len(country) != 2 or not country.isalpha():
            self.field.say_wrong(tr("Write the country in two letters, such as PT."))
        else:
            self.agreed.emit(country)
