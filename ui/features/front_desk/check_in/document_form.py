"""The fields of a document, as the law of the house's country asks for them, and the machine-readable zone.

Whatever is typed may be a scanner that types: a zone that lands in a field of names goes where it belongs.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.features.front_desk import Mrz, NotMrz, identity, mrz
from app.kernel.text import tr
from ui.features.front_desk.check_in.step_card import emptied
from ui.features.front_desk.check_in.words import country_code, country_name, field_title, kind_word
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import parse_day
from ui.widgets.labels import IconLabel, label, set_tone
from ui.widgets.theme import SMALL

TITLE_WIDTH, ZONE_HEIGHT, MOST_ZONE = 74, 50, 400
TYPED: Final = "typed"
COUNTRIES: Final = (identity.NATIONALITY, identity.ISSUED_BY)
DATES: Final = (identity.BIRTH, identity.EXPIRES)


class ZoneEdit(QPlainTextEdit):
    """Two or three lines in a fixed face; Enter goes on to the next line until the zone is whole."""

    read = Signal(object)
    """A Mrz was recognised."""
    entered = Signal()
    """Enter, with nothing in it or with a whole zone."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPixelSize(12)
        face.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(face)
        self.setFixedHeight(ZONE_HEIGHT)
        self.document().setDocumentMargin(2)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(tr("Scan or paste the lines with <<< here, or type the fields above"))
        self.setAccessibleName(tr("Machine-readable zone"))
        self.zone: Mrz | None = None
        self.textChanged.connect(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the dialog when there is nothing more to type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            self.zone is not None or not self.toPlainText().strip()
        ):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _look(self) -> None:
        text = self.toPlainText()
        if len(text) > MOST_ZONE:
            self.setPlainText(text[-MOST_ZONE:])
            return
        try:
            self.zone = mrz.read(text, self._today)
        except NotMrz:
            self.zone = None
            return
        self.read.emit(self.zone)


