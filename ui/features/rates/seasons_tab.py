"""Seasons of a plan: spans of nights with weekdays and, per room type, base, single use, extras."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.features.property import HouseView, PropertyView
from app.features.rates import AddSeason, ChangeSeason, PlanView, RemoveSeason, SeasonPrice, SeasonView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.fields import ALL_DAYS, DayField, Spin, WeekdayPicker
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import day_span
from ui.widgets.form_field import FormField
from ui.widgets.labels import caption, label, set_tone
from ui.widgets.money_text import amount_text, parse_amount
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

LIST, LENGTH = 400, 90
MOST_RANK = 1000


class SeasonsTab(QWidget):
    """One plan's seasons; the higher rank counts where they meet."""

    def __init__(self, services: ShellServices, hotel: PropertyView, house: HouseView) -> None:
        super().__init__()
        self._services, self._hotel = services, hotel
        self._types = [kind for kind in house.room_types if kind.property_id == hotel.id]
        self._plans: Sequence[PlanView] = ()
        self._plan: PlanView | None = None
        self._season: SeasonView | None = None
        self.prices: dict[tuple[UUID, str], QLineEdit] = {}
        self.plan_box = ChoiceBox()
        columns = [
            Column[SeasonView](title=tr("Season"), cell=lambda s: Cell(s.name or tr("Season"))),
            Column[SeasonView](
                title=tr("Nights"),
                cell=lambda s: Cell(day_span(s.starts, s.ends), "text_secondary"),
                width=215,
            ),
        ]
        self.table: DataTable[SeasonView] = DataTable(columns, row_height=30, same=lambda season: season.id)
        self.table.setAccessibleName(tr("Seasons"))
        today = hotel.business_date
        self.name, self.rank, self.weekdays = QLineEdit(), Spin(), WeekdayPicker()
        self.rank.setRange(-MOST_RANK, MOST_RANK)
        self.starts, self.ends = DayField(today, today), DayField(today, today + timedelta(days=LENGTH))
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self.new = KeyedButton(tr("New season"), icon="plus")
        self.remove = KeyedButton(tr("Remove"), Kind.DANGER, icon="trash")
        self.save = KeyedButton(tr("Save"), Kind.PRIMARY, key=tr("Ctrl Enter"))
        self.fields: dict[str, FormField] = {}
        self._grid = QGridLayout()
        self._lay_out()
        self.table.moved.connect(self.show_season)
        self.plan_box.activated.connect(lambda _index: self._use_plan())
        self.new.clicked.connect(lambda: self.show_season(None))
        self.remove.clicked.connect(self.do_remove)
        self.save.clicked.connect(self.do_save)

    def show_plans(self, plans: Sequence[PlanView]) -> None:
        """Show the seasons of the held plan; plans with prices of their own come first."""
        held = self.plan_box.choice
        self._plans = plans
        self.plan_box.clear()
        for plan in sorted(plans, key=lambda p: p.parent_id is not None):
            self.plan_box.add(str(plan.id), plan.name)
        self.plan_box.choose(held)
        self._use_plan()

    def show_season(self, season: SeasonView | None) -> None:
        """Show one season; None begins a new one."""
        self._season = season
        self.name.setText(season.name if season else "")
        self.rank.setValue(season.rank if season else 0)
        self.weekdays.show_days(season.weekdays if season else ALL_DAYS)
        if season is not None:
            self.starts.show_day(season.starts)
            self.ends.show_day(season.ends)
        for (kind, part), edit in self.prices.items():
            minor = season.prices.get(str(kind), {}).get(part) if season else None
            edit.setText("" if minor is None else amount_text(minor, self._hotel.currency))
            edit.setProperty("wrong", "")
        self.save.setText(tr("Save") if season is not None else tr("Add season"))
        self.remove.setVisible(season is not None)
        for field in self.fields.values():
            field.clear()
        self._say("")

    def do_save(self) -> None:
        """Save what the form says."""
        plan, prices = self._plan, self._read()
        starts, ends = self.starts.day, self.ends.day
        if plan is None or prices is None:
            return
        if starts is None or ends is None:
            self.fields["ends" if starts else "starts"].say_wrong(tr("Say from which night to which."))
            return
        new_id, name = self._services.app.new_id, self.name.text().strip()
        command: AddSeason | ChangeSeason
        if self._season is None:
            command = AddSeason(
                id=new_id(),
                season_id=new_id(),
                plan_id=plan.id,
                name=name,
                starts=starts,
                ends=ends,
                prices=prices,
                weekdays=self.weekdays.days,
                rank=self.rank.value(),
            )
        else:
            command = ChangeSeason(
                id=new_id(),
                season_id=self._season.id,
                name=name,
                starts=starts,
                ends=ends,
                prices=prices,
                weekdays=self.weekdays.days,
                rank=self.rank.value(),
            )
        title = tr("{season} is saved", season=name or tr("Season"))
        self._services.operations.run_command(
            command, lambda _outcome: self._services.did(command.id, title), self._refused
        )

    def do_remove(self) -> None:
        """Take the season away."""
        if self._season is None:
            return
        command = RemoveSeason(id=self._services.app.new_id(), season_id=self._season.id)
        title = tr("{season} is removed", season=self._season.name or tr("Season"))
        self._season = None
        self._services.operations.run_command(
            command, lambda _outcome: self._services.did(command.id, title), self._refused
        )

    def _use_plan(self) -> None:
        self._plan = next((p for p in self._plans if str(p.id) == self.plan_box.choice), None)
        self._show_parts()
        seasons = self._plan.seasons if self._plan is not None else ()
        held = self._season.id if self._season is not None else None
        self.table.blockSignals(True)
        self.table.show_rows(seasons)
        self.table.blockSignals(False)
        season = next((s for s in seasons if s.id == held), seasons[0] if seasons else None)
        if season is not None:
            self.table.select(lambda row: row.id == season.id)
        self.show_season(season)

    def _show_parts(self) -> None:
        """A line per room type, a column per part of the price."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        bands = self._plan.child_bands if self._plan is not None else ()
        parts = [("base", tr("Price")), ("single", tr("Single use")), ("adult", tr("Extra adult"))]
        parts += [
            (f"child{number}", tr("{low}–{high} years", low=low, high=high - 1))
            for number, (low, high) in enumerate(bands, 1)
        ]
        self.prices = {}
        for column, (_, word) in enumerate(parts, 1):
            self._grid.addWidget(caption(word), 0, column)
        for row, kind in enumerate(self._types, 1):
            self._grid.addWidget(label(kind.name), row, 0)
            for column, (part, word) in enumerate(parts, 1):
                edit = self.prices[kind.id, part] = QLineEdit()
                edit.setProperty("density", "dense")
                edit.setAccessibleName(f"{kind.name}, {word}")
                self._grid.addWidget(edit, row, column)

    def _read(self) -> tuple[SeasonPrice, ...] | None:
        """The prices per type; None when one is no amount, which is marked."""
        found: dict[UUID, dict[str, int]] = {}
        wrong = None
        for (kind, part), edit in self.prices.items():
            text = edit.text().strip()
            minor = parse_amount(text, self._hotel.currency) if text else None
            is_wrong = bool(text) and (minor is None or minor < 0)
            edit.setProperty("wrong", "true" if is_wrong else "")
            edit.style().unpolish(edit)
            edit.style().polish(edit)
            if is_wrong:
                wrong = wrong or edit
            elif minor is not None:
                found.setdefault(kind, {})[part] = minor
        if wrong is not None:
            self._say(tr("“{text}” is no price.", text=wrong.text()), "danger")
            wrong.setFocus()
            return None
        known = {UUID(key) for key in self._season.prices} if self._season is not None else set()
        return tuple(_price(kind, found.get(kind, {})) for kind in (*found, *(known - set(found))))

    def _refused(self, error: AppError) -> None:
        field = self.fields.get(error.field)
        if field is not None:
            field.say_wrong(error.sentence)
        else:
            self._say(error.sentence, "danger")

    def _say(self, sentence: str, tone: str = "secondary") -> None:
        set_tone(self.said, tone)
        self.said.setText(sentence)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(20)
        holder = QWidget()
        holder.setFixedWidth(LIST)
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(FormField(tr("Plan"), self.plan_box))
        left.addWidget(self.table, 1)
        left.addWidget(self.new)
        row.addWidget(holder)
        right = QVBoxLayout()
        right.setSpacing(10)
        top = QGridLayout()
        top.setHorizontalSpacing(10)
        top.setVerticalSpacing(10)
        entries = (
            ("name", tr("Name"), self.name),
            ("rank", tr("Rank (the higher counts)"), self.rank),
            ("starts", tr("First night"), self.starts),
            ("ends", tr("Last night"), self.ends),
        )
        for number, (name, title, editor) in enumerate(entries):
            self.fields[name] = FormField(title, editor)
            top.addWidget(self.fields[name], number // 2, number % 2)
        right.addLayout(top)
        right.addWidget(self.weekdays)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        column.addLayout(self._grid)
        column.addStretch(1)
        area.setWidget(inner)
        right.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.remove)
        foot.addWidget(self.save)
        right.addLayout(foot)
        row.addLayout(right, 1)


def _price(kind: UUID, parts: dict[str, int]) -> SeasonPrice:
    children = tuple(parts.get(f"child{number}") for number in range(1, 5))
    while children and children[-1] is None:
        children = children[:-1]
    return SeasonPrice(
        kind, parts.get("base"), parts.get("single"), parts.get("adult"), parts.get("person"), children
    )
