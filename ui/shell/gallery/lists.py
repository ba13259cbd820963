"""Right columns of the sheet: table, strip, toast, tips, refusal, menu, empty state."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.clock import derived_id
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.shell.command_palette import PaletteCard
from ui.shell.palette_rows import PaletteRow
from ui.widgets.data_table import Column, DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card, heading, label
from ui.widgets.menu import VerbMenu
from ui.widgets.refusal import RefusalPopover, Way
from ui.widgets.strips import ErrorStrip
from ui.widgets.table_paint import Cell
from ui.widgets.theme import SEMIBOLD, SMALL
from ui.widgets.toast import Toast


@dataclass(frozen=True, slots=True)
class _Arrival:
    guest: str
    room: str
    state: str
    nights: int
    arrives: str
    chip: str
    word: str
    to_pay: str
    vip: bool = False


def _columns() -> list[Column[_Arrival]]:
    return [
        Column(
            title=tr("Guest"),
            cell=lambda r: Cell(r.guest, icon="star-fill" if r.vip else "", icon_tone="warning"),
            width=180,
        ),
        Column(title=tr("Room"), cell=lambda r: Cell(r.room, room_state=r.state), width=80),
        Column(title=tr("Nights"), cell=lambda r: Cell(str(r.nights)), width=70),
        Column(title=tr("Arrives"), cell=lambda r: Cell(r.arrives), width=120),
        Column(title=tr("Status"), cell=lambda r: Cell(r.word, chip=r.chip), width=150),
        Column(
            title=tr("To pay"),
            cell=lambda r: Cell(r.to_pay, tone="danger" if r.to_pay > "2" else "text", strong=r.to_pay > "2"),
            right=True,
        ),
    ]


def arrivals() -> Card:
    """A table with a selected and a hovered row."""
    rows = [
        _Arrival(
            "Dubois, Camille", "107", "clean", 4, "14:00", "arrives_today", tr("Arrives today"), "0.00", True
        ),
        _Arrival(
            "Okonkwo, Adaeze", "109", "dirty", 3, "15:30", "arrives_today", tr("Arrives today"), "264.00"
        ),
        _Arrival("Nguyễn, Thu Hà", "112", "in_progress", 2, "16:00", "urgent", tr("Card declined"), "256.00"),
        _Arrival("Virtanen, Aino", "201", "inspected", 5, "came 10:52", "in_house", tr("In house"), "0.00"),
        _Arrival(
            "Chen, Wei-Ting", "203", "inspected", 1, "late, 23:30", "tentative", tr("Tentative"), "128.00"
        ),
    ]
    card = Card()
    card.body.setContentsMargins(1, 0, 1, 0)
    card.body.setSpacing(0)
    title = heading(tr("Table: arrivals"))
    title.setContentsMargins(16, 14, 0, 10)
    card.body.addWidget(title)
    table: DataTable[_Arrival] = DataTable(_columns())
    table.show_rows(rows)
    table.selectRow(1)
    table.hovered = 2
    table.horizontalHeader().setSortIndicator(3, Qt.SortOrder.AscendingOrder)
    table.setFixedHeight(29 + 5 * 32)
    card.body.addWidget(table)
    foot = QHBoxLayout()
    foot.setContentsMargins(16, 6, 16, 8)
    foot.addWidget(
        label(tr("5 of 14 arrivals · second row selected, third row hovered"), SMALL, tone="secondary")
    )
    foot.addStretch(1)
    foot.addWidget(label(tr("Sum"), SMALL, tone="secondary"))
    foot.setSpacing(4)
    foot.addWidget(label("€ 648.00", SMALL, SEMIBOLD))
    card.body.addLayout(foot)
    return card


def palette() -> QWidget:
    """The command palette with hits for a few letters."""
    card = PaletteCard()
    card.show_words("okon")
    card.show_groups(
        (
            (
                tr("Guests, rooms, bookings and groups"),
                (
                    PaletteRow(
                        "Okonkwo, Adaeze", tr("109 · arrives today · 3 nights"), "sign-in", "", ((0, 4),)
                    ),
                    PaletteRow("Okonski, Jerzy", tr("last here in May 2025"), "user", "", ((0, 4),)),
                ),
            ),
            (
                tr("Do"),
                (
                    PaletteRow(tr("New stay for “okon”"), "", "plus", "F2"),
                    PaletteRow(tr("Check in Okonkwo"), "", "key", "F5"),
                    PaletteRow(tr("Open folio of Okonkwo"), "", "receipt", "F7"),
                ),
            ),
        )
    )
    return card


def menu() -> VerbMenu:
    """A context menu."""
    made = VerbMenu(popup=False)
    made.add(tr("Check in"), _nothing, icon="sign-in", key="F5")
    made.add(tr("Folio"), _nothing, icon="receipt", key="F7")
    made.add(tr("Move to another room"), _nothing, icon="arrows-left-right", key="F8")
    made.add(tr("Do not move"), _nothing, icon="lock-simple")
    made.add(tr("Check out"), _nothing, icon="sign-out", why_not=tr("not in yet"))
    made.separate()
    made.add(tr("Cancel stay"), _nothing, icon="x-circle", danger=True)
    made.hold(0)
    return made


def refusal() -> RefusalPopover:
    """A refusal with its rule, two moves that would succeed, and a place to go."""
    command = Command(id=derived_id("gallery"))
    error = AppError(
        tr("Room 205 is taken. Aino Virtanen stays there from Sat 21 to Thu 26 November."),
        choices=(
            Choice(tr("Move to 208 instead"), command, tr("Inspected · same type and price")),
            Choice(tr("Swap with Aino Virtanen"), command, tr("She moves to 109 on the same nights")),
        ),
    )
    words = iter((tr("Move"), tr("Swap")))
    return RefusalPopover(
        error, popup=False, does=lambda _verb: next(words), rule=tr("A room has one holder a night"),
        ways=(Way(tr("Booking"), tr("Ctrl+O").replace("+", " "), _nothing),), show_rule=_nothing,
    )  # fmt: skip


def empty() -> Card:
    """What a list says when it is empty."""
    card = Card(tr("Empty state"))
    card.body.addWidget(
        EmptyState(
            "sign-out",
            tr("Nobody leaves tomorrow"),
            tr("Sunday 22 November has no departures yet. They appear here as stays end."),
            tr("Show Monday"),
        )
    )
    return card


def column() -> QVBoxLayout:
    """The whole right part."""
    made = QVBoxLayout()
    made.setSpacing(14)
    made.addWidget(arrivals())
    made.addWidget(
        ErrorStrip(
            tr("Working offline since 11:08."),
            tr("All work is kept on this computer. 3 changes wait to go out."),
            tr("Try now"),
            tone="warning",
            icon="cloud-slash",
        )
    )
    pair = QHBoxLayout()
    pair.setSpacing(0)
    pair.setContentsMargins(-12, -12, -12, -12)
    left, right = QVBoxLayout(), QVBoxLayout()
    left.addWidget(Toast(tr("Okonkwo moved to 205"), action=tr("Undo"), key=tr("Ctrl+Z")))
    left.addWidget(empty())
    left.addStretch(1)
    right.addWidget(palette())
    right.addWidget(menu(), 0, Qt.AlignmentFlag.AlignLeft)
    right.addStretch(1)
    pair.addLayout(left, 1)
    pair.addLayout(right, 1)
    made.addLayout(pair)
    made.addStretch(1)
    return made


def _nothing() -> None:
    """The sheet's verbs do nothing."""
