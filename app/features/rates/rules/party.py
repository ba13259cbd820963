"""Who stays, as a plan counts them: adults, and children by the age bands of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.features.rates.rules.terms import Bands
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

MOST_PEOPLE = 50
MOST_AGE = 17


@dataclass(frozen=True, slots=True)
class Party:
    """The people of one room; children by their ages."""

    adults: int
    child_ages: tuple[int, ...] = ()

    @property
    def people(self) -> int:
        """How many there are."""
        return self.adults + len(self.child_ages)


@dataclass(frozen=True, slots=True)
class Counted:
    """A party as a plan counts it: those who pay as adults, and children in each band."""

    adults: int
    children: tuple[int, ...]


def counted(party: Party, bands: Bands) -> Counted:
    """Children in a band pay its amount, the others as adults."""
    children = tuple(sum(low <= age < high for age in party.child_ages) for low, high in bands)
    return Counted(party.adults + len(party.child_ages) - sum(children), children)


def ensure_party(adults: int, child_ages: Sequence[int]) -> Party:
    """A party that can be. Raises InvalidInput."""
    if not 1 <= adults <= MOST_PEOPLE or len(child_ages) > MOST_PEOPLE:
        raise InvalidInput(tr("Somebody must stay in each room."), field="adults")
    if any(not 0 <= age <= MOST_AGE for age in child_ages):
        raise InvalidInput(tr("A child is from 0 to {most} years old.", most=MOST_AGE), field="child_ages")
    return Party(adults, tuple(child_ages))


def ensure_bands(bands: Bands, most: int) -> None:
    """Refuse age bands that meet, or are none. Raises InvalidInput."""
    if len(bands) > most:
        raise InvalidInput(tr("A plan has at most {most} age bands.", most=most), field="child_bands")
    for low, high in bands:
        if not 0 <= low < high <= MOST_AGE + 1:
            raise InvalidInput(
                tr("An age band goes from one age to a higher one, up to {most}.", most=MOST_AGE + 1),
                field="child_bands",
            )
    for (_, high), (low, _) in pairwise(bands):
        if low < high:
            raise InvalidInput(tr("The age bands follow each other without overlap."), field="child_bands")
