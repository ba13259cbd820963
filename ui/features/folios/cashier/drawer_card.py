"""The drawer of this workstation as a card: open it, count it, close it, hand it over."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.features.folios import (
    CloseCashier,
    CountCashier,
    Counted,
    DrawerReportView,
    DropCash,
    HandOverCashier,
    OpenCashier,
)
from app.features.property import PropertyView
from app.features.security import UserView
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.folios.cashier.count_grid import CountGrid, total_text
from ui.features.folios.desk import FolioDesk
from ui.widgets.buttons import KeyedButton, Kind
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, IconLabel, label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text
from ui.widgets.status_chip import StatusChip
from ui.widgets.strips import NoticeBox
from ui.widgets.theme import BODY, MEDIUM, SECTION, SEMIBOLD, SMALL

FIELD = 220


class DrawerCard(Card):
    """One of three states; `done()` after each step, so that the page reads again."""

    done = Signal()
    print_asked = Signal()

    def __init__(self, desk: FolioDesk) -> None:
        super().__init__()
        self.desk = desk
        self.fields: dict[str, FormField] = {}
        self._place: QWidget | None = None
        self.notice: NoticeBox | None = None
        self.go: KeyedButton | None = None
        self.grid: CountGrid | None = None
        self.body.setContentsMargins(20, 16, 20, 18)

    # The three states.

    def show_closed(self, hotel: PropertyView, station: str) -> None:
        """No drawer is open here: open one with a float."""
        column = self._fresh()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("wallet", "text_secondary", 20))
        head.addWidget(label(tr("No drawer is open at {station}", station=station), SECTION, SEMIBOLD))
        head.addStretch(1)
        column.addLayout(head)
        sentence = tr("Cash is taken into an open drawer. Its float comes from the safe.")
        column.addWidget(label(sentence, BODY, tone="secondary", wrap=True))
        money = MoneyEdit(hotel.currency, 0)
        money.setFixedWidth(FIELD)
        self._field(column, "float_minor", tr("Float"), money)

        def agree() -> None:
            minor = money.minor
            if minor is None:
                self.fields["float_minor"].say_wrong(tr("This is no amount."))
                return
            command = OpenCashier(
                id=self.desk.new_id(), session_id=self.desk.new_id(), property_id=hotel.id, float_minor=minor
            )
            self._do(command, tr("The drawer is open"))

        self._foot(column, tr("Open the drawer"), agree)
        money.setFocus()
        money.selectAll()

    def show_open(self, report: DrawerReportView) -> None:
        """Count it blind; drop money to the safe meanwhile."""
        column = self._fresh()
        column.addLayout(self._head(report, "in_house", tr("Open")))
        column.addLayout(self._drop(report))
        column.addWidget(rule())
        column.addWidget(label(tr("Count"), SECTION, SEMIBOLD))
        blind = tr("What should be there is told after the count.")
        column.addWidget(label(blind, SMALL, tone="secondary"))
        currency = report.drawer.currency
        self.grid = CountGrid(currency, report.denominations)
        column.addWidget(self.grid)
        others = self._foreign(column, report, currency)
        total = label("", BODY, SEMIBOLD)
        column.addWidget(total)
        self.grid.summed.connect(lambda minor: total.setText(total_text(minor, currency)))
        total.setText(total_text(0, currency))
        grid = self.grid

        def agree() -> None:
            piles = list(grid.counts)
            for code, edit in others.items():
                if edit.minor:
                    piles.append(Counted(code, edit.minor, 1))
            session = report.drawer.session_id
            command = CountCashier(id=self.desk.new_id(), session_id=session, counts=tuple(piles))
            self._do(command, tr("The count is written down"))

        self._foot(column, tr("This is what I counted"), agree)

    def show_counted(self, report: DrawerReportView, users: Sequence[UserView]) -> None:
        """What should have been there, the difference, and closing with its reason or handing over."""
        column = self._fresh()
        column.addLayout(self._head(report, "arrives_today", tr("Counted")))
        column.addWidget(rule())
        off = self._sums(column, report)
        reason = QLineEdit()
        reason.setPlaceholderText(tr("Wrong change at lunch …"))
        reason.setMaximumWidth(FIELD * 2)
        field = self._field(column, "reason", tr("Why it differs"), reason)
        field.setVisible(off)
        session = report.drawer.session_id
        column.addLayout(self._hand_over(report, users, reason))
        row = QHBoxLayout()
        again = KeyedButton(tr("Count again"), icon="arrow-counter-clockwise")
        again.clicked.connect(lambda: self.show_open(report))
        sheet = KeyedButton(tr("Print"), icon="printer")
        sheet.clicked.connect(self.print_asked)
        row.addWidget(again)
        row.addWidget(sheet)
        row.addStretch(1)
        column.addLayout(row)

        def agree() -> None:
            command = CloseCashier(id=self.desk.new_id(), session_id=session, reason=reason.text().strip())
            self._do(command, tr("The drawer is closed"))

        self._foot(column, tr("Close the drawer"), agree)

    def refuse(self, error: AppError) -> None:
        """Say why not at its field, with the choices below."""
        self._clear_notice()
        field = self.fields.get(error.field)
        if field is not None:
            field.setVisible(True)
            field.say_wrong(error.sentence)
            field.setFocus()
        if field is None or error.choices:
            links = [choice.label for choice in error.choices[:3]]
            strong = error.sentence if field is None else tr("You can do this instead:")
            self.notice = NoticeBox(strong, "", links)
            for link, choice in zip(self.notice.links, error.choices, strict=False):
                link.clicked.connect(lambda _=False, choice=choice: self._do(choice.command, choice.label))
            self.body.insertWidget(0, self.notice)

    # Parts of them.

    def _do(self, command: Command, sentence: str) -> None:
        for field in self.fields.values():
            field.clear()
        self._clear_notice()
        self.desk.do(command, sentence, on_done=lambda _outcome: self.done.emit(), on_refused=self.refuse)

    def _fresh(self) -> QVBoxLayout:
        self._clear_notice()
        if self._place is not None:
            self.body.removeWidget(self._place)
            self._place.hide()
            self._place.deleteLater()
        self.fields, self.grid = {}, None
        self._place = QWidget()
        column = QVBoxLayout(self._place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.body.addWidget(self._place)
        return column

    def _head(self, report: DrawerReportView, look: str, word: str) -> QHBoxLayout:
        drawer = report.drawer
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("wallet", "accent", 20))
        row.addWidget(label(tr("Drawer of {name}", name=drawer.by_name), SECTION, SEMIBOLD))
        row.addWidget(StatusChip(look, word))
        since = f"{drawer.opened_at.astimezone():%H:%M}"
        text = tr(
            "{station}, open since {time}, float {float}", station=drawer.workstation, time=since,
            float=money_text(drawer.float_minor, drawer.currency),
        )  # fmt: skip
        row.addWidget(label(text, SMALL, tone="secondary"))
        row.addStretch(1)
        return row

    def _drop(self, report: DrawerReportView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        money = MoneyEdit(report.drawer.currency)
        money.setFixedWidth(140)
        field = self.fields["amount_minor"] = FormField(tr("Take to the safe"), money)
        row.addWidget(field)
        button = KeyedButton(tr("Drop"), icon="archive")

        def drop() -> None:
            if not money.minor:
                field.say_wrong(tr("Give an amount."))
                return
            session = report.drawer.session_id
            command = DropCash(id=self.desk.new_id(), session_id=session, amount_minor=money.minor)
            self._do(command, tr("{amount} is in the safe", amount=money_text(money.minor, money.currency)))

        button.clicked.connect(drop)
        money.returnPressed.connect(drop)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _foreign(self, column: QVBoxLayout, report: DrawerReportView, own: str) -> dict[str, MoneyEdit]:
        others = {held.currency: MoneyEdit(held.currency) for held in report.held if held.currency != own}
        for code, edit in others.items():
            edit.setFixedWidth(FIELD)
            self._field(column, f"counted_{code}", tr("All of the {currency}", currency=code), edit)
        return others

    def _sums(self, column: QVBoxLayout, report: DrawerReportView) -> bool:
        off = False
        for held in report.held:
            if held.expected_minor is None or held.counted_minor is None:
                continue
            variance = held.variance_minor or 0
            off = off or variance != 0
            rows = (
                (tr("Should be there"), held.expected_minor, ""),
                (tr("Counted"), held.counted_minor, ""),
                (tr("Difference"), variance, "danger" if variance else "success"),
            )
            for name, minor, tone in rows:
                row = QHBoxLayout()
                title = label(name, BODY, MEDIUM, "secondary")
                title.setFixedWidth(FIELD)
                row.addWidget(title)
                row.addWidget(label(money_text(minor, held.currency), BODY, SEMIBOLD, tone))
                row.addStretch(1)
                column.addLayout(row)
        return off

    def _hand_over(
        self, report: DrawerReportView, users: Sequence[UserView], reason: QLineEdit
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        box = self.next_person = ChoiceBox()
        box.setMinimumWidth(FIELD)
        others = {user.id: user.name for user in users if user.name != report.drawer.by_name}
        for user_id, name in others.items():
            box.add(user_id, name)
        row.addWidget(FormField(tr("Or hand it over to"), box))
        link = self.hand_over = KeyedButton(tr("Hand over"), icon="users")
        link.setEnabled(bool(others))
        link.setToolTip("" if others else tr("There is nobody else who signs in here."))

        def hand() -> None:
            user_id = box.choice
            if isinstance(user_id, UUID):
                command = HandOverCashier(
                    id=self.desk.new_id(), session_id=report.drawer.session_id,
                    next_session_id=self.desk.new_id(), to_user_id=user_id, to_name=others[user_id],
                    reason=reason.text().strip(),
                )  # fmt: skip
                self._do(command, tr("The drawer is handed over to {name}", name=others[user_id]))

        link.clicked.connect(hand)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _field(self, column: QVBoxLayout, name: str, title: str, editor: QWidget) -> FormField:
        made = self.fields[name] = FormField(title, editor)
        column.addWidget(made)
        return made

    def _foot(self, column: QVBoxLayout, verb: str, agree: Callable[[], None]) -> None:
        row = QHBoxLayout()
        self.go = KeyedButton(verb, Kind.PRIMARY, key=tr("Ctrl Enter"))
        self.go.clicked.connect(agree)
        row.addWidget(self.go)
        row.addStretch(1)
        column.addLayout(row)

    def _clear_notice(self) -> None:
        if self.notice is not None:
            self.body.removeWidget(self.notice)
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
