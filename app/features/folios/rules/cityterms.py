"""The terms of a city tax: basis, ages, seasons, cap, grounds of exemption; read from data and refused there.

Terms are stored as JSON; a key that is not known is refused, since a misspelt cap is a wrong bill.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from app.features.folios.rules.reading import (
    TermsRefused,
    day_of_year,
    list_of,
    only_known,
    text_of,
    whole_number,
)
from app.features.folios.rules.taxes import WHOLE_BP
from app.kernel.text import tr

# From this age on a person is an adult for what a party declares.
ADULT = 18


class Basis(StrEnum):
    """What is counted."""

    PERSON_NIGHT = "person_night"
    ROOM_NIGHT = "room_night"
    PERCENT = "percent"


class Ground(StrEnum):
    """Why somebody owes none, beside their age."""

    DISABILITY = "disability"
    MEDICAL = "medical"
    RESIDENT = "resident"
    BUSINESS = "business"
    STUDENT = "student"
    DIPLOMAT = "diplomat"
    POLICE = "police"
    GROUP_LEADER = "group_leader"
    SOCIAL = "social"
    SEASONAL_WORK = "seasonal_work"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Persons from `first` to `last` years owe `share_bp` of the full tax: 0 is nothing."""

    first: int
    last: int
    share_bp: int = 0


@dataclass(frozen=True, slots=True)
class CitySeason:
    """Another amount or percentage from one day of the year to another, both included, also over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    amount_minor: int | None = None
    bp: int | None = None

    def holds(self, night: date) -> bool:
        """Whether a night is in it."""
        day = (night.month, night.day)
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


@dataclass(frozen=True, slots=True)
class CityTaxTerms:
    """A rule of a city's tax, valid on `valid_from`, on `valid_until` and between.

    `max_nights`: nights of a stay after these are free. `none_over_nights`: a longer stay owes none at all.
    `cap_minor`: the most a person owes for a night under a percentage. `grounds`: those that exempt here.
    """

    code: str
    name: str
    basis: Basis
    amount_minor: int = 0
    bp: int = 0
    cap_minor: int | None = None
    max_nights: int | None = None
    none_over_nights: int | None = None
    bands: tuple[AgeBand, ...] = ()
    seasons: tuple[CitySeason, ...] = ()
    grounds: tuple[Ground, ...] = ()
    account: str = "2250"
    valid_from: date = date.min
    valid_until: date | None = None

    def is_valid(self, night: date) -> bool:
        """Whether it is in force on a night."""
        return self.valid_from <= night and (self.valid_until is None or night <= self.valid_until)

    def is_beyond_cap(self, index: int) -> bool:
        """Whether the stay's night of this index, from 0, is one too many to be taxed."""
        return self.max_nights is not None and index >= self.max_nights

    def is_too_long(self, count: int) -> bool:
        """Whether a stay of so many nights owes none."""
        return self.none_over_nights is not None and count > self.none_over_nights

    def accepts(self, ground: Ground) -> bool:
        """Whether this ground exempts from it."""
        return ground in self.grounds

    def share_of(self, age: int | None, *, child: bool = False) -> int:
        """What part of the full tax a person owes, in basis points.

        Without a known age an adult owes it in full, and a child what the cheapest band of children owes.
        """
        if age is not None:
            return next((band.share_bp for band in self.bands if band.first <= age <= band.last), WHOLE_BP)
        if not child:
            return WHOLE_BP
        return min((band.share_bp for band in self.bands if band.first < ADULT), default=WHOLE_BP)

    def amount_on(self, night: date) -> int:
        """The full amount of a night, for a person or a room."""
        found = self._season(night)
        return self.amount_minor if found is None or found.amount_minor is None else found.amount_minor

    def bp_on(self, night: date) -> int:
        """The percentage of a night, in hundredths of a percent."""
        found = self._season(night)
        return self.bp if found is None or found.bp is None else found.bp

    def _season(self, night: date) -> CitySeason | None:
        return next((season for season in self.seasons if season.holds(night)), None)


_KEYS = frozenset(
    {
        "basis",
        "amount_minor",
        "bp",
        "cap_minor",
        "max_nights",
        "none_over_nights",
        "bands",
        "seasons",
        "grounds",
    }
)


