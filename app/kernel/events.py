"""Events: facts that a capability announces and higher ones subscribe to."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """The base of all events. `name` is stable, in the past tense: "front_desk.guest_checked_in"."""

    name: ClassVar[str] = ""
