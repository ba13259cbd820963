"""The terms of a city tax in plain sentences."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale

from app.kernel.text import tr, trn
from ui.features.invoices.fields import percent_text
from ui.widgets.day_text import to_qdate
from ui.widgets.money_text import money_text

OLDEST = 120


def sentences(terms: Mapping[str, Any], currency: str, grounds: Mapping[str, str]) -> list[str]:
    """What is owed, by whom, for how long, and who is exempt; a sentence each."""
    said = [_base(terms, currency)]
    said += [_season(season, currency) for season in terms.get("seasons", ())]
    said += [_band(band) for band in terms.get("bands", ())]
    if terms.get("cap_minor") is not None:
        said.append(
            tr("At most {amount} a person and night.", amount=money_text(terms["cap_minor"], currency))
        )
    if terms.get("max_nights") is not None:
        said.append(
            trn("Only for the first {n} night of a stay.", "Only for the first {n} nights of a stay.",
                terms["max_nights"])
        )  # fmt: skip
    if terms.get("none_over_nights") is not None:
        said.append(
            tr("A stay of more than {nights} nights owes none at all.", nights=terms["none_over_nights"])
        )
    if terms.get("grounds"):
        said.append(tr("Exempt with a proof: {grounds}.", grounds=_listed(terms["grounds"], grounds)))
    return said


def _base(terms: Mapping[str, Any], currency: str) -> str:
    amount, share = money_text(terms.get("amount_minor", 0), currency), percent_text(terms.get("bp", 0))
    basis = str(terms.get("basis", ""))
    if basis == "percent":
        return tr("{share} of the price of lodging without taxes, each night.", share=share)
    if basis == "room_night":
        return tr("{amount} a room and night.", amount=amount)
    if basis == "person_night":
        return tr("{amount} a person and night.", amount=amount)
    return tr("{amount} a person and stay.", amount=amount)


def _season(season: Mapping[str, Any], currency: str) -> str:
    owed = (
        money_text(season["amount_minor"], currency)
        if season.get("amount_minor") is not None
        else percent_text(season.get("bp", 0))
    )
    return tr(
        "From {first} to {last} it is {owed}.",
        first=_of_any_year(season["first"]), last=_of_any_year(season["last"]), owed=owed,
    )  # fmt: skip


def _of_any_year(day: str) -> str:
    """A day of a season, stored as month and day, as a person says it."""
    # A leap year has every day that a season may begin or end on.
    return QLocale().toString(to_qdate(date.fromisoformat(f"2024-{day}")), "d MMMM")


def _band(band: Mapping[str, Any]) -> str:
    first, last, share = band.get("first", 0), band.get("last", OLDEST), band.get("share_bp", 0)
    owed = tr("owe {share} of it", share=percent_text(share)) if share else tr("owe none")
    if last >= OLDEST:
        return tr("Persons of {first} and older {owed}.", first=first, owed=owed)
    if not first:
        return tr("Children up to {last} years {owed}.", last=last, owed=owed)
    return tr("Persons from {first} to {last} years {owed}.", first=first, last=last, owed=owed)


def _listed(codes: Sequence[str], grounds: Mapping[str, str]) -> str:
    return ", ".join(grounds.get(code, code) for code in codes)
