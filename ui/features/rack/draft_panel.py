"""The side panel of a draft: each change with its reason or conflict, what all cost, commit or drop."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.features.front_desk import PlanStay
from app.kernel.text import tr, trn
from ui.features.rack import preview as seen
from ui.features.rack.draft import Change, Draft
from ui.features.rack.words import stay_days
from ui.widgets.buttons import IconButton, KeyedButton, Kind, Size
from ui.widgets.labels import IconLabel, label, page_title, rule
from ui.widgets.side_panel import FactRows, SidePanel
from ui.widgets.theme import BODY, MEDIUM, SEMIBOLD, SMALL

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DraftPanel(SidePanel):
    """What a draft would change. Enter commits, Esc drops."""

    def __init__(self, draft: Draft, number_of: Callable[[UUID | None], str]) -> None:
        super().__init__()
        self.draft, self._number_of = draft, number_of
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        planned = draft.wish is not None
        self.head.insertWidget(0, label(tr("Nothing is changed yet"), SMALL, tone="secondary"))
        tidied = bool(draft.moves) and not planned
        title = tr("Make it fit") if planned else tr("Tidy up") if tidied else tr("Draft")
        self.body.addWidget(page_title(title))
        said = draft.sentence if planned or (tidied and not draft.refused) else _counted(draft)
        self.body.addWidget(label(said, BODY, wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(rule())
        for number, change in enumerate(draft.changes):
            self.body.addLayout(self._row(number, change))
            self.body.addSpacing(3)
        if draft.after:
            self.body.addWidget(rule())
            self.body.addLayout(self._sums())
        self.body.addStretch(1)
        self.commit_button = KeyedButton(
            tr("Commit all"), Kind.PRIMARY, key=tr("Enter"), icon="check", size=Size.LARGE
        ).stretch()
        self.commit_button.setEnabled(bool(draft.changes))
        self.drop_button = KeyedButton(tr("Drop the draft"), key=tr("Esc")).stretch()
        self.commit_button.clicked.connect(draft.carry_out)
        self.drop_button.clicked.connect(draft.drop)
        self.closed.connect(draft.drop)
        self.foot.addWidget(self.commit_button)
        self.foot.addWidget(self.drop_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits, Esc drops."""
        if event.key() in ENTER:
            self.draft.carry_out()
        elif event.key() == Qt.Key.Key_Escape:
            self.draft.drop()
        else:
            super().keyPressEvent(event)

    def _row(self, number: int, change: Change) -> QHBoxLayout:
        """Who, from where to where, why; or why not."""
        row = QHBoxLayout()
        row.setSpacing(8)
        icon = ("warning", "danger") if change.refused else ("arrow-right", "text_secondary")
        row.addWidget(IconLabel(*icon, size=14), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        id_ = next(iter(change.stays), None)
        old = self.draft.before.get(id_) if id_ is not None else None
        new = self.draft.after.get(id_) if id_ is not None else None
        known = new or old
        line = QHBoxLayout()
        line.addWidget(
            label(known.name if known is not None else change.sentence, BODY, MEDIUM, wrap=True), 1
        )
        asked = self.draft.wanted_room(change)
        rooms = f"{_rooms(old)} → {self._number_of(asked)}" if asked is not None else _rooms_line(old, new)
        if rooms:
            line.addWidget(label(rooms, BODY, SEMIBOLD))
        column.addLayout(line)
        days = _days_line(old, new)
        if days:
            column.addWidget(label(days, SMALL, tone="secondary", wrap=True))
        if change.refused:
            column.addWidget(label(change.refused, SMALL, tone="danger", wrap=True))
        elif change.reason:
            column.addWidget(label(change.reason, SMALL, tone="secondary", wrap=True))
        row.addLayout(column, 1)
        if self.draft.wish is None:
            leave = IconButton("x", tr("Leave this out"), Kind.QUIET, size=Size.DENSE)
            leave.clicked.connect(lambda: self.draft.remove(number))
            row.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _sums(self) -> FactRows:
        rows = FactRows()
        minor, currency = self.draft.gain
        rows.add(tr("Price"), seen.gain_text(minor, currency) if minor else tr("unchanged"))
        minutes = self.draft.minutes
        sign = "+ " if minutes > 0 else "− "
        told = trn("{sign}{n} minute", "{sign}{n} minutes", abs(minutes), sign=sign)
        rows.add(tr("Cleaning"), told if minutes else tr("unchanged"))
        return rows


class NoPlanPanel(SidePanel):
    """Why nothing fits, and to try with the guests in the house as well."""

    def __init__(self, sentence: str, again: Callable[[], None] | None, close: Callable[[], None]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._again, self._close = again, close
        self.body.addWidget(page_title(tr("It does not fit")))
        self.sentence = label(sentence, BODY, wrap=True)
        self.body.addWidget(self.sentence)
        self.body.addStretch(1)
        self.closed.connect(close)
        if again is not None:
            button = KeyedButton(tr("Move guests in the house too"), Kind.PRIMARY, key=tr("Enter")).stretch()
            button.clicked.connect(again)
            self.foot.addWidget(button)
        leave = KeyedButton(tr("Leave it"), key=tr("Esc")).stretch()
        leave.clicked.connect(close)
        self.foot.addWidget(leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tries again, Esc closes."""
        if event.key() in ENTER and self._again is not None:
            self._again()
        elif event.key() in (*ENTER, Qt.Key.Key_Escape):
            self._close()
        else:
            super().keyPressEvent(event)


def _counted(draft: Draft) -> str:
    """How many changes there are, or how to make some."""
    if not draft.changes:
        return tr("Drag stays, pull their edges or cut them. Nothing is written until you commit.")
    refused = sum(bool(change.refused) for change in draft.changes)
    told = trn("{n} change", "{n} changes", len(draft.changes))
    return tr("{changes}, {n} in conflict", changes=told, n=refused) if refused else told


def _rooms_line(old: PlanStay | None, new: PlanStay | None) -> str:
    was, now = _rooms(old), _rooms(new)
    if not was or not now or was == now:
        return now or was
    return f"{was} → {now}"


def _rooms(stay: PlanStay | None) -> str:
    if stay is None:
        return ""
    return ", ".join(dict.fromkeys(room or tr("no room") for room, *_ in stay.parts))


def _days_line(old: PlanStay | None, new: PlanStay | None) -> str:
    was, now = _days(old), _days(new)
    if not was or not now or was == now:
        return now or was
    return f"{was} → {now}"


def _days(stay: PlanStay | None) -> str:
    return stay_days(stay.parts[0][2], stay.parts[-1][3]) if stay is not None and stay.parts else ""
