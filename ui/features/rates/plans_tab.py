"""Plans: the list at the left, the form of one at the right with a live example of its price."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.features.guests import Companies, CompanyView
from app.features.property import PropertyView
from app.features.rates import PlanView, RateGrid, RateGridView
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.plan_form import PlanForm
from ui.features.rates.plan_words import kind_word
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import short_day
from ui.widgets.labels import label, set_tone
from ui.widgets.money_text import money_text
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

LIST = 380
EXAMPLE, EXAMPLE_MS, EXAMPLE_DAYS = "rates.example", 120, 60


class PlansTab(QWidget):
    """Saves with the button or Ctrl Enter; a refusal stands at its field."""

    def __init__(self, services: ShellServices, hotel: PropertyView) -> None:
        super().__init__()
        self._services, self._hotel = services, hotel
        self._plans: Sequence[PlanView] = ()
        columns = [
            Column[PlanView](
                title=tr("Plan"), cell=lambda p: Cell(p.name, tone="text" if p.active else "text_muted")
            ),
            Column[PlanView](title=tr("Prices"), cell=_prices, width=170),
        ]
        self.table: DataTable[PlanView] = DataTable(columns, row_height=30, same=lambda plan: plan.id)
        self.table.setAccessibleName(tr("Rate plans"))
        self.form = PlanForm(hotel.currency, hotel.business_date)
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self.save = KeyedButton(tr("Save"), Kind.PRIMARY, key=tr("Ctrl Enter"))
        self.new = KeyedButton(tr("New plan"), icon="plus")
        self._example = QTimer(self)
        self._example.setSingleShot(True)
        self._example.setInterval(EXAMPLE_MS)
        self._example.timeout.connect(self._rehearse)
        self._lay_out()
        self.table.moved.connect(self.show_plan)
        self.form.edited.connect(self._edited)
        self.save.clicked.connect(self.do_save)
        self.new.clicked.connect(lambda: self.show_plan(None))
        services.operations.ask(Companies(), self._show_companies)

    def show_plans(self, plans: Sequence[PlanView]) -> None:
        """Show the plans; the one that is held stays."""
        held = self.form.plan_id
        self._plans = plans
        self.table.blockSignals(True)
        self.table.show_rows(plans)
        self.table.blockSignals(False)
        plan = next((p for p in plans if p.id == held), plans[0] if plans else None)
        if plan is not None:
            self.table.select(lambda row: row.id == plan.id)
        self.show_plan(plan)

    def show_plan(self, plan: PlanView | None) -> None:
        """Show one plan; None begins a new one."""
        self.form.show_plan(plan, self._plans, self._services.app.new_id())
        self.said.setText("" if plan is not None else tr("A new plan."))
        self.save.setText(tr("Save") if plan is not None else tr("Add plan"))
        if plan is None:
            self.table.clearSelection()
            self.form.name.setFocus()
        self._example.start()

    def do_save(self) -> None:
        """Save what the form says."""
        command = self.form.command(self._services.app.new_id(), self._hotel.id)
        if command is None:
            return
        name = self.form.name.text().strip()

        def done(_outcome: Outcome) -> None:
            self._services.did(command.id, tr("{plan} is saved", plan=name))

        self._services.operations.run_command(command, done, self._refused)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.table, 1)
        left.addWidget(self.new)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(LIST)
        row.addWidget(holder)
        right = QVBoxLayout()
        right.setSpacing(8)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        right.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.save)
        right.addLayout(foot)
        row.addLayout(right, 1)

    def _show_companies(self, companies: Sequence[CompanyView]) -> None:
        self.form.show_companies(companies)
        if self.form.plan is not None and self.form.plan.company_id is not None:
            self.form.company.choose(str(self.form.plan.company_id))

    def _edited(self) -> None:
        self.said.setText("")
        self._example.start()

    def _rehearse(self) -> None:
        """What the house would make of the form: an example price, or why it cannot be."""
        if (
            not self.form.parent_plan.choice
            or not self.form.name.text().strip()
            or not self.form.code.text().strip()
        ):
            self.form.example.setText("")
            return
        command = self.form.command(self._services.app.new_id(), self._hotel.id)
        if command is None:
            return
        first = self._hotel.business_date
        then = RateGrid(property_id=self._hotel.id, first=first, last=first + timedelta(days=EXAMPLE_DAYS))
        self._services.operations.rehearse(
            command, then, self._show_example, self._would_refuse, latest=EXAMPLE
        )

    def _show_example(self, view: RateGridView) -> None:
        places = {plan.id: number for number, plan in enumerate(view.plans)}
        at = places.get(self.form.plan_id) if self.form.plan_id is not None else None
        parent = view.plans[at].parent if at is not None else -1
        self.form.fields["parent_id"].clear()
        if at is None or parent < 0:
            self.form.example.setText(tr("It is not sold, so there is no example."))
            return
        for kind, terms in enumerate(view.types):
            for night in range(view.nights):
                if view.minor[parent, kind, night] >= 0:
                    before = money_text(int(view.minor[parent, kind, night]), view.currency)
                    after = money_text(int(view.minor[at, kind, night]), view.currency)
                    self.form.example.setText(
                        tr("{type}, {day}: {parent} is {before}, so this is {after}", type=terms.name,
                           day=short_day(view.first + timedelta(days=night)), parent=view.plans[parent].name,
                           before=before, after=after)
                    )  # fmt: skip
                    return
        self.form.example.setText(tr("{plan} has no prices yet.", plan=view.plans[parent].name))

    def _would_refuse(self, error: AppError) -> None:
        self.form.example.setText("")
        if error.field == "parent_id":
            self.form.mark(error)

    def _refused(self, error: AppError) -> None:
        if not self.form.mark(error):
            set_tone(self.said, "danger")
            self.said.setText(error.sentence)


def _prices(plan: PlanView) -> Cell:
    if not plan.active:
        return Cell(tr("Not sold"), tone="text_muted")
    if plan.rule:
        return Cell(plan.rule, tone="text_secondary")
    return Cell(kind_word(plan.kind), tone="text_secondary")
