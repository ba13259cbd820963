"""Left column of the sheet: buttons, fields, tabs."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.kernel.text import tr
from ui.widgets.buttons import IconButton, KeyedButton, Kind, Size
from ui.widgets.choice_box import ROW, ChoiceBox
from ui.widgets.focus_ring import FocusRing
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, label
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.month_grid import MonthGrid
from ui.widgets.segmented import SegmentedControl
from ui.widgets.stay_picker import DayEdit
from ui.widgets.tab_strip import TabStrip
from ui.widgets.theme import MICRO

SAMPLE_DAY = date(2026, 11, 21)


def line(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side, from the left."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def buttons() -> Card:
    """Kinds, states and heights of buttons."""
    card = Card(tr("Buttons"))
    card.body.setSpacing(10)
    card.body.addLayout(
        line(
            KeyedButton(tr("Check in"), Kind.PRIMARY, key="F5"),
            KeyedButton(tr("Folio")),
            KeyedButton(tr("Put back"), Kind.QUIET),
        )
    )
    off = KeyedButton(tr("Disabled"))
    off.setEnabled(False)
    focus = KeyedButton(tr("Focus"), Kind.PRIMARY)
    hovered = KeyedButton(tr("Hover"), Kind.PRIMARY), KeyedButton(tr("Hover"))
    for button in hovered:
        button.setObjectName("hovered")
    card.body.addLayout(line(*hovered, focus, off))
    FocusRing(focus, card)
    card.body.addLayout(
        line(
            KeyedButton(tr("Cancel stay"), Kind.DANGER),
            KeyedButton(tr("Cancel stay"), Kind.DANGER_SOLID),
            label(tr("last step only"), MICRO, tone="muted"),
        )
    )
    card.body.addLayout(
        line(
            KeyedButton(tr("Dense 26"), size=Size.DENSE),
            KeyedButton(tr("Normal 30")),
            KeyedButton(tr("Large 36"), size=Size.LARGE),
            IconButton("dots-three", tr("More"), size=Size.DENSE),
        )
    )
    return card


class _OpenList(QFrame):
    """The rows of a choice box as its list shows them."""

    def __init__(self, box: ChoiceBox) -> None:
        super().__init__()
        self._box = box
        self.setProperty("popup", "true")
        self.setFixedSize(QSize(143, 4 * ROW + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows with the real delegate."""
        super().paintEvent(event)
        painter = QPainter(self)
        for row in range(self._box.count()):
            option = QStyleOptionViewItem()
            option.rect = QRect(5, 5 + row * ROW, self.width() - 10, ROW)
            if row == 2:
                option.state = QStyle.StateFlag.State_Selected
            self._box.dress()
            self._box.itemDelegate().paint(painter, option, self._box.model().index(row, 0))


def fields() -> Card:
    """Inputs with their labels, wrong and disabled ones too."""
    card = Card(tr("Fields"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    given = QLineEdit("Adaeze")
    given.setObjectName("given")
    grid.addWidget(FormField(tr("Surname"), QLineEdit("Okonkwo")), 0, 0)
    grid.addWidget(FormField(tr("Given name"), given), 0, 1)
    wrong = FormField(tr("Card for the deposit"), QLineEdit("Visa ·· 4021, 09/26"))
    wrong.say_wrong(tr("This card ended in September. Ask for another one, or take cash at the desk."))
    grid.addWidget(wrong, 1, 0, 1, 2)
    number = QLineEdit("K-26-11842")
    number.setEnabled(False)
    grid.addWidget(FormField(tr("Booking number"), number), 2, 0)
    grid.addWidget(FormField(tr("Deposit"), MoneyEdit("EUR", 13200)), 2, 1)
    rate = ChoiceBox()
    for name in (tr("Flexible"), tr("Non-refundable"), tr("With breakfast"), tr("Company")):
        rate.add(name, name)
    grid.addWidget(FormField(tr("Rate"), rate), 3, 0)
    grid.addWidget(FormField(tr("Arrival"), DayEdit(SAMPLE_DAY)), 3, 1)
    card.body.addLayout(grid)
    card.body.addLayout(_opened(rate))
    breakfast, mine = QCheckBox(tr("Breakfast")), QRadioButton(tr("Self"))
    breakfast.setChecked(True)
    mine.setChecked(True)
    card.body.addLayout(line(breakfast, QCheckBox(tr("Cot")), mine, QRadioButton(tr("Firm")), spacing=12))
    return card


def _opened(rate: ChoiceBox) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(_OpenList(rate), 0, Qt.AlignmentFlag.AlignTop)
    calendar = QFrame()
    calendar.setProperty("popup", "true")
    inner = QVBoxLayout(calendar)
    inner.setContentsMargins(0, 0, 0, 0)
    month = MonthGrid(SAMPLE_DAY, compact=True)
    month.show_days(SAMPLE_DAY, date(2026, 11, 24))
    inner.addWidget(month)
    row.addWidget(calendar, 0, Qt.AlignmentFlag.AlignTop)
    return row


def tabs() -> Card:
    """Tabs and a segmented control."""
    card = Card(tr("Tabs"))
    strip = TabStrip(
        (
            ("stay", tr("Stay")),
            ("folio", tr("Folio")),
            ("guests", tr("Guests")),
            ("messages", tr("Messages")),
            ("history", tr("History")),
        )
    )
    strip.count("messages", 1)
    card.body.addWidget(strip)
    card.body.addSpacing(4)
    card.body.addLayout(line(SegmentedControl((("need", tr("Needs doing")), ("pay", tr("Payment"))))))
    return card


def column() -> QVBoxLayout:
    """The whole column."""
    made = QVBoxLayout()
    made.setSpacing(16)
    for card in (buttons(), fields(), tabs()):
        card.setFixedWidth(332)
        made.addWidget(card)
    made.addStretch(1)
    return made
