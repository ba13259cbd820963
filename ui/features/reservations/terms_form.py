"""The left column of a booking: who books, for whom it is, on which terms, what is to be noted."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.features.guests import Companies, CompanyView, GuestHit
from app.features.reservations import GuestRef, Status
from app.kernel.text import tr
from ui.features.reservations.draft import Terms
from ui.features.reservations.words import GUARANTEES, SOURCES
from ui.shell.guest_field import GuestField, standing
from ui.shell.services import ShellServices
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segmented import SegmentedControl

WIDTH, NOTE = 272, 54


class TermsForm(QScrollArea):
    """Everything that is said of the booking as a whole; `terms()` is None while a field is wrong."""

    def __init__(self, services: ShellServices, currency: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self._companies: Sequence[CompanyView] = ()
        self.guest = GuestField(services.operations, services.app.new_id)
        self.guest_field = FormField(tr("Guest"), self.guest)
        self.email, self.phone = QLineEdit(), QLineEdit()
        self.contact = (FormField(tr("E-mail"), self.email), FormField(tr("Phone"), self.phone))
        self.status = SegmentedControl(
            ((Status.CONFIRMED, tr("Confirmed")), (Status.TENTATIVE, tr("Tentative"))), dense=True
        )
        self.source, self.company, self.guarantee = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.segment, self.promo, self.tags = QLineEdit(), QLineEdit(), QLineEdit()
        self.at = QLineEdit()
        self.at.setPlaceholderText(tr("Such as 15:30"))
        self.at_field = FormField(tr("Arrival about"), self.at)
        self.deposit = MoneyEdit(currency)
        self.deposit_field = FormField(tr("Deposit due"), self.deposit)
        self.note, self.internal = QPlainTextEdit(), QPlainTextEdit()
        self._lay_out()
        self.guest.chosen.connect(self._guest_chosen)
        services.operations.ask(Companies(), self._show_companies)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "surface")
        self.setWidget(inner)  # while it is empty: a full one would be measured twice
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(9)
        column.addWidget(self.guest_field)
        column.addLayout(_pair(*self.contact))
        column.addWidget(self.status)
        for key, word in SOURCES:
            self.source.add(key, tr(word))
        for key, word in GUARANTEES:
            self.guarantee.add(key, tr(word))
        self.company.add("", tr("None"))
        for box in (self.source, self.company, self.guarantee):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
        column.addLayout(_pair(FormField(tr("Source"), self.source), FormField(tr("Segment"), self.segment)))
        column.addLayout(
            _pair(
                FormField(tr("Company or agent"), self.company), FormField(tr("Promotion code"), self.promo)
            )
        )
        column.addLayout(_pair(FormField(tr("Guarantee"), self.guarantee), self.deposit_field))
        column.addLayout(_pair(self.at_field, FormField(tr("Tags"), self.tags)))
        for title, editor in ((tr("Note of the guest"), self.note), (tr("Note of the house"), self.internal)):
            editor.setFixedHeight(NOTE)
            editor.setTabChangesFocus(True)
            column.addWidget(FormField(title, editor))
        column.addStretch(1)

    def show_terms(self, terms: Terms) -> None:
        """Begin with these."""
        self.source.choose(terms.source)
        self.guarantee.choose(terms.guarantee)
        self.segment.setText(terms.segment)
        self.note.setPlainText(terms.guest_note)
        self.internal.setPlainText(terms.internal_note)
        self.tags.setText(", ".join(terms.tags))

    def ref(self) -> GuestRef | None:
        """Who books; None, with the field marked, while nobody is named."""
        ref = self.guest.ref(self.email.text().strip(), self.phone.text().strip())
        if ref is None:
            self.guest_field.say_wrong(tr("Who comes? Type a name."))
            self.guest.setFocus()
        return ref

    def terms(self) -> Terms | None:
        """What is agreed; None, with the field marked, where something cannot be."""
        at, deposit = parse_time(self.at.text()), self.deposit.minor if self.deposit.text().strip() else 0
        if self.at.text().strip() and at is None:
            self.at_field.say_wrong(tr("Write the time like 15:30."))
            self.at.setFocus()
            return None
        if deposit is None or deposit < 0:
            self.deposit_field.say_wrong(tr("This is no amount."))
            self.deposit.setFocus()
            return None
        company = self.chosen_company()
        agent = company is not None and company.kind == "agent"
        return Terms(
            source=str(self.source.choice), segment=self.segment.text().strip(),
            status=Status(self.status.choice), promo_code=self.promo.text().strip(),
            company_id=company.id if company is not None and not agent else None,
            agent_id=company.id if company is not None and agent else None, arrival_time=at,
            guarantee=str(self.guarantee.choice), deposit_due_minor=deposit,
            guest_note=self.note.toPlainText().strip(), internal_note=self.internal.toPlainText().strip(),
            tags=tuple(word.strip() for word in self.tags.text().split(",") if word.strip()),
        )  # fmt: skip

    def chosen_company(self) -> CompanyView | None:
        """The company or agent, if any."""
        return next((view for view in self._companies if str(view.id) == self.company.choice), None)

    def _show_companies(self, companies: Sequence[CompanyView]) -> None:
        self._companies = companies
        for view in companies:
            self.company.add(str(view.id), view.name)

    def _guest_chosen(self, hit: GuestHit | None) -> None:
        self.guest_field.clear()
        for field in self.contact:
            field.setVisible(hit is None)
        if hit is not None:
            self.guest_field.say(*standing(hit))


def parse_time(text: str) -> time | None:
    """ "15:30", "1530" or "15" as a time; None for nothing and for what is none."""
    digits = text.strip().replace(".", ":").replace("h", ":").rstrip(":")
    hours, _, minutes = digits.partition(":")
    if not minutes and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    if not hours.isdecimal() or not (minutes or "0").isdecimal():
        return None
    hour, minute = int(hours), int(minutes or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in (first, second):
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row
