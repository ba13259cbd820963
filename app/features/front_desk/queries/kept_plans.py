"""A draft's changes as JSON and back, so that they outlive a restart: kept among what a user has chosen."""

from collections.abc import Sequence
from typing import Any, Final

from app.features.reservations import (
    BlockRoom,
    ChangeBlock,
    ChangeStayDates,
    CutStay,
    JoinStay,
    MoveStay,
    Reserve,
    SwapStays,
)
from app.infra import codec
from app.kernel.commands import Command

# What a draft may hold.
KEPT: Final[dict[str, type[Command]]] = {
    kind.verb: kind
    for kind in (
        MoveStay, ChangeStayDates, CutStay, JoinStay, SwapStays, BlockRoom, ChangeBlock, Reserve,
    )
}  # fmt: skip


def kept(commands: Sequence[Command]) -> list[dict[str, Any]]:
    """Commands as they are stored: each with its verb."""
    return [{"verb": command.verb, **codec.plain(command)} for command in commands]


def restored(stored: object) -> tuple[Command, ...]:
    """The commands that were stored. Raises ValueError where it is none of ours, or of another version."""
    if not isinstance(stored, list):
        raise ValueError("no list of commands")
    found: list[Command] = []
    for one in stored:
        kind = KEPT.get(one.get("verb", "")) if isinstance(one, dict) else None
        if kind is None:
            raise ValueError("not a change of a draft")
        try:
            found.append(codec.typed(one, kind))
        except Exception as error:  # cattrs tells of each field that does not fit in its own way
            raise ValueError(f"{kind.verb} does not fit any more") from error
    return tuple(found)
