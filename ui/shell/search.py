"""What the command palette finds: hits of guests, stays and rooms from the capabilities that know them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One line of the palette. `matched` are (start, length) spans of `title` that the words matched."""

    title: str
    detail: str
    icon: str
    run: Callable[[], None]
    matched: tuple[tuple[int, int], ...] = ()


class SearchProvider(Protocol):
    """Finds hits for what was typed."""

    def __call__(self, words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        """Ask through `Operations.ask(..., latest=...)` and call back on the GUI thread."""
        ...
