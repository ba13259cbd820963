"""The commissions page: what agents and channels earn of the stays that departed in a month."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.features.finance import (
    Commissions,
    CommissionsView,
    EarnerView,
    IssueCommissionStatement,
    PostCommissions,
)
from app.features.property import PropertyView
from app.kernel.changes import Outcome
from app.kernel.text import tr, trn
from ui.features.finance.commissions_dialog import CommissionsDialog
from ui.features.finance.day_page import DayPage
from ui.features.finance.language import language_choice
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.data_table import Column, DataTable
from ui.widgets.day_text import to_qdate
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, heading
from ui.widgets.money_text import amount_text
from ui.widgets.sums_line import SumsLine
from ui.widgets.table_paint import Cell

NONE = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """An agent or channel with its sums, or the sum of all."""

    name: str
    sort: str
    stays: int
    shares: tuple[int, ...]
    basis: int
    amount: int
    posted: int
    currency: str
    earner: EarnerView | None = None


def columns() -> list[Column[Line]]:
    """Name, sort, stays, revenue, share, commission, posted, still to post."""
    return [
        Column(title=tr("Agent or channel"), cell=lambda line: Cell(line.name, strong=True)),
        Column(title=tr("Sort"), cell=lambda line: Cell(line.sort, "text_secondary"), width=120),
        Column(title=tr("Stays"), cell=lambda line: Cell(str(line.stays)),
               sort_key=lambda line: line.stays, width=90, right=True),
        _money(tr("Room revenue, net"), "basis"),
        Column(title=tr("Share"), cell=lambda line: Cell(_share(line.shares), "text_secondary"),
               width=110, right=True),
        _money(tr("Commission"), "amount"),
        _money(tr("Posted"), "posted"),
        Column(title=tr("To post"), cell=_to_post, sort_key=lambda line: line.amount - line.posted, width=130,
               right=True),
    ]  # fmt: skip


def _money(title: str, name: str) -> Column[Line]:
    def cell(line: Line) -> Cell:
        minor = getattr(line, name)
        return Cell(amount_text(minor, line.currency)) if minor else Cell(NONE, "text_muted")

    return Column(title=title, cell=cell, sort_key=lambda line: getattr(line, name), width=140, right=True)


def _to_post(line: Line) -> Cell:
    minor = line.amount - line.posted
    return Cell(amount_text(minor, line.currency), strong=True) if minor else Cell(NONE, "text_muted")


def _share(shares: tuple[int, ...]) -> str:
    """ "12 %", or from the lowest to the highest; a dash where nothing was agreed."""
    agreed = [f"{bp / 100:g}" for bp in sorted({*shares}) if bp]
    if not agreed:
        return tr("none agreed") if shares else ""
    return f"{agreed[0]} %" if len(agreed) == 1 else f"{agreed[0]}–{agreed[-1]} %"


class CommissionsPage(DayPage):
    """One page per window. The day says the month."""

    concerns = ("posting", "stay", "reservation", "commission", "commission_rate", "property")
    question_name = "finance.commissions"

    def __init__(self, services: ShellServices) -> None:
        self.table: DataTable[Line] = DataTable(columns(), same=lambda line: (line.sort, line.name))
        self.table.setAccessibleName(tr("Agents and channels"))
        self.sums: SumsLine[Line] = SumsLine(self.table)
        super().__init__(services, self._body(), self.query, self.answered)
        self.title = tr("Commissions")
        self.view: CommissionsView | None = None
        self.dialog: CommissionsDialog | None = None
        self.month = heading("")
        self.post = KeyedButton(tr("Post the month"), Kind.PRIMARY, icon="check")
        self.post.clicked.connect(self.post_month)
        self.controls.insertWidget(2, self.month)
        self.statement = KeyedButton(tr("Statement"), icon="file-pdf")
        self.statement.setToolTip(tr("Issue the statement of the chosen agent or channel (Enter)"))
        self.statement.clicked.connect(lambda: self.issue_statement(self.table.current))
        self.export = KeyedButton(tr("Export"), icon="download-simple")
        self.export.clicked.connect(self.save_table)
        self.table.opened.connect(self.issue_statement)
        self.language = language_choice(tr("The reader’s language"))
        for widget in (self.language, self.statement, self.export, self.post):
            self.controls.addWidget(widget)

    def query(self, hotel: PropertyView, day: date) -> Commissions:
        """The month of the day."""
        return Commissions(property=str(hotel.id), month=day)

    def answered(self, view: CommissionsView) -> None:
        """The rows, their sums, and whether there is something to post."""
        self.view = view
        self.month.setText(QLocale().toString(to_qdate(view.month), "MMMM yyyy"))
        lines = [
            Line(
                e.name, tr("Agent") if e.company_id else tr("Channel"), len(e.lines),
                tuple(line.bp for line in e.lines), e.basis_minor, e.amount_minor, e.posted_minor,
                view.currency, e,
            )
            for e in view.earners
        ]  # fmt: skip
        self.table.show_rows(lines)
        self.sums.show_sums(
            Line(
                trn("{n} earner", "{n} earners", len(lines)), "", sum(line.stays for line in lines), (),
                sum(line.basis for line in lines), sum(line.amount for line in lines),
                sum(line.posted for line in lines), view.currency,
            )
        )  # fmt: skip
        self.rows.setCurrentIndex(0 if lines else 1)
        self.statement.setEnabled(bool(lines))
        self.export.setEnabled(bool(lines))
        self.post.setEnabled(any(line.amount != line.posted for line in lines))

    def post_month(self) -> None:
        """Post what is due; what was posted before is not posted again."""
        if self.hotel is not None and self.view is not None:
            command = PostCommissions(
                id=self.services.app.new_id(), property_id=self.hotel.id, month=self.view.month
            )
            self.do(command, tr("The commissions of {month} are posted", month=self.month.text()))

    def issue_statement(self, line: Line | None) -> None:
        """Issue the statement of an agent or channel, and show its pages."""
        if self.hotel is None or self.view is None or line is None or line.earner is None:
            return
        new_id = self.services.app.new_id
        command = IssueCommissionStatement(
            id=new_id(), document_id=new_id(), property_id=self.hotel.id, month=self.view.month,
            company_id=line.earner.company_id, channel_code=line.earner.channel_code,
            language=str(self.language.choice or ""),
        )  # fmt: skip

        def issued(_outcome: Outcome) -> None:
            from ui.shell.document_pages import show_pages  # noqa: PLC0415 - Qt's printing parts come with it

            show_pages(self.services, command.document_id, self.refused)

        self.do(command, "", issued)

    def save_table(self) -> None:
        """Take the month away for a spreadsheet."""
        if self.hotel is not None and self.view is not None:
            query = Commissions(property=str(self.hotel.id), month=self.view.month)
            self.dialog = CommissionsDialog(self.services, query)
            self.dialog.open()

    def _body(self) -> QWidget:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.sums)
        self.rows = QStackedWidget()
        self.rows.addWidget(card)
        self.rows.addWidget(
            EmptyState(
                "buildings", tr("Nobody earns of this month"),
                tr("Stays that an agent or a channel sent stand here once they have departed."),
            )
        )  # fmt: skip
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        return body
