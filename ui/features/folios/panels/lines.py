"""What is done with lines: send them to another window or folio, split one, reverse one, give a rebate."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.features.folios import FolioRow, FolioView, MovePostings, ReversePosting, SplitPosting
from app.kernel.commands import Command
from app.kernel.text import tr, trn
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.base import FolioPanel, Sums
from ui.features.folios.rows import Row, percent_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, rule
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.money_text import money_text, parse_amount
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, MEDIUM, SMALL

AMOUNT, PERCENT, NIGHTS = "amount", "percent", "nights"


def told(rows: Sequence[Row]) -> str:
    """The lines in a few words."""
    if len(rows) == 1:
        return f"{rows[0].day} · {rows[0].text}"
    return trn("{n} line", "{n} lines", len(rows))


class Targets(ChoiceBox):
    """Windows of this folio, then the other open folios; the choice is (folio, window)."""

    def __init__(self, folio: FolioView, others: Sequence[FolioRow], without: int) -> None:
        super().__init__()
        # A long name of another folio must not make the panel wider than its place.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        for window in folio.windows:
            if window.number != without:
                name = tr("Window {number}, {payer}", number=window.number, payer=window.name)
                self.add((folio.folio_id, window.number), name)
        for other in others:
            for number in other.windows if other.folio_id != folio.folio_id else ():
                name = tr("Folio {number}, {name}", number=other.number, name=other.name)
                if number > 1:
                    name = tr("{folio}, window {number}", folio=name, number=number)
                self.add((other.folio_id, number), name)


class TransferPanel(FolioPanel):
    """Send the marked lines elsewhere."""

    verbs = (MovePostings,)

    def __init__(
        self, desk: FolioDesk, folio: FolioView, number: int, rows: Sequence[Row], others: Sequence[FolioRow]
    ) -> None:
        super().__init__(desk, tr("Transfer"), tr("Transfer"), "arrows-left-right")
        self._rows, self._folio = rows, folio
        self.show_window(number)
        self.body.addWidget(label(told(rows), BODY, MEDIUM, wrap=True))
        self.targets = Targets(folio, others, number)
        self.field("to_number", tr("To"), self.targets)
        sums = Sums()
        total = sum(row.amount_minor for row in rows)
        sums.line(tr("Together"), strong=True)(money_text(total, folio.currency))
        self.body.addWidget(rule())
        self.body.addLayout(sums)
        self.body.addStretch(1)
        self.setFocusProxy(self.targets)

    def agree(self) -> None:
        """Move them."""
        self.clear_refusal()
        target = self.targets.choice
        if not isinstance(target, tuple):
            sentence = tr("There is nowhere to send it yet. Add a window first, under More.")
            self.fields["to_number"].say_wrong(sentence)
            return
        ids = tuple(id_ for row in self._rows for id_ in row.ids)
        command = MovePostings(
            id=self.desk.new_id(), posting_ids=ids, to_folio_id=target[0], to_number=target[1]
        )
        sentence = tr("{what} sent to {where}", what=told(self._rows), where=self.targets.currentText())
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)


class SplitPanel(FolioPanel):
    """Send a part of one line elsewhere: an amount, a share, some of its nights or pieces."""

    verbs = (SplitPosting,)

    def __init__(
        self, desk: FolioDesk, folio: FolioView, number: int, row: Row, others: Sequence[FolioRow]
    ) -> None:
        super().__init__(desk, tr("Split"), tr("Split"), "git-branch")
        self._row, self._folio, self._number = row, folio, number
        self.show_window(number)
        self.body.addWidget(label(told([row]), BODY, MEDIUM, wrap=True))
        self.how = SegmentedControl(
            [(AMOUNT, tr("Amount")), (PERCENT, tr("Percent")), (NIGHTS, tr("Pieces"))], wide=True
        )
        self.how.chosen.connect(self._use)
        self.body.addWidget(FormField(tr("By"), self.how))
        self.amount = MoneyEdit(folio.currency, row.amount_minor // 2)
        self.percent, self.nights = QLineEdit("50"), QLineEdit("1")
        self.field("amount_minor", tr("This much"), self.amount)
        self.field("bp", tr("This share in percent"), self.percent)
        self.field("nights", tr("So many of them"), self.nights)
        self.targets = Targets(folio, others, number)
        self.targets.add((folio.folio_id, number), tr("This window, as a line of its own"))
        self.field("to_number", tr("To"), self.targets)
        self.body.addWidget(rule())
        sums = Sums()
        sums.line(tr("The line now"))(money_text(row.amount_minor, folio.currency))
        self._goes = sums.line(tr("Goes"))
        self._stays = sums.line(tr("Stays"), strong=True)
        self.body.addLayout(sums)
        note = tr("Taxes are split with it; no cent is lost.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        for editor in (self.amount, self.percent, self.nights):
            editor.textEdited.connect(self._count)
        self._use(AMOUNT)
        self.setFocusProxy(self.amount)

    def agree(self) -> None:
        """Split it."""
        self.clear_refusal()
        target = self.targets.choice
        part = self._part()
        if part is None or not isinstance(target, tuple):
            field = {AMOUNT: "amount_minor", PERCENT: "bp", NIGHTS: "nights"}[self.how.choice]
            self.fields[field].say_wrong(tr("This is no number."))
            return
        command = SplitPosting(
            id=self.desk.new_id(), posting_id=self._row.ids[0], to_folio_id=target[0], to_number=target[1],
            amount_minor=part.get("amount_minor"), bp=part.get("bp"), nights=part.get("nights"),
        )  # fmt: skip
        sentence = tr("{what} is split", what=self._row.text)
        self.desk.do(command, sentence, on_done=self.finished, on_refused=self.refuse)

    def _part(self) -> dict[str, int] | None:
        if self.how.choice == AMOUNT:
            minor = self.amount.minor
            return None if minor is None else {"amount_minor": minor}
        if self.how.choice == PERCENT:
            bp = parse_amount(self.percent.text().replace("%", ""), "EUR")
            return None if bp is None else {"bp": bp}
        text = self.nights.text().strip()
        return {"nights": int(text)} if text.isdecimal() and len(text) < 6 else None

    def _use(self, how: str) -> None:
        for name, key in (("amount_minor", AMOUNT), ("bp", PERCENT), ("nights", NIGHTS)):
            self.fields[name].setVisible(key == how)
        self._count()

    def _count(self) -> None:
        part, whole = self._part() or {}, self._row.amount_minor
        goes = part.get("amount_minor")
        if goes is None and "bp" in part:
            goes = whole * part["bp"] // 10_000
        currency = self._folio.currency
        self._goes(money_text(goes, currency) if goes is not None else self._share(part))
        self._stays(money_text(whole - goes, currency) if goes is not None else "")

    def _share(self, part: dict[str, int]) -> str:
        return trn("{n} piece", "{n} pieces", part["nights"]) if "nights" in part else percent_text(0)


class ReversePanel(FolioPanel):
    """Reverse a charge, with a reason that stands on the bill's history."""

    verbs = (ReversePosting,)

    def __init__(self, desk: FolioDesk, folio: FolioView, number: int, rows: Sequence[Row]) -> None:
        super().__init__(desk, tr("Reverse"), tr("Reverse"), "arrow-u-up-left")
        self._ids = [id_ for row in rows for id_ in row.ids]
        self._what = told(rows)
        self.show_window(number)
        self.body.addWidget(label(self._what, BODY, MEDIUM, wrap=True))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Wrong room, not consumed …"))
        self.field("reason", tr("Why"), self.reason)
        self.body.addWidget(rule())
        sums = Sums()
        total = sum(row.amount_minor for row in rows)
        sums.line(tr("Taken back"), strong=True)(money_text(-total, folio.currency), "success")
        self.body.addLayout(sums)
        note = tr("The line stays, struck through; the reversal names it.")
        self.body.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.body.addStretch(1)
        self.setFocusProxy(self.reason)

    def agree(self) -> None:
        """Reverse them, one after the other; the first refusal ends it."""
        self.clear_refusal()
        if not self.reason.text().strip():
            self.fields["reason"].say_wrong(tr("Say why, for those who read the bill."))
            return
        self.go.setEnabled(False)
        self._next()

    def _next(self, *_outcome: object) -> None:
        if not self._ids:
            self.desk.services.toasts.tell(tr("{what} is reversed", what=self._what))
            self.finished()
            return
        command: Command = ReversePosting(
            id=self.desk.new_id(), posting_id=self._ids.pop(0), reason=self.reason.text().strip()
        )
        self.desk.do(command, "", on_done=self._next, on_refused=self.refuse)