class DocumentForm(QWidget):
    """`facts` by the names of rules/identity; `way` is scanner once a zone was read. `entered()` on Enter."""

    entered = Signal()
    zone_read = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.way = TYPED
        self.editors: dict[str, QLineEdit] = {}
        self._signs: dict[str, IconLabel] = {}
        self.kind = ChoiceBox()
        self.kind.setFixedHeight(26)
        for kind in identity.KINDS:
            self.kind.add(kind, kind_word(kind))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self.zone = ZoneEdit(today)
        self.sentence = label("", SMALL, tone="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(self.zone)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self._sign = IconLabel("info", "text_secondary", 14)
        foot.addWidget(self._sign)
        foot.addWidget(self.sentence, 1)
        column.addLayout(foot)
        self.zone.read.connect(self.take_zone)
        self.zone.entered.connect(self.entered)

    def ask(self, needed: Sequence[str], known: Mapping[str, str]) -> None:
        """Show these fields (names always both), with what is known in them."""
        wanted = [n for n in identity.FIELDS if n in needed or n in (identity.SURNAME, identity.GIVEN)]
        self._clear()
        for place, name in enumerate(wanted):
            line, side = divmod(place, 2)
            title = label(field_title(name), SMALL, tone="secondary")
            title.setFixedWidth(TITLE_WIDTH)
            self._grid.addWidget(title, line, side * 2)
            self._grid.addWidget(self._editor(name, known.get(name, ""), title), line, side * 2 + 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.way = TYPED
        self.say("")

    @property
    def facts(self) -> dict[str, str]:
        """What stands in the fields; dates as ISO, countries as two letters, else as they were typed."""
        found = {name: edit.text().strip() for name, edit in self.editors.items() if edit.text().strip()}
        if self.kind.isVisibleTo(self):
            found[identity.KIND] = str(self.kind.choice)
        for name in DATES:
            day = parse_day(found[name], self._today) if name in found else None
            if day is not None:
                found[name] = day.isoformat()
        for name in COUNTRIES:
            if name in found:
                found[name] = country_code(found[name]) or found[name]
        return found

    def say(self, sentence: str, tone: str = "secondary", *, field: str = "", go: bool = True) -> None:
        """A sentence below; its field is marked, and the keyboard goes there."""
        usual = tr("Nothing of the document is kept but what the register asks for.")
        self.sentence.setText(sentence or usual)
        set_tone(self.sentence, tone)
        icon = {"danger": "warning-circle", "success": "check-circle"}.get(tone, "info")
        self._sign.show_icon(icon, tone if tone != "secondary" else "text_secondary")
        for name, edit in self.editors.items():
            wrong = tone == "danger" and name == field
            if (edit.property("wrong") == "true") != wrong:
                edit.setProperty("wrong", "true" if wrong else "")
                edit.style().unpolish(edit)
                edit.style().polish(edit)
            edit.setAccessibleDescription(sentence if wrong else "")
        if go and tone == "danger" and field in self.editors:
            self.editors[field].setFocus()

    def put_zone(self, text: str) -> None:
        """A zone that came from elsewhere: typed into another field, pasted, read from a picture."""
        self.zone.setPlainText(text)
        self.zone.setFocus()
        self.zone.moveCursor(self.zone.textCursor().MoveOperation.End)

    def take_zone(self, zone: Mrz) -> None:
        """Fill the fields from it, and say how many of its check digits fit."""
        told = {
            identity.SURNAME: zone.surname.title(), identity.GIVEN: zone.given.title(),
            identity.NUMBER: zone.number, identity.SEX: zone.sex, identity.BIRTH: zone.birth_text,
            identity.NATIONALITY: _country(zone.nationality), identity.ISSUED_BY: _country(zone.issued_by),
            identity.EXPIRES: zone.expires.isoformat() if zone.expires else "",
        }  # fmt: skip
        for name, text in told.items():
            if name in self.editors and text:
                self.editors[name].setText(shown_fact(name, text))
        self.kind.choose(zone.kind)
        self.way = "scanner"
        fits = len(zone.checks) - len(zone.wrong)
        if not zone.wrong:
            self.say(tr("{fits} of {all} check digits correct", fits=fits, all=len(zone.checks)), "success")
        else:
            field, sentence = wrong_digit(zone.wrong[0])
            self.say(sentence, "danger", field=field, go=False)
        if zone.expires is not None and zone.expires < self._today and not zone.wrong:
            self.say(tr("This document expired on {day}.", day=f"{zone.expires:%d.%m.%Y}"), "warning")
        self.zone_read.emit(zone)

    def _editor(self, name: str, known: str, title: QLabel) -> QWidget:
        if name == identity.KIND:
            self.kind.setAccessibleName(title.text())
            self.kind.choose(known or identity.KINDS[0])
            self.kind.show()
            return self.kind
        edit = QLineEdit(shown_fact(name, known))
        edit.setFixedHeight(26)
        edit.setMaxLength(identity.LONGEST + 1)
        edit.setCursorPosition(0)
        edit.setAccessibleName(title.text())
        title.setBuddy(edit)
        edit.textEdited.connect(lambda text, edit=edit: self._typed(edit, text))
        self.editors[name] = edit
        return edit

    def _typed(self, edit: QLineEdit, text: str) -> None:
        """A scanner types into whatever has the keyboard."""
        if mrz.looks_like(text):
            edit.clear()
            self.put_zone(text)
        elif self.sentence.property("tone") == "danger":
            self.say("")

    def _clear(self) -> None:
        self.kind.hide()
        emptied(self._grid, keep=self.kind)
        self.editors = {}
        self.zone.blockSignals(True)
        self.zone.clear()
        self.zone.zone = None
        self.zone.blockSignals(False)


def wrong_digit(name: str) -> tuple[str, str]:
    """The field of a check digit that does not fit, and what to do."""
    again = tr("Look at the document again.")
    return {
        mrz.NUMBER: (identity.NUMBER, tr("The check digit of the number does not fit.") + " " + again),
        mrz.BIRTH: (identity.BIRTH, tr("The check digit of the date of birth does not fit.") + " " + again),
        mrz.EXPIRY: (identity.EXPIRES, tr("The check digit of the expiry does not fit.") + " " + again),
    }.get(name, ("", tr("The check digit over all of it does not fit.") + " " + again))


def _country(code: str) -> str:
    return country_code(code) or code


def shown_fact(name: str, text: str) -> str:
    """A fact as a person reads it."""
    if name in COUNTRIES and len(text) == 2:
        return country_name(text)
    if name in DATES and len(text) == len("2000-01-01"):
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    return text
