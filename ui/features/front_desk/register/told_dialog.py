"""What the authority was told of an entry, each time; and taking it back."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.features.front_desk import (
    FilingView,
    RegisterFileView,
    RegisterFilings,
    RegisterRow,
    RegisterWithdrawal,
    WithdrawRegister,
    register,
    register_lists,
)
from app.kernel.text import tr
from ui.features.front_desk.register import words
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.day_text import long_day
from ui.widgets.labels import label, rule
from ui.widgets.theme import BODY, MEDIUM, SMALL

WIDTH: Final = 600
WITH_THEM: Final = ("sent", "to_process", "processed", "to_correct")
# Asks where a file goes, and calls back once it is written.
Saving = Callable[[RegisterFileView, Callable[[Path], None]], None]


class ToldDialog(SmallDialog):
    """`filings`, the newest first. Ctrl+Enter takes back what they have."""

    def __init__(self, services: ShellServices, row: RegisterRow, save: Saving) -> None:
        about = tr("Numbers of documents are not kept. What is kept goes when the law's time is over.")
        super().__init__(services, tr("Told of {name}", name=row.guest), about, verb=tr("Close"), width=WIDTH)
        self.leave.hide()
        self._row, self._save = row, save
        self.other.setText(tr("Withdraw it"))
        self.other.setVisible(row.state in WITH_THEM)
        self.filings: tuple[FilingView, ...] = ()
        place = QWidget()
        self._list = QVBoxLayout(place)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self.body.addWidget(place)
        services.operations.ask(RegisterFilings(stay_id=row.stay_id), self._show)
        self.go.setFocus()

    def agree(self) -> None:
        """Close."""
        self.accept()

    def agree_other(self) -> None:
        """Spain has a message for it, which is written first; elsewhere a person tells the authority."""
        if self._row.country != register.SPAIN:
            self._withdraw(None)
            return
        query = RegisterWithdrawal(stay_ids=(self._row.stay_id,))
        ask = self.services.operations.ask
        ask(query, lambda file: self._save(file, self._withdraw), lambda e: self.say(e.sentence))

    def _withdraw(self, path: Path | None) -> None:
        command = WithdrawRegister(id=self.services.app.new_id(), stay_id=self._row.stay_id)
        told = tr("{name} is withdrawn. Tell the authority, and send the entry again.", name=self._row.guest)
        if path is not None:
            told = tr("{name} is withdrawn, in {file}", name=self._row.guest, file=path.name)
        self.do(command, told)

    def _show(self, filings: tuple[FilingView, ...]) -> None:
        self.filings = filings
        if not filings:
            self._list.addWidget(label(tr("Nothing was told yet."), BODY, tone="secondary"))
        for filing in filings:
            self._list.addWidget(label(_head(filing), BODY, MEDIUM))
            self._list.addWidget(label(_what(filing), SMALL, tone="secondary", wrap=True))
            self._list.addWidget(rule())
            self._list.addSpacing(6)
        self.adjustSize()


def _head(filing: FilingView) -> str:
    at = filing.at.astimezone()
    return tr("{kind} · {day} {time} · {name}", kind=words.filing_word(filing.kind), day=long_day(at.date()),
              time=f"{at:%H:%M}", name=filing.by_name)  # fmt: skip


def _what(filing: FilingView) -> str:
    """The file, the people, until when this is kept."""
    parts = [filing.reference] if filing.reference else []
    if filing.kind == "withdrawal":
        return parts[0] if parts else "–"
    if not filing.digest:
        return " · ".join([*parts, tr("kept no longer")])
    for person in filing.persons:
        facts = (f"{register_lists.register_word(name)} {text}" for name, text in person.items())
        parts.append(", ".join(facts))
    if not filing.persons:
        parts.append(tr("the receipt alone is kept"))
    until = tr("kept until {day}", day=long_day(filing.kept_until))
    return "\n".join([*parts, f"{until} · {tr('digest {digest}', digest=filing.digest[:12])}"])
