"""What a board shows, as plain values: columns, groups, lines with their cells, chips and next action."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.kernel.commands import Query

ACTION_WIDTH = 168


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Two lines of a cell. `icon` stands behind the first one, `lead` or a room state before it."""

    first: str
    second: str = ""
    tone: str = "text"
    strong: bool = False
    icon: str = ""
    lead: str = ""
    room_state: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is missing; `look` is danger, warning, info or plain."""

    text: str
    look: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class NextAction:
    """The one verb of a line: its title, the key that the selected line shows, why it cannot run."""

    title: str
    key: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line; `row` is the view it was made of, `sort` one value for each column."""

    key: UUID
    stay_id: UUID | None
    row: Any
    group: str
    cells: tuple[BoardCell, ...]
    chips: tuple[Chip, ...]
    fine: str
    """What stands in place of chips when nothing is missing."""
    step: str
    words: str
    """All of it, folded, for the filter."""
    sort: tuple[Any, ...]
    segments: frozenset[str]
    small: bool = False


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """A group of lines by urgency, with a shape of its own. `mark` is the icon of its lines."""

    key: str
    title: str
    icon: str
    tone: str
    mark: str
    note: str = ""

    @property
    def mark_tone(self) -> str:
        """A plain circle is not worth a colour."""
        return "text_secondary" if self.mark == "circle" else self.tone


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A heading; a column without a width takes its `share` of what is left."""

    title: str
    width: int = 0
    share: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of an answer: the line under its title, and what stands where nothing is to do."""

    subtitle: str
    empty_title: str
    empty_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSpec:
    """All that makes one board differ from another."""

    id: str
    title: str
    icon: str
    columns: tuple[BoardColumn, ...]
    groups: tuple[BoardGroup, ...]
    segments: tuple[tuple[str, str], ...]
    question: Callable[[datetime], Query[Any]]
    lines: Callable[[Any], Sequence[BoardLine]]
    told: Callable[[Any, Sequence[BoardLine]], Told]
    order_note: str
