"""The side panel of what is selected: change prices by an amount or a share, and limit what is sold."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout

from app.kernel.text import tr, trn
from ui.features.rates.sheet.data import NO_PRICE, SheetData
from ui.features.rates.sheet.entries import Entry, EntryKind, applied, parse_entry
from ui.features.rates.sheet.rates_sheet import RatesSheet
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import day_span, short_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import IconLabel, caption, heading, label
from ui.widgets.money_text import money_text, symbol
from ui.widgets.segmented import SegmentedControl
from ui.widgets.side_panel import SidePanel
from ui.widgets.theme import SMALL

KEEP = "keep"
NIGHTS = (0, 2, 3, 4, 5, 6, 7, 10, 14)
MOST_NIGHTS = (0, 1, 2, 3, 4, 5, 7, 10, 14, 21, 28)
FLAGS = ("closed", "no_arrival", "no_departure")


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done to the selected nights; both may be given."""

    entry: Entry | None
    limits: Mapping[str, int | None]


class ChangePanel(SidePanel):
    """`applied(Change)`; `previewed(Entry or None)` with every key; `cleared()` gives own prices up."""

    applied = Signal(object)
    previewed = Signal(object)
    cleared = Signal()

    def __init__(self, sheet: RatesSheet) -> None:
        super().__init__()
        self._sheet = sheet
        assert sheet.data is not None
        self._currency = sheet.data.currency
        self.title = heading("")
        self.head.insertWidget(0, self.title)
        self.what = label("", SMALL, tone="secondary", wrap=True)
        self.body.addWidget(self.what)
        self.body.addSpacing(4)
        sign = symbol(self._currency)
        self.how = SegmentedControl(
            (
                (EntryKind.SET, tr("Set")),
                (EntryKind.ADD, tr("{sign} up/down", sign=sign)),
                (EntryKind.PERCENT, tr("% up/down")),
            )
        )
        self.body.addWidget(self.how)
        self.price = QLineEdit()
        self.field = FormField(tr("Price"), self.price)
        self.body.addWidget(self.field)
        self.example = label("", SMALL, tone="secondary", wrap=True)
        self.linked = label("", SMALL, tone="secondary")
        self.body.addWidget(self.example)
        self._link = QHBoxLayout()
        self._link.setSpacing(5)
        self._icon = IconLabel("link-simple", size=12)
        self._link.addWidget(self._icon)
        self._link.addWidget(self.linked, 1)
        self.body.addLayout(self._link)
        self.body.addSpacing(4)
        self._add_limits()
        self.body.addStretch(1)
        self._add_foot()
        self.how.chosen.connect(lambda _key: self._typed())
        self.price.textEdited.connect(lambda _text: self._typed())
        self.setFocusProxy(self.price)
        self.show_selection()

    def _add_limits(self) -> None:
        self.least = ChoiceBox()
        self.least.add(KEEP, tr("As it is"))
        for nights in NIGHTS:
            self.least.add(nights, trn("{n} night", "{n} nights", nights) if nights else tr("No minimum"))
        self.most = ChoiceBox()
        self.most.add(KEEP, tr("As it is"))
        for nights in MOST_NIGHTS:
            self.most.add(nights, trn("{n} night", "{n} nights", nights) if nights else tr("No maximum"))
        stays = QHBoxLayout()
        stays.setSpacing(8)
        for choice in (self.least, self.most):
            choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(6)
        stays.addWidget(FormField(tr("Minimum stay"), self.least), 1)
        stays.addWidget(FormField(tr("Maximum stay"), self.most), 1)
        self.body.addLayout(stays)
        self.counts = SegmentedControl(
            (("min_through", tr("Through these nights")), ("min_arrival", tr("On arrival"))), dense=True
        )
        self.body.addWidget(self.counts)
        self.body.addSpacing(2)
        words = (tr("Closed"), tr("No arrival on these days"), tr("No departure on these days"))
        self.flags: dict[str, QCheckBox] = {}
        for name, word, icon in zip(FLAGS, words, ("x", "sign-in", "sign-out"), strict=True):
            box = self.flags[name] = QCheckBox(word)
            box.setTristate(True)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(box)
            row.addWidget(IconLabel(icon, "danger", 13))
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addWidget(caption(""))

    def _add_foot(self) -> None:
        self.apply = KeyedButton("", Kind.PRIMARY, key=tr("Ctrl Enter"), size=Size.LARGE).stretch()
        self.apply.clicked.connect(self.do_apply)
        self.foot.addWidget(self.apply)
        row = QVBoxLayout()
        back = KeyedButton(tr("Put back"), Kind.QUIET).stretch()
        back.setToolTip(tr("Forget what is not applied yet"))
        back.clicked.connect(self.show_selection)
        clear = KeyedButton(tr("Clear own prices"), Kind.QUIET, key=tr("Del")).stretch()
        clear.setToolTip(tr("The season or the plan that they follow counts again"))
        clear.clicked.connect(self.cleared)
        row.addWidget(clear)
        row.addWidget(back)
        self.foot.addLayout(row)

    def show_selection(self) -> None:
        """Begin anew with what is selected."""
        data = self._sheet.data
        if data is None or not self._sheet.is_ready:
            return
        lines, columns = self._sheet.selected_cells()
        count = len(lines)
        self.title.setText(trn("Change {n} price", "Change {n} prices", count))
        self.what.setText(_what(data, lines, columns))
        followers = _followers(data, lines)
        self.linked.setText(trn("{n} linked rate follows", "{n} linked rates follow", followers))
        self.linked.setVisible(followers > 0)
        self._icon.setVisible(followers > 0)
        self.apply.setText(trn("Apply to {n} night", "Apply to {n} nights", count))
        self.price.clear()
        self.example.setText("")
        self.least.choose(KEEP)
        self.most.choose(KEEP)
        cells = lines, columns
        for name, mask in zip(FLAGS, (data.closed, data.no_arrival, data.no_departure), strict=True):
            held = mask[cells]
            state = Qt.CheckState.PartiallyChecked
            if held.all() or not held.any():
                state = Qt.CheckState.Checked if count and held.all() else Qt.CheckState.Unchecked
            box = self.flags[name]
            box.setTristate(state is Qt.CheckState.PartiallyChecked)
            box.setCheckState(state)
        self._flags_before = {name: box.checkState() for name, box in self.flags.items()}
        self.field.clear()
        self.previewed.emit(None)

    def type_price(self, how: EntryKind, text: str) -> None:
        """Choose a way and type into the field."""
        self.how.choose(how)
        self.price.setText(text)
        self._typed()

    @property
    def entry(self) -> Entry | None:
        """What is typed, as an entry of the chosen way."""
        typed = self.price.text().strip()
        if not typed:
            return None
        how, signed = self.how.choice, typed[0] in "+-−"
        if typed.endswith("%") or how == EntryKind.PERCENT:
            text = typed.rstrip("% ")
            return parse_entry(f"{text if signed else f'+{text}'}%", self._currency)
        return parse_entry(typed if signed or how == EntryKind.SET else f"+{typed}", self._currency)

    def do_apply(self) -> None:
        """Hand the change over, or say what is wrong with it."""
        if self.price.text().strip() and self.entry is None:
            self.field.say_wrong(tr("This is no price. Type 120, or a change like +10 or +5%."))
            self.price.setFocus()
            return
        change = Change(self.entry, self._limits())
        if change.entry is None and not change.limits:
            self.field.say(tr("Nothing to apply yet."))
            return
        self.applied.emit(change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter (or Enter in the price) applies, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do_apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _limits(self) -> dict[str, int | None]:
        wanted: dict[str, int | None] = {}
        for choice, through, arrival in (
            (self.least, "min_through", "min_arrival"), (self.most, "max_through", "max_arrival"),
        ):  # fmt: skip
            nights = choice.choice
            if isinstance(nights, int) and nights:
                wanted[through if self.counts.choice == "min_through" else arrival] = nights
            elif isinstance(nights, int):
                wanted |= {through: None, arrival: None}
        for name, box in self.flags.items():
            state = box.checkState()
            if state is not self._flags_before[name] and state is not Qt.CheckState.PartiallyChecked:
                wanted[name] = 1 if state is Qt.CheckState.Checked else None
        return wanted

    def _typed(self) -> None:
        entry = self.entry
        if entry is not None and entry.kind is not EntryKind(self.how.choice):
            self.how.choose(entry.kind)
        self.example.setText(self._example(entry))
        self.previewed.emit(entry)

    def _example(self, entry: Entry | None) -> str:
        """The cursor's night before and after."""
        data = self._sheet.data
        if entry is None or data is None:
            return ""
        lines, columns = self._sheet.selected_cells()
        prices = data.minor[lines, columns]
        known = np.flatnonzero(prices != NO_PRICE)
        at = int(known[0]) if len(known) else 0
        after = int(applied(entry, prices, data.currency)[at])
        plan = data.plan_of(int(lines[at])).name
        day = short_day(data.night(int(columns[at])))
        before = tr("no price") if prices[at] == NO_PRICE else money_text(int(prices[at]), data.currency)
        then = tr("no price") if after == NO_PRICE else money_text(after, data.currency)
        return tr("{plan}, {day}: {before} → {after}", plan=plan, day=day, before=before, after=then)


def _what(data: SheetData, lines: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
          columns: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> str:  # fmt: skip
    """Types, plans and days of what is selected."""
    kinds = list(dict.fromkeys(data.type_of(int(line)).name for line in lines))
    plans = list(dict.fromkeys(data.plan_of(int(line)).name for line in lines))
    kind = kinds[0] if len(kinds) == 1 else trn("{n} type", "{n} types", len(kinds))
    plan = plans[0] if len(plans) == 1 else trn("{n} plan", "{n} plans", len(plans))
    low, high = int(columns.min()), int(columns.max())
    held = len(np.unique(columns))
    if low == high:
        days = short_day(data.night(low))
    elif held == high - low + 1:
        days = day_span(data.night(low), data.night(high))
    else:
        span = day_span(data.night(low), data.night(high))
        days = tr("{n} days of {span}", n=held, span=span)
    return f"{kind} · {plan}\n{days}"


def _followers(data: SheetData, lines: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> int:
    """How many plans follow those of the lines, directly or over others, and are not among them."""
    chosen = {int(data.line_plan[line]) for line in np.unique(lines).tolist()}
    found = set(chosen)
    while True:
        grown = {n for n, plan in enumerate(data.plans) if plan.parent in found} - found
        if not grown:
            return len(found - chosen)
        found |= grown
