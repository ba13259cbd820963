"""Words and columns of the guest register."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from app.features.front_desk import RegisterRow
from app.kernel.text import tr, trn
from ui.widgets.data_table import Column
from ui.widgets.day_text import short_day
from ui.widgets.table_paint import Cell

# The chip of each state.
LOOKS: Final = {
    "incomplete": "deposit_due",
    "to_send": "deposit_paid",
    "not_needed": "past",
    "sent": "nothing_due",
    "to_process": "tentative",
    "processed": "nothing_due",
    "refused": "urgent",
    "failed": "urgent",
    "to_correct": "deposit_due",
}
WAITING: Final = ("incomplete", "to_send", "to_correct", "refused", "failed")  # fmt: skip
MINUTES_OF_HOUR: Final = 60


def state_word(state: str) -> str:
    """A state."""
    return {
        "incomplete": tr("Incomplete"), "to_send": tr("To send"), "not_needed": tr("Not asked for"),
        "sent": tr("Sent"), "to_process": tr("Being looked at"), "processed": tr("Taken"),
        "refused": tr("Refused"), "failed": tr("Did not arrive"), "to_correct": tr("To correct"),
    }[state]  # fmt: skip


def countdown(row: RegisterRow, now: datetime) -> str:
    """How long there is still time, or since when there is none."""
    left = row.due_at - now
    hours, minutes = divmod(abs(int(left / timedelta(minutes=1))), MINUTES_OF_HOUR)
    told = tr("{h} h {m} min", h=hours, m=minutes) if hours else tr("{m} min", m=minutes)
    return tr("{time} late", time=told) if left < timedelta() else told


def lacks_text(row: RegisterRow) -> str:
    """What is missing, in one line: of the guest, then of each who came along."""
    parts = []
    for place, group in groupby(row.lacks, key=lambda lack: lack.place):
        fields = ", ".join(lack.word for lack in group)
        parts.append(fields if place == 1 else tr("guest {n}: {fields}", n=place, fields=fields))
    return " · ".join(parts)


def changes_text(row: RegisterRow) -> str:
    """What is different from what was told."""
    fields = ", ".join(dict.fromkeys(lack.word for lack in row.changes))
    return tr("Changed since: {fields}", fields=fields) if fields else tr("Changed since it was told")


def filing_word(kind: str) -> str:
    """What was told."""
    return {
        "entry": tr("Entry"), "correction": tr("Correction"), "withdrawal": tr("Withdrawn"),
    }[kind]  # fmt: skip


def columns(now: datetime) -> list[Column[RegisterRow]]:
    """Guest, room, arrival, people, time left, state, what is missing."""
    return [
        Column(title=tr("Guest"), cell=lambda row: Cell(row.guest, strong=True, tip=row.guest), width=220),
        Column(title=tr("Room"), cell=lambda row: Cell(row.room or "–"), width=70),
        Column(title=tr("Arrived"), cell=_arrived,
               sort_key=lambda row: row.arrived_at, width=130),
        Column(title=tr("People"), cell=lambda row: Cell(str(row.party)), sort_key=lambda row: row.party,
               width=70, right=True),
        Column(title=tr("Time left"), cell=lambda row: _time(row, now), sort_key=lambda row: row.due_at,
               width=120),
        Column(title=tr("State"), cell=_state, width=140),
        Column(title=tr("Missing or answered"), cell=_missing),
    ]  # fmt: skip


def told(rows: int, late: int) -> str:
    """How many wait, and how many of them too long."""
    waiting = trn("{n} entry waits", "{n} entries wait", rows)
    return tr("{waiting} · {late} late", waiting=waiting, late=late) if late else waiting


def _arrived(row: RegisterRow) -> Cell:
    return Cell(f"{short_day(row.arrived.date())} {row.arrived:%H:%M}")


def _time(row: RegisterRow, now: datetime) -> Cell:
    if row.state == "to_correct":
        return Cell(tr("now"), "text")
    if row.state not in WAITING:
        return Cell("–", "text_muted")
    return Cell(countdown(row, now), "danger" if row.late else "text", icon="warning" if row.late else "",
                icon_tone="danger")  # fmt: skip


def _state(row: RegisterRow) -> Cell:
    return Cell(state_word(row.state), chip=LOOKS[row.state])


def _missing(row: RegisterRow) -> Cell:
    text = row.answer.split("\n", 1)[0] if row.answer else lacks_text(row)
    if row.state == "to_correct" and not text:
        return Cell(changes_text(row), "text_secondary", tip=changes_text(row))
    if not text and row.sent_at is not None:
        text = tr("by {name} {reference}", name=row.sent_by, reference=row.reference).strip()
    return Cell(text or "–", "text_secondary" if text else "text_muted", tip=row.answer or lacks_text(row))
