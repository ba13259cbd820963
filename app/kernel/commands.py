"""Commands: every change of the product as a frozen value, named by the desk's verb."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

Answer = TypeVar("Answer", covariant=True)


class Sort(StrEnum):
    """A fact has happened in the world and is never refused on replay; an intent may be."""

    FACT = "fact"
    INTENT = "intent"


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """The base of all commands. `id` is made by the client (UUIDv7) and makes the command idempotent.

    `verb` is one string for action, permission, audit, translation key and log event, such as
    "reservations.move_stay".
    """

    verb: ClassVar[str] = ""
    sort: ClassVar[Sort] = Sort.INTENT
    version: ClassVar[int] = 1

    id: UUID

    @classmethod
    def why_never_undone(cls) -> str:
        """The sentence that refuses an undo of this sort of command; "" where it may be undone."""
        return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Query(Generic[Answer]):
    """The base of all questions; the answer is a frozen view, never a database row."""
