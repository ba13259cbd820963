"""Small inputs of money's settings: a day that may be open, a percentage, a pair in one row."""

from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.kernel.text import tr
from ui.widgets.day_text import long_day, parse_day
from ui.widgets.form_field import FormField

MOST_BP, HEIGHT = 10_000, 30


class DayField(QLineEdit):
    """A typed day; empty means none where `empty` names that."""

    def __init__(self, near: date, day: date | None = None, *, empty: str = "") -> None:
        super().__init__()
        self._near, self._may_be_empty = near, bool(empty)
        self.setPlaceholderText(empty)
        self.show_day(day)
        self.editingFinished.connect(lambda: self.show_day(self.day) if self.day else None)

    def show_day(self, day: date | None) -> None:
        """Write a day."""
        self.setText(long_day(day) if day is not None else "")

    @property
    def day(self) -> date | None:
        """What was typed."""
        text = self.text().strip()
        return (_long(text) or parse_day(text, self._near)) if text else None

    @property
    def is_wrong(self) -> bool:
        """Whether what was typed is no day, or nothing where a day is needed."""
        return self.day is None and (bool(self.text().strip()) or not self._may_be_empty)


class Spin(QSpinBox):
    """A number with the room before it that the other fields have."""

    def __init__(self, first: int, last: int, value: int, suffix: str = "") -> None:
        super().__init__()
        self.lineEdit().setTextMargins(7, 0, 0, 0)
        self.setFixedHeight(HEIGHT)
        self.setRange(first, last)
        self.setValue(value)
        self.setSuffix(suffix)


def _long(text: str) -> date | None:
    """A day as `long_day` writes it: its weekday is left out."""
    _weekday, _, rest = text.partition(" ")
    return parse_day(rest, date.max.replace(year=2000)) if len(rest.split()) == 3 else None


def parse_percent(text: str) -> int | None:
    """ "7.5" or "7,5 %" in hundredths of a percent; None when it is none."""
    typed = text.replace("%", "").replace(",", ".").strip()
    try:
        hundredths = Decimal(typed) * 100
    except InvalidOperation:
        return None
    if not hundredths.is_finite() or hundredths != int(hundredths) or not 0 <= hundredths <= MOST_BP:
        return None
    return int(hundredths)


def percent_text(bp: int) -> str:
    """ "7.5 %"."""
    return f"{bp / 100:g} %"


def no_day() -> str:
    """What is said when a day cannot be read."""
    return tr("This is no day. Type it like 21.11.2026.")


def no_percent() -> str:
    """What is said when a percentage cannot be read."""
    return tr("Write a percentage from 0 to 100, such as 7.5.")


def side_by_side(*fields: tuple[FormField, int]) -> QWidget:
    """Fields in one row, with their shares of it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for field, share in fields:
        row.addWidget(field, share)
    return line
