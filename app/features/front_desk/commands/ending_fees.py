"""The fee of a stay that ends before it began: worked out by its policy, posted to its folio, reversed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from app.features import folios, property, rates, reservations
from app.features.front_desk.models.ending import StayEnding
from app.features.front_desk.rules.ending import MOST_REASON, Ending
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import AppError, InvalidInput, NotFound, NotPermitted
from app.kernel.text import printed, tr

# Who may leave a fee out.
WAIVE: Final = "front_desk.waive_fee"
# Compensations, not services: they carry no tax unless the house gives their article one.
ARTICLES: Final = {
    Ending.CANCELLED: property.ArticleSpec("CANCEL", printed("Cancellation fee"), account="4000"),
    Ending.NO_SHOW: property.ArticleSpec("NOSHOW", printed("No-show fee"), account="4000"),
}


class NoAccounts(AppError):
    """The hotel keeps no books yet, so that a fee cannot be charged."""

    code = "no_accounts"


@dataclass(frozen=True, slots=True)
class Terms:
    """How an ending is done: when, why, and whether the fee is left out."""

    kind: Ending
    at: datetime
    reason: str
    waive: bool
    waive_reason: str


def fee_of(uow: UnitOfWork, loaded: reservations.LoadedStay, at: datetime) -> rates.Fee:
    """What the policy as sold asks at an instant, from the nightly prices as sold."""
    house = property.open_property(uow, loaded.stay.property_id)
    return rates.cancellation_fee(
        loaded.reservation.cancellation_policy or {}, [night.price_minor for night in loaded.nights],
        loaded.stay.arrival, at, check_in=house.check_in_time, zone=house.timezone,
    )  # fmt: skip


def ensure_terms(uow: UnitOfWork, terms: Terms, fee_minor: int) -> None:
    """A fee is left out by who may, and with a reason; texts have a length."""
    if max(len(terms.reason), len(terms.waive_reason)) > MOST_REASON:
        raise InvalidInput(tr("At most {most} characters, please.", most=MOST_REASON), field="reason")
    if not (terms.waive and fee_minor):
        return
    if not uow.actor.may(WAIVE):
        raise NotPermitted(tr("Your role does not allow to leave a fee out."), field="waive_reason")
    if not terms.waive_reason.strip():
        raise InvalidInput(tr("Say why the fee is left out."), field="waive_reason")


def record_ending(
    uow: UnitOfWork, clock: Clock, loaded: reservations.LoadedStay, fee_minor: int, terms: Terms
) -> StayEnding:
    """Post the fee, unless it is left out, and write down how the stay ended. Raises NoAccounts."""
    stay = loaded.stay
    posted = () if terms.waive or not fee_minor else _post(uow, clock, loaded, fee_minor, terms.kind)
    row = StayEnding(
        id=uow.new_id(), property_id=stay.property_id, stay_id=stay.id, kind=str(terms.kind), at=terms.at,
        business_date=loaded.business_date, reason=terms.reason.strip(),
        currency=loaded.reservation.currency, fee_minor=0 if terms.waive else fee_minor,
        waived_minor=fee_minor if terms.waive else 0,
        waive_reason=terms.waive_reason.strip() if terms.waive else "", by_name=uow.actor.name,
        posting_ids=[str(id_) for id_ in posted], taken_back_at=None,
    )  # fmt: skip
    uow.add(row)
    return row


def _post(
    uow: UnitOfWork, clock: Clock, loaded: reservations.LoadedStay, fee_minor: int, kind: Ending
) -> tuple[UUID, ...]:
    article = _article(uow, loaded.stay.property_id, kind)
    try:
        folio = folios.folio_of_stay(uow, loaded.stay.id)
        charge = folios.PostCharge(
            id=uow.new_id(), folio_id=folio.id, article_code=article, unit_minor=fee_minor,
            stay_id=loaded.stay.id,
        )  # fmt: skip
        result = folios.post_charge(charge, uow=uow, clock=clock)
    except NotFound as error:
        if error.field != "account":
            raise
        raise NoAccounts(tr("This hotel keeps no accounts yet, so no fee can be charged.")) from error
    ids = result["posting_ids"]
    assert isinstance(ids, list)
    return tuple(UUID(id_) for id_ in ids)


def _article(uow: UnitOfWork, property_id: UUID, kind: Ending) -> str:
    """The article of the fee; a house that has none yet gets it."""
    spec = ARTICLES[kind]
    if spec.code not in property.articles_by_code(uow, property_id):
        property.add_articles(uow, property_id, (spec,))
    return spec.code


def take_fee_back(uow: UnitOfWork, clock: Clock, ending: StayEnding, reason: str, *, keep: bool) -> int:
    """Reverse the fee of an ending, unless it is kept; what the desk has reversed itself stays so."""
    ending.taken_back_at = clock.now()
    uow.flush()
    if keep or not ending.posting_ids:
        return 0
    reverse = folios.ReversePosting(id=uow.new_id(), posting_id=UUID(ending.posting_ids[0]), reason=reason)
    try:
        folios.reverse_posting(reverse, uow=uow, clock=clock)
    except folios.AlreadyReversed:
        return 0
    return ending.fee_minor
