"""The tab of what stands around a booking: to-dos of departments, alerts that pop up, signed notes."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.features.front_desk import (
    DEPARTMENTS,
    MOMENTS,
    AddAlert,
    AddNote,
    AddTrace,
    AlertView,
    Around,
    AroundBooking,
    DropAlert,
    DropTrace,
    FinishTrace,
    NoteView,
    TraceView,
)
from app.kernel.commands import Command
from app.kernel.text import tr
from ui.features.reservations.doing import Doing
from ui.shell.services import ShellServices
from ui.widgets.buttons import IconButton, KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import short_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, IconLabel, label, rule
from ui.widgets.stay_picker import DayEdit
from ui.widgets.theme import BODY, MEDIUM, SMALL


class AroundTab(QWidget):
    """Three cards side by side; each adds by Enter."""

    def __init__(self, services: ShellServices, doing: Doing, changed: Callable[[], None]) -> None:
        super().__init__()
        self._services, self._doing, self._changed = services, doing, changed
        self._booking: UUID | None = None
        self._stay: UUID | None = None
        self._today = date.min
        self.view: AroundBooking | None = None
        self.department, self.moment = ChoiceBox(), ChoiceBox()
        for code, word in DEPARTMENTS.items():
            self.department.add(code, tr(word))
        for moment, word in MOMENTS.items():
            self.moment.add(str(moment), tr(word))
        self.due = DayEdit(date(2000, 1, 1))
        self.trace, self.alert, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.trace_field = FormField(tr("What is to be done"), self.trace)
        self.due_field = FormField(tr("On"), self.due)
        self.alert_field = FormField(tr("What pops up"), self.alert)
        self.note_field = FormField(tr("New note"), self.note)
        self._lists = [QVBoxLayout() for _ in range(3)]
        self._lay_out()
        self.trace.returnPressed.connect(self.add_trace)
        self.alert.returnPressed.connect(self.add_alert)
        self.note.returnPressed.connect(self.add_note)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(12)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(FormField(tr("Department"), self.department), 3, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.due_field, 2, Qt.AlignmentFlag.AlignTop)
        moment_field = FormField(tr("Moment"), self.moment)
        cards: tuple[tuple[str, tuple[FormField | QHBoxLayout, ...], str, Callable[[], None]], ...] = (
            (tr("To-dos"), (pair, self.trace_field), tr("Ask for it"), self.add_trace),
            (
                tr("Alerts"),
                (moment_field, self.alert_field),
                tr("Set"),
                self.add_alert,
            ),
            (tr("Notes"), (self.note_field,), tr("Write"), self.add_note),
        )
        for (title, parts, verb, run), found in zip(cards, self._lists, strict=True):
            card = Card(title)
            for part in parts:
                if isinstance(part, QHBoxLayout):
                    card.body.addLayout(part)
                else:
                    card.body.addWidget(part)
            button = KeyedButton(verb, key=tr("Enter"), icon="plus", size=Size.DENSE)
            button.clicked.connect(run)
            card.body.addWidget(button)
            card.body.addWidget(rule())
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            inner = QWidget()
            inner.setProperty("ground", "surface")
            column = QVBoxLayout(inner)
            column.setContentsMargins(0, 0, 8, 0)
            found.setSpacing(8)
            column.addLayout(found)
            column.addStretch(1)
            area.setWidget(inner)
            card.body.addWidget(area, 1)
            row.addWidget(card, 1)

    def show_booking(self, booking: UUID, stay: UUID | None, today: date, arrival: date) -> None:
        """Read what stands around a booking."""
        if booking != self._booking:
            self.due.base = today
            self.due.show_day(max(today, arrival))
        self._booking, self._stay, self._today = booking, stay, today
        self._services.operations.ask(Around(reservation_id=booking), self._show, latest="booking.around")

    # Adding.

    def add_trace(self) -> None:
        """Ask a department for something."""
        if self._booking is not None:
            command = AddTrace(
                id=self._new(), trace_id=self._new(), reservation_id=self._booking,
                department=str(self.department.choice), due_on=self.due.day, text=self.trace.text(),
            )  # fmt: skip
            name = self.department.currentText()
            self._do(command, tr("{department} is asked", department=name), self.trace)

    def add_alert(self) -> None:
        """Let something pop up."""
        if self._booking is not None:
            command = AddAlert(
                id=self._new(), alert_id=self._new(), reservation_id=self._booking,
                moment=str(self.moment.choice), text=self.alert.text(),
            )  # fmt: skip
            self._do(command, tr("The alert is set"), self.alert)

    def add_note(self) -> None:
        """Write something down."""
        if self._booking is not None:
            command = AddNote(
                id=self._new(), note_id=self._new(), reservation_id=self._booking, text=self.note.text()
            )
            self._do(command, tr("The note is written"), self.note)

    def _new(self) -> UUID:
        return self._services.app.new_id()

    def _do(self, command: Command, sentence: str, typed: QLineEdit | None = None) -> None:
        def done() -> None:
            if typed is not None:
                typed.clear()
            self._changed()

        text = {self.trace: self.trace_field, self.alert: self.alert_field, self.note: self.note_field}
        fields = {"due_on": self.due_field}
        if typed is not None:
            fields["text"] = text[typed]
        self._doing.do([(command, sentence)], done, fields)

    # Showing.

    def _show(self, view: AroundBooking) -> None:
        self.view = view
        rows: tuple[list[QWidget], ...] = (
            [self._trace_row(trace) for trace in view.traces],
            [self._alert_row(alert) for alert in view.alerts],
            [_note_row(note) for note in view.notes],
        )
        empty = (tr("Nothing is to be done."), tr("Nothing pops up."), tr("Nobody has written anything."))
        for found, own, nothing in zip(self._lists, rows, empty, strict=True):
            while (item := found.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            for widget in own or [label(nothing, SMALL, tone="muted")]:
                found.addWidget(widget)

    def _trace_row(self, trace: TraceView) -> QWidget:
        late = trace.done_at is None and trace.due_on < self._today
        done = trace.done_at is not None
        where = tr(DEPARTMENTS[trace.department])
        below = tr("{where}, {day}, by {who}", where=where, day=short_day(trace.due_on), who=trace.made_by)
        if done:
            below = tr("{where}, done by {who}", where=where, who=trace.done_by)
        icon, tone = ("check-circle", "success") if done else ("circle", "warning" if late else "accent")
        row, line = _row(icon, tone, trace.text, below)
        if not done:
            finish = IconButton("check", tr("It is done"), Kind.QUIET, size=Size.DENSE)
            finish.clicked.connect(
                lambda: self._do(self._finish(trace), tr("Done: {what}", what=trace.text[:60]))
            )
            drop = IconButton("x", tr("Nobody needs it any more"), Kind.QUIET, size=Size.DENSE)
            drop.clicked.connect(
                lambda: self._do(self._drop(trace), tr("Dropped: {what}", what=trace.text[:60]))
            )
            line.addWidget(finish)
            line.addWidget(drop)
        return row

    def _finish(self, trace: TraceView) -> Command:
        return FinishTrace(id=self._new(), trace_id=trace.id)

    def _drop(self, trace: TraceView) -> Command:
        return DropTrace(id=self._new(), trace_id=trace.id)

    def _alert_row(self, alert: AlertView) -> QWidget:
        known = {str(moment): tr(word) for moment, word in MOMENTS.items()}
        row, line = _row("bell", "warning", alert.text, f"{known[alert.moment]}, {alert.made_by}")
        drop = IconButton("x", tr("It need not pop up any more"), Kind.QUIET, size=Size.DENSE)
        drop.clicked.connect(
            lambda: self._do(DropAlert(id=self._new(), alert_id=alert.id), tr("The alert is taken off"))
        )
        line.addWidget(drop)
        return row


def _note_row(note: NoteView) -> QWidget:
    at = note.at.astimezone()
    return _row("note", "text_secondary", note.text, f"{note.by_name}, {short_day(at.date())} {at:%H:%M}")[0]


def _row(icon: str, tone: str, text: str, below: str) -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(IconLabel(icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(label(text, BODY, MEDIUM, wrap=True))
    column.addWidget(label(below, SMALL, tone="secondary", wrap=True))
    line.addLayout(column, 1)
    return row, line
