"""The sentences in which a city tax explains itself."""

from collections.abc import Sequence
from datetime import date

from app.features.folios.rules.cityterms import Basis, CityTaxTerms, Ground
from app.features.folios.rules.taxes import WHOLE_BP, amount_text, percent_text
from app.kernel.text import marked, tr, trn

GROUNDS = {
    Ground.DISABILITY: marked("a disability"),
    Ground.MEDICAL: marked("medical treatment"),
    Ground.RESIDENT: marked("being a resident"),
    Ground.BUSINESS: marked("a business trip"),
    Ground.STUDENT: marked("studies"),
    Ground.DIPLOMAT: marked("diplomatic status"),
    Ground.POLICE: marked("duty of police or forces"),
    Ground.GROUP_LEADER: marked("driving or leading a group"),
    Ground.SOCIAL: marked("a social programme"),
    Ground.SEASONAL_WORK: marked("seasonal work here"),
    Ground.OTHER: marked("another reason"),
}
_STATES = {
    "tentative": marked("A stay that is not confirmed owes no city tax."),
    "cancelled": marked("A cancelled stay owes no city tax."),
    "no_show": marked("Who did not come owes no city tax."),
}


def ground_text(ground: Ground) -> str:
    """A ground of exemption in words."""
    return tr(GROUNDS[ground])


def not_owing(status: str) -> str:
    """Why a stay in this state owes none."""
    return tr(_STATES[status]) if status in _STATES else tr("In this state a stay owes no city tax.")


def nothing(nights: int) -> str:
    """Why there is no line at all."""
    if nights == 0:
        return tr("Without a night there is no city tax.")
    return tr("No city tax is in force on these nights.")


def run(
    row: CityTaxTerms, first: date, last: date, shares: Sequence[int], price_minor: int, minor: int,
    nights: int, currency: str,
) -> str:  # fmt: skip
    """The sentence of a run of equal nights."""
    when = _day(last) if first == last else f"{_day(first)} – {_day(last)}"
    span = trn("{n} night", "{n} nights", nights)
    if row.basis is Basis.ROOM_NIGHT:
        what = tr("a room at {amount}", amount=amount_text(row.amount_on(first), currency))
    elif row.basis is Basis.PERSON_NIGHT:
        what = _heads(row.amount_on(first), shares, currency)
    else:
        what = _percentage(row, first, shares, price_minor, minor, currency)
    return tr(
        "{name}, {when}: {what}, {span}, makes {total}.", name=row.name, when=when, what=what, span=span,
        total=amount_text(minor * nights, currency),
    )  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _heads(each_minor: int, shares: Sequence[int], currency: str) -> str:
    full = sum(share == WHOLE_BP for share in shares)
    parts = []
    if full:
        parts.append(
            trn("{n} person at {amount}", "{n} persons at {amount}", full,
                amount=amount_text(each_minor, currency))
        )  # fmt: skip
    for share in sorted({s for s in shares if 0 < s < WHOLE_BP}, reverse=True):
        parts.append(
            trn("{n} at {percent} of {amount}", "{n} at {percent} of {amount}", shares.count(share),
                percent=percent_text(share), amount=amount_text(each_minor, currency))
        )  # fmt: skip
    return ", ".join(parts)


def _percentage(
    row: CityTaxTerms, night: date, shares: Sequence[int], price_minor: int, minor: int, currency: str
) -> str:
    percent, price = percent_text(row.bp_on(night)), amount_text(price_minor, currency)
    if row.cap_minor is not None and minor == row.cap_minor * sum(share > 0 for share in shares):
        return tr(
            "{percent} of the net price {price}, at most {cap} a person", percent=percent, price=price,
            cap=amount_text(row.cap_minor, currency),
        )  # fmt: skip
    return tr("{percent} of the net price {price}", percent=percent, price=price)


def why_not(
    row: CityTaxTerms,
    people: Sequence[tuple[int | None, bool]],
    grounds: Sequence[tuple[int, Ground, str]],
    nights: int,
) -> list[str]:
    """A sentence for everything that lowers the tax: age, declared children, proof, cap, length."""
    texts = _of_ages(row, people)
    for count, ground, proof in grounds:
        texts.append(_of_ground(row, count, ground, proof))
    if row.none_over_nights is not None and nights > row.none_over_nights:
        texts.append(
            trn("A stay of more than {n} night owes none.", "A stay of more than {n} nights owes none.",
                row.none_over_nights)
        )  # fmt: skip
    elif row.max_nights is not None and nights > row.max_nights:
        texts.append(
            trn("Only the first night of a stay counts.", "Only the first {n} nights of a stay count.",
                row.max_nights)
        )  # fmt: skip
    return texts


def _of_ages(row: CityTaxTerms, people: Sequence[tuple[int | None, bool]]) -> list[str]:
    texts = []
    for band in row.bands:
        count = sum(age is not None and band.first <= age <= band.last for age, _ in people)
        if not count or band.share_bp == WHOLE_BP:
            continue
        if band.share_bp == 0:
            texts.append(
                trn("{n} person from {first} to {last} years owes none.",
                    "{n} persons from {first} to {last} years owe none.", count,
                    first=band.first, last=band.last)
            )  # fmt: skip
        else:
            texts.append(
                trn("{n} person from {first} to {last} years owes {percent}.",
                    "{n} persons from {first} to {last} years owe {percent}.", count,
                    first=band.first, last=band.last, percent=percent_text(band.share_bp))
            )  # fmt: skip
    undated = sum(age is None and child for age, child in people)
    if undated and row.bands:
        texts.append(
            trn("{n} child without a birth date counts as declared.",
                "{n} children without a birth date count as declared.", undated)
        )  # fmt: skip
    return texts


def _of_ground(row: CityTaxTerms, count: int, ground: Ground, proof: str) -> str:
    if not row.accepts(ground):
        return tr("{ground} does not exempt from this tax.", ground=ground_text(ground).capitalize())
    return trn(
        "{n} person owes none for {ground}, proven by: {proof}.",
        "{n} persons owe none for {ground}, proven by: {proof}.", count,
        ground=ground_text(ground), proof=proof,
    )  # fmt: skip
