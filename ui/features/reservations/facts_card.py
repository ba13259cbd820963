"""What is said of a booking as a whole, to be changed: source, company, times, guarantee, deposit, notes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.features.guests import Companies, CompanyView
from app.features.reservations import ChangeReservation, StayView
from app.kernel.text import tr
from ui.features.reservations.doing import Doing
from ui.features.reservations.terms_form import parse_time
from ui.features.reservations.words import GUARANTEES, SOURCES
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card
from ui.widgets.money_edit import MoneyEdit

NOTE = 50


class FactsCard(Card):
    """Shows the facts of a booking; Save writes those that differ as one step."""

    def __init__(self, services: ShellServices, doing: Doing, changed: Callable[[], None]) -> None:
        super().__init__()
        self._services, self._doing, self._changed = services, doing, changed
        self.view: StayView | None = None
        self.source, self.guarantee = ChoiceBox(), ChoiceBox()
        for box, words in ((self.source, SOURCES), (self.guarantee, GUARANTEES)):
            for key, word in words:
                box.add(key, tr(word))
        self.company = ChoiceBox()
        self._companies: Sequence[CompanyView] = ()
        self._show_companies(())
        self.segment, self.tags, self.arrives, self.leaves = (QLineEdit() for _ in range(4))
        self.deposit = MoneyEdit("EUR")
        self.arrives_field = FormField(tr("Arrival about"), self.arrives)
        self.leaves_field = FormField(tr("Departure about"), self.leaves)
        self.deposit_field = FormField(tr("Deposit due"), self.deposit)
        self.note, self.internal = QPlainTextEdit(), QPlainTextEdit()
        self.save_button = KeyedButton(tr("Save"), icon="check")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        services.operations.ask(Companies(), self._show_companies, latest="booking.companies")
        for editor in (self.segment, self.tags, self.arrives, self.leaves, self.deposit):
            editor.returnPressed.connect(self.save)

    def _lay_out(self) -> None:
        self.body.addLayout(
            _row(
                FormField(tr("Source"), self.source), FormField(tr("Segment"), self.segment),
                FormField(tr("Company or agent"), self.company), self.arrives_field, self.leaves_field,
                FormField(tr("Guarantee"), self.guarantee), self.deposit_field,
                FormField(tr("Tags"), self.tags),
            )
        )  # fmt: skip
        for box in (self.source, self.company, self.guarantee):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        for editor in (self.note, self.internal):
            editor.setFixedHeight(NOTE)
            editor.setTabChangesFocus(True)
        notes = _row(
            FormField(tr("Note of the guest"), self.note), FormField(tr("Note of the house"), self.internal)
        )
        notes.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(notes)

    def show_booking(self, view: StayView) -> None:
        """Fill in what is known."""
        self.view = view
        if self.source.findData(view.source) < 0:
            self.source.add(view.source, tr("Channel {code}", code=view.channel_code or view.source))
        self.source.choose(view.source)
        self.guarantee.choose(view.guarantee)
        self.company.choose(view.company_id)
        self.segment.setText(view.segment)
        self.tags.setText(", ".join(view.tags))
        self.arrives.setText(f"{view.arrival_time:%H:%M}" if view.arrival_time else "")
        self.leaves.setText(f"{view.departure_time:%H:%M}" if view.departure_time else "")
        self.deposit.set_currency(view.currency)
        self.deposit.set_minor(view.deposit_due_minor)
        self.note.setPlainText(view.guest_note)
        self.internal.setPlainText(view.internal_note)

    def command(self) -> ChangeReservation | None:
        """All that is filled in; None, with the field marked, where something cannot be."""
        view = self.view
        if view is None:
            return None
        for editor, field in ((self.arrives, self.arrives_field), (self.leaves, self.leaves_field)):
            if editor.text().strip() and parse_time(editor.text()) is None:
                field.say_wrong(tr("Write the time like 15:30."))
                return None
        deposit = self.deposit.minor if self.deposit.text().strip() else 0
        if deposit is None or deposit < 0:
            self.deposit_field.say_wrong(tr("This is no amount."))
            return None
        times = {"arrival_time": self.arrives, "departure_time": self.leaves}
        empty = [name for name, editor in times.items() if not editor.text().strip()]
        company = next((each for each in self._companies if each.id == self.company.choice), None)
        whose = None if company is None else "agent_id" if company.kind == "agent" else "company_id"
        changed = self.company.choice != view.company_id
        if changed:
            empty += [name for name in ("company_id", "agent_id") if name != whose]
        return ChangeReservation(
            id=self._services.app.new_id(), reservation_id=view.reservation_id,
            guest_note=self.note.toPlainText().strip(), internal_note=self.internal.toPlainText().strip(),
            tags=tuple(word.strip() for word in self.tags.text().split(",") if word.strip()),
            arrival_time=parse_time(self.arrives.text()), departure_time=parse_time(self.leaves.text()),
            segment=self.segment.text().strip(), guarantee=str(self.guarantee.choice),
            deposit_due_minor=deposit, source=str(self.source.choice),
            company_id=company.id if changed and company is not None and whose == "company_id" else None,
            agent_id=company.id if changed and company is not None and whose == "agent_id" else None,
            clear=tuple(empty),
        )  # fmt: skip

    def _show_companies(self, companies: Sequence[CompanyView]) -> None:
        self._companies = companies
        self.company.clear()
        self.company.add(None, tr("None"))
        for company in companies:
            self.company.add(company.id, company.name)
        if self.view is not None:
            self.company.choose(self.view.company_id)

    def save(self) -> None:
        """Write it."""
        command = self.command()
        if command is not None:
            said = tr("The booking is changed")
            self._doing.do([(command, said)], self._changed, {"deposit_due_minor": self.deposit_field})


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row
