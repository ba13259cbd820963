"""Agreements: the companies that have a right to a plan, their discount and until when."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.guests import Companies, CompanyView
from app.features.property import PropertyView
from app.features.rates import Agreements, AgreementView, PlanView, RemoveAgreement, SetAgreement
from app.kernel.changes import Outcome
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rates.fields import DayField
from ui.features.rates.plan_words import parse_share, share_text
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import long_day
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, set_tone
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SMALL

QUESTION = "rates.agreements"


class AgreementsTab(QWidget):
    """The list above, the form of one below."""

    def __init__(self, services: ShellServices, hotel: PropertyView) -> None:
        super().__init__()
        self._services, self._hotel = services, hotel
        self._agreement: AgreementView | None = None
        self._companies: Sequence[CompanyView] = ()
        self._plans: Sequence[PlanView] = ()
        columns = [
            Column[AgreementView](title=tr("Company"), cell=lambda a: Cell(a.company)),
            Column[AgreementView](
                title=tr("Plan"), cell=lambda a: Cell(self._plan_name(a.plan_id)), width=200
            ),
            Column[AgreementView](
                title=tr("Discount"),
                cell=lambda a: Cell(f"{share_text(a.discount_bp)} %"),
                width=90,
                right=True,
            ),
            Column[AgreementView](
                title=tr("From"), cell=lambda a: Cell(long_day(a.valid_from), "text_secondary"), width=150
            ),
            Column[AgreementView](
                title=tr("Until"),
                width=150,
                cell=lambda a: Cell(
                    long_day(a.valid_until) if a.valid_until else tr("Open"), "text_secondary"
                ),
            ),
        ]
        self.table: DataTable[AgreementView] = DataTable(columns, row_height=30, same=lambda row: row.id)
        self.table.setAccessibleName(tr("Agreements"))
        self.company, self.plan_box, self.discount = ChoiceBox(), ChoiceBox(), QLineEdit()
        self.starts = DayField(hotel.business_date, hotel.business_date)
        self.ends = DayField(hotel.business_date, empty=tr("Open"))
        self.said = label("", SMALL, tone="secondary", wrap=True)
        self.new = KeyedButton(tr("New agreement"), icon="plus")
        self.remove = KeyedButton(tr("Remove"), Kind.DANGER, icon="trash")
        self.save = KeyedButton(tr("Save"), Kind.PRIMARY, key=tr("Ctrl Enter"))
        self.fields: dict[str, FormField] = {}
        self._lay_out()
        self.table.moved.connect(self.show_agreement)
        self.new.clicked.connect(lambda: self.show_agreement(None))
        self.remove.clicked.connect(self.do_remove)
        self.save.clicked.connect(self.do_save)
        services.operations.ask(Companies(), self._show_companies)

    def show_plans(self, plans: Sequence[PlanView]) -> None:
        """Offer these plans, and ask for the agreements."""
        self._plans = plans
        held = self.plan_box.choice
        self.plan_box.clear()
        for plan in plans:
            if plan.active:
                self.plan_box.add(str(plan.id), plan.name)
        self.plan_box.choose(held)
        query = Agreements(property_id=self._hotel.id)
        self._services.operations.ask(query, self._show_rows, latest=QUESTION)

    def show_agreement(self, agreement: AgreementView | None) -> None:
        """Show one; None begins a new one."""
        self._agreement = agreement
        if agreement is not None:
            self.company.choose(str(agreement.company_id))
            self.plan_box.choose(str(agreement.plan_id))
            self.starts.show_day(agreement.valid_from)
        self.ends.show_day(agreement.valid_until if agreement is not None else None)
        self.discount.setText(share_text(agreement.discount_bp) if agreement is not None else "")
        self.remove.setVisible(agreement is not None)
        self.save.setText(tr("Save") if agreement is not None else tr("Add agreement"))
        for field in self.fields.values():
            field.clear()
        no_company = tr("There is no company yet. Companies come with bookings and imports.")
        self._say("" if self._companies else no_company)

    def do_save(self) -> None:
        """Save what the form says."""
        bp, starts = parse_share(self.discount.text()), self.starts.day
        company, plan = str(self.company.choice or ""), str(self.plan_box.choice or "")
        if bp is None:
            self.fields["discount_bp"].say_wrong(tr("Write a share such as 15."))
        elif starts is None:
            self.fields["valid_from"].say_wrong(tr("Say from which night on."))
        elif self.ends.is_wrong:
            self.fields["valid_until"].say_wrong(tr("This is no day. Type it like 21.11."))
        elif not company or not plan:
            self._say(tr("Choose a company and a plan."), "danger")
        else:
            new_id = self._services.app.new_id
            command = SetAgreement(
                id=new_id(),
                agreement_id=self._agreement.id if self._agreement else new_id(),
                plan_id=UUID(plan),
                company_id=UUID(company),
                discount_bp=bp,
                valid_from=starts,
                valid_until=self.ends.day,
            )
            title = tr("The agreement with {company} is saved", company=self.company.currentText())
            self._run(command, title)

    def do_remove(self) -> None:
        """Take the agreement away."""
        if self._agreement is not None:
            command = RemoveAgreement(id=self._services.app.new_id(), agreement_id=self._agreement.id)
            self._run(command, tr("The agreement with {company} is removed", company=self._agreement.company))

    def _run(self, command: SetAgreement | RemoveAgreement, title: str) -> None:
        def done(_outcome: Outcome) -> None:
            self._services.did(command.id, title)

        self._services.operations.run_command(command, done, self._refused)

    def _refused(self, error: AppError) -> None:
        field = self.fields.get(error.field)
        if field is not None:
            field.say_wrong(error.sentence)
        else:
            self._say(error.sentence, "danger")

    def _show_rows(self, rows: Sequence[AgreementView]) -> None:
        held = self._agreement.id if self._agreement is not None else None
        self.table.blockSignals(True)
        self.table.show_rows(rows)
        self.table.blockSignals(False)
        row = next((r for r in rows if r.id == held), rows[0] if rows else None)
        if row is not None:
            self.table.select(lambda other: other.id == row.id)
        self.show_agreement(row)

    def _show_companies(self, companies: Sequence[CompanyView]) -> None:
        self._companies = companies
        self.company.clear()
        for view in companies:
            self.company.add(str(view.id), view.name)
        self.show_agreement(self._agreement)

    def _plan_name(self, plan_id: UUID) -> str:
        return next((plan.name for plan in self._plans if plan.id == plan_id), "")

    def _say(self, sentence: str, tone: str = "secondary") -> None:
        set_tone(self.said, tone)
        self.said.setText(sentence)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        entries = (
            ("company_id", tr("Company"), self.company),
            ("plan_id", tr("Plan"), self.plan_box),
            ("discount_bp", tr("Discount, %"), self.discount),
            ("valid_from", tr("Nights from"), self.starts),
            ("valid_until", tr("Nights until"), self.ends),
        )
        for number, (name, title, editor) in enumerate(entries):
            self.fields[name] = FormField(title, editor)
            grid.addWidget(self.fields[name], 0, number)
            grid.setColumnStretch(number, 2 if number < 2 else 1)
        column.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.new)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.remove)
        foot.addWidget(self.save)
        column.addLayout(foot)