def read_terms(data: Mapping[str, Any], *, code: str, name: str, **more: Any) -> CityTaxTerms:
    """Terms from their stored form; `more` is account and dates. Raises TermsRefused for what cannot be."""
    only_known(data, _KEYS, tr("the city tax {name}", name=name))
    try:
        basis = Basis(text_of(data, "basis"))
    except ValueError as error:
        raise TermsRefused(
            tr("A city tax is taken per person_night, per room_night or as a percent."), field="basis"
        ) from error
    terms = CityTaxTerms(
        code, name, basis,
        amount_minor=whole_number(data, "amount_minor", 0) or 0,
        bp=whole_number(data, "bp", 0, most=WHOLE_BP) or 0,
        cap_minor=whole_number(data, "cap_minor"),
        max_nights=whole_number(data, "max_nights", least=1),
        none_over_nights=whole_number(data, "none_over_nights", least=1),
        bands=tuple(_band(entry) for entry in list_of(data, "bands")),
        seasons=tuple(_season(entry) for entry in list_of(data, "seasons")),
        grounds=tuple(_ground(entry) for entry in list_of(data, "grounds")),
        **more,
    )  # fmt: skip
    _ensure_sound(terms)
    return terms


def stored(terms: CityTaxTerms) -> dict[str, Any]:
    """Terms in their stored form; what is not set is left out. `read_terms` gives them back."""
    data: dict[str, Any] = {"basis": str(terms.basis)}
    for key in ("amount_minor", "bp"):
        if getattr(terms, key):
            data[key] = getattr(terms, key)
    for key in ("cap_minor", "max_nights", "none_over_nights"):
        if getattr(terms, key) is not None:
            data[key] = getattr(terms, key)
    if terms.bands:
        data["bands"] = [{"first": b.first, "last": b.last, "share_bp": b.share_bp} for b in terms.bands]
    if terms.seasons:
        data["seasons"] = [_stored_season(season) for season in terms.seasons]
    if terms.grounds:
        data["grounds"] = [str(ground) for ground in terms.grounds]
    return data


def _stored_season(season: CitySeason) -> dict[str, Any]:
    data: dict[str, Any] = {
        "first": f"{season.first[0]:02d}-{season.first[1]:02d}",
        "last": f"{season.last[0]:02d}-{season.last[1]:02d}",
    }
    if season.amount_minor is not None:
        data["amount_minor"] = season.amount_minor
    if season.bp is not None:
        data["bp"] = season.bp
    return data


def _band(data: Mapping[str, Any]) -> AgeBand:
    only_known(data, {"first", "last", "share_bp"}, tr("an age band"))
    band = AgeBand(
        whole_number(data, "first", 0) or 0,
        whole_number(data, "last", 120) or 0,
        whole_number(data, "share_bp", 0, most=WHOLE_BP) or 0,
    )
    if band.last < band.first:
        raise TermsRefused(tr("An age band ends at {age} before it begins.", age=band.last), field="bands")
    return band


def _season(data: Mapping[str, Any]) -> CitySeason:
    only_known(data, {"first", "last", "amount_minor", "bp"}, tr("a season"))
    return CitySeason(
        day_of_year(data, "first"),
        day_of_year(data, "last"),
        whole_number(data, "amount_minor"),
        whole_number(data, "bp", most=WHOLE_BP),
    )


def _ground(value: object) -> Ground:
    try:
        return Ground(str(value))
    except ValueError as error:
        raise TermsRefused(tr("{ground} is no known ground of an exemption.", ground=value)) from error


def _ensure_sound(terms: CityTaxTerms) -> None:
    ordered = sorted(terms.bands, key=lambda band: band.first)
    for one, other in pairwise(ordered):
        if other.first <= one.last:
            raise TermsRefused(
                tr("Two age bands hold the age of {age} years.", age=other.first), field="bands"
            )
    percents = terms.basis is Basis.PERCENT
    if percents and any(season.amount_minor is not None for season in terms.seasons):
        raise TermsRefused(tr("A tax in percent has percentages in its seasons."), field="seasons")
    if not percents and (terms.bp or any(season.bp is not None for season in terms.seasons)):
        raise TermsRefused(tr("A tax per night has amounts, not percentages."), field="bp")
    if percents and terms.amount_minor:
        raise TermsRefused(tr("A tax in percent has no amount."), field="amount_minor")
