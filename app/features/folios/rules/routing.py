"""Which part of a charge goes to which window, by the folio's routing rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.features.folios.rules.entries import Place
from app.features.folios.rules.taxes import rounded
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

WHOLE_BP = 10_000


class Share(StrEnum):
    """How much of a charge a rule takes."""

    FULL = "full"
    PERCENT = "percent"
    FIXED = "fixed"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True)
class Route:
    """A routing rule that may apply: where to, how much, for which articles and days.

    `held_minor` is what the window got for this night before, which a fixed amount a night counts.
    """

    place: Place
    share: str
    value: int
    charges: frozenset[str]
    stops: bool
    starts: date | None = None
    ends: date | None = None
    held_minor: int = 0

    def takes(self, article_code: str, day: date) -> bool:
        """Whether it is about this article on this day; both ends of its span count."""
        begun = self.starts is None or self.starts <= day
        over = self.ends is not None and day > self.ends
        return begun and not over and (not self.charges or article_code in self.charges)


def route(
    minor: int, own: Place, routes: Iterable[Route], article_code: str, day: date
) -> list[tuple[Place, int]]:
    """The parts of a charge by place, which sum to it; what no rule takes stays in its own window."""
    left, parts = minor, list[tuple[Place, int]]()
    for rule in routes:
        if not left or not rule.takes(article_code, day):
            continue
        taken = min(_share(rule, minor, left), left)
        if taken > 0:
            parts.append((rule.place, taken))
            left -= taken
        if rule.stops:
            break
    if left:
        parts.append((own, left))
    return _joined(parts)


def _share(rule: Route, minor: int, left: int) -> int:
    if rule.share == Share.PERCENT:
        return rounded(minor * rule.value, WHOLE_BP)
    if rule.share == Share.FIXED:
        return max(rule.value - rule.held_minor, 0)
    return left


def _joined(parts: Sequence[tuple[Place, int]]) -> list[tuple[Place, int]]:
    """One part for each place."""
    sums: dict[Place, int] = {}
    for place, minor in parts:
        sums[place] = sums.get(place, 0) + minor
    return list(sums.items())


def ensure_routable(
    share: str, value: int, folio_id: UUID, to: tuple[UUID, int], starts: date | None, ends: date | None
) -> None:
    """Refuse a rule that cannot be right, or that leads back to the window charges come from."""
    if share not in set(Share):
        raise InvalidInput(tr("{share} is not a way to share a charge.", share=share), field="share")
    if share == Share.PERCENT and not 0 < value <= WHOLE_BP:
        raise InvalidInput(tr("A share is above 0 % and at most 100 %."), field="value")
    if share == Share.FIXED and value <= 0:
        raise InvalidInput(tr("A fixed amount is above zero."), field="value")
    if to == (folio_id, 1):
        raise InvalidInput(tr("Charges stay in window 1 without a rule."), field="to_number")
    if starts is not None and ends is not None and ends < starts:
        raise InvalidInput(tr("The rule ends before it begins."), field="ends")
