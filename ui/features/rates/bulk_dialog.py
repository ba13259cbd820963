"""Change many: prices and limits over dates, weekdays, room types and plans, in one go."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from app.features.property import PropertyView
from app.features.rates import Action, LimitSpan, PriceSpan, SetPrices, SetRestrictions
from app.kernel.changes import Outcome
from app.kernel.dates import StayDates
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.rates.fields import CheckList, KeptNumber, WeekdayPicker
from ui.features.rates.plan_words import roundings
from ui.features.rates.sheet.data import SheetData
from ui.features.rates.sheet.entries import EntryKind, parse_entry
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import caption, heading, label, page_title, rule
from ui.widgets.money_text import symbol
from ui.widgets.segmented import SegmentedControl
from ui.widgets.stay_picker import StayPicker
from ui.widgets.theme import SMALL

SIZE = (880, 620)
KEEP, CLEAR = "keep", "clear"
MOST_STAY = 365
ACTIONS = {EntryKind.SET: Action.SET, EntryKind.ADD: Action.ADD, EntryKind.PERCENT: Action.PERCENT}


class BulkDialog(QDialog):
    """Two commands at most: one for prices, one for limits. Each is a step that can be undone."""

    def __init__(
        self, services: ShellServices, hotel: PropertyView, data: SheetData, night: date | None
    ) -> None:
        super().__init__(services.navigator.dialog_parent)
        self._services, self._hotel, self._data = services, hotel, data
        self._waiting = 0
        self.setWindowTitle(tr("Change many prices"))
        self.resize(*SIZE)
        first = max(night or hotel.business_date, hotel.business_date)
        self.nights = StayPicker(StayDates(first, first + timedelta(days=30)), say_nights=False)
        self.nights.departure.setAccessibleName(tr("Last night"))
        self.nights.arrival.setAccessibleName(tr("First night"))
        self.weekdays = WeekdayPicker()
        self.types = CheckList(tr("Room types"), [(kind.id, kind.name, True) for kind in data.types])
        self.plans = CheckList(
            tr("Plans"),
            [(p.id, f"{p.name} ({p.rule})" if p.rule else p.name, not p.is_linked) for p in data.plans],
        )
        sign = symbol(data.currency)
        self.how = SegmentedControl(
            (
                (KEEP, tr("As it is")),
                (EntryKind.SET, tr("Set")),
                (EntryKind.ADD, tr("{sign} up/down", sign=sign)),
                (EntryKind.PERCENT, tr("% up/down")),
                (CLEAR, tr("Clear")),
            )
        )
        self.price = QLineEdit()
        self.field = FormField(tr("Price"), self.price)
        self.rounding = ChoiceBox()
        self.limits: dict[str, KeptNumber] = {}
        self.flags: dict[str, QCheckBox] = {}
        self.summary = label("", SMALL, tone="secondary", wrap=True)
        self._lay_out()
        self._connect()
        self._sum()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(page_title(tr("Change many prices")))
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(self._where(), 1)
        row.addLayout(self._what(), 1)
        column.addLayout(row, 1)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.summary, 1)
        leave = KeyedButton(tr("Leave it"), key=tr("Esc"))
        leave.clicked.connect(self.reject)
        foot.addWidget(leave)
        self.apply = KeyedButton(tr("Apply"), Kind.PRIMARY, key=tr("Ctrl Enter"))
        self.apply.clicked.connect(self.do_apply)
        foot.addWidget(self.apply)
        column.addLayout(foot)

    def _where(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(heading(tr("Where")))
        column.addWidget(FormField(tr("First and last night"), self.nights))
        days = QVBoxLayout()
        days.setSpacing(4)
        days.addWidget(caption(tr("Weekdays")))
        days.addWidget(self.weekdays)
        column.addLayout(days)
        column.addWidget(self.types, 1)
        column.addWidget(self.plans, 1)
        return column

    def _what(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(heading(tr("What")))
        column.addWidget(self.how)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.field, 1)
        for steps, word in roundings(self._data.currency):
            self.rounding.add(steps, word)
        line.addWidget(FormField(tr("Rounding"), self.rounding), 1)
        column.addLayout(line)
        column.addWidget(rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        entries = (
            ("min_through", tr("Minimum stay, through"), MOST_STAY),
            ("min_arrival", tr("Minimum stay, on arrival"), MOST_STAY),
            ("max_through", tr("Maximum stay, through"), MOST_STAY),
            ("max_arrival", tr("Maximum stay, on arrival"), MOST_STAY),
            ("min_advance", tr("Booked at least days ahead"), MOST_STAY),
            ("max_advance", tr("Booked at most days ahead"), MOST_STAY),
        )
        for number, (name, word, most) in enumerate(entries):
            self.limits[name] = KeptNumber(most)
            grid.addWidget(FormField(word, self.limits[name]), number // 2, number % 2)
        column.addLayout(grid)
        for name, word in (
            ("closed", tr("Closed")),
            ("no_arrival", tr("No arrival on these days")),
            ("no_departure", tr("No departure on these days")),
        ):
            box = self.flags[name] = QCheckBox(word)
            box.setTristate(True)
            box.setCheckState(Qt.CheckState.PartiallyChecked)
            box.setToolTip(tr("A dash leaves it as it is"))
            column.addWidget(box)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.how.chosen.connect(self._use)
        self.nights.changed.connect(lambda _dates: self._sum())
        for part in (self.weekdays, self.types, self.plans):
            part.changed.connect(self._sum)
        self._use(KEEP)

    def _use(self, how: str) -> None:
        typed = how not in (KEEP, CLEAR)
        self.field.setEnabled(typed)
        self.rounding.setEnabled(how in (EntryKind.ADD, EntryKind.PERCENT))
        self.field.clear()
        if typed:
            self.price.setFocus()

    def _count(self) -> int:
        dates, days = self.nights.dates, self.weekdays.days
        span = (dates.departure - dates.arrival).days + 1
        return sum(days >> (dates.arrival + timedelta(days=n)).weekday() & 1 for n in range(span))

    def _sum(self) -> None:
        nights, types, plans = self._count(), len(self.types.chosen), len(self.plans.chosen)
        self.summary.setText(
            tr(
                "{nights} × {types} × {plans}: {n} prices",
                nights=trn("{n} night", "{n} nights", nights),
                types=trn("{n} type", "{n} types", types),
                plans=trn("{n} plan", "{n} plans", plans),
                n=f"{nights * types * plans:,}",
            )
        )
        self.apply.setEnabled(bool(nights * types * plans))

    def do_apply(self) -> None:
        """Carry it out, or say what is missing."""
        prices, limits = self._price_span(), self._limit_spans()
        if self.field.sentence:
            return
        if prices is None and not limits:
            self.summary.setText(tr("Nothing to apply yet: choose a price or a limit."))
            return
        new_id, hotel = self._services.app.new_id, self._hotel.id
        if prices is not None:
            self._run(SetPrices(id=new_id(), property_id=hotel, spans=(prices,)), prices=True)
        if limits:
            self._run(SetRestrictions(id=new_id(), property_id=hotel, spans=limits), prices=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter applies."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.do_apply()
        else:
            super().keyPressEvent(event)

    def _run(self, command: SetPrices | SetRestrictions, *, prices: bool) -> None:
        self._waiting += 1

        def done(outcome: Outcome) -> None:
            nights = int(str(outcome.result.get("nights", 0)))
            if prices:
                sentence = trn("{n} price changed", "{n} prices changed", nights)
            else:
                sentence = trn("{n} night is limited otherwise", "{n} nights are limited otherwise", nights)
            if nights:
                self._services.did(command.id, sentence)
            else:
                self._services.toasts.tell(tr("Everything was so already."))
            self._waiting -= 1
            if not self._waiting:
                self.accept()

        self._services.operations.run_command(command, done, self._refused)

    def _refused(self, error: AppError) -> None:
        self._waiting -= 1
        if error.field in ("value", "minor"):
            self.field.say_wrong(error.sentence)
        else:
            self.summary.setText(error.sentence)

    def _price_span(self) -> PriceSpan | None:
        self.field.clear()
        how, dates = self.how.choice, self.nights.dates
        if how == KEEP:
            return None
        action, value = Action.CLEAR, 0
        if how != CLEAR:
            text = self.price.text().strip().rstrip("% ")
            if how != EntryKind.SET and text[:1] not in ("+", "-", "−"):
                text = f"+{text}"
            entry = parse_entry(text + ("%" if how == EntryKind.PERCENT else ""), self._data.currency)
            if entry is None:
                self.field.say_wrong(tr("This is no price. Type 120, or a change like +10 or −5."))
                return None
            action, value = ACTIONS[entry.kind], entry.value
        steps = self.rounding.choice
        return PriceSpan(
            dates.arrival,
            dates.departure,
            self.plans.chosen,
            self.types.chosen,
            action,
            value,
            weekdays=self.weekdays.days,
            round_minor=steps if isinstance(steps, int) and action not in (Action.SET, Action.CLEAR) else 1,
        )

    def _limit_spans(self) -> tuple[LimitSpan, ...]:
        dates = self.nights.dates
        wanted: dict[str, int | None] = {}
        for name, field in self.limits.items():
            if field.wanted is not None:
                wanted[name] = field.wanted or None
        for name, box in self.flags.items():
            if box.checkState() is not Qt.CheckState.PartiallyChecked:
                wanted[name] = 1 if box.isChecked() else None
        return tuple(
            LimitSpan(
                dates.arrival,
                dates.departure,
                name,
                value,
                self.plans.chosen,
                self.types.chosen,
                self.weekdays.days,
            )
            for name, value in wanted.items()
        )
