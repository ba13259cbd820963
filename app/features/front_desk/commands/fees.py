"""Fees for coming early and leaving late, by the house's rule; and the house's terms of the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from app.features import folios, property, reservations
from app.features.front_desk.commands.keys import KINDS
from app.features.front_desk.models.arriving import DeskTerms
from app.features.front_desk.repository import arriving as repository
from app.features.front_desk.rules import fees as rules
from app.features.front_desk.rules.fees import Band
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput
from app.kernel.text import tr


class NoFee(AppError):
    """The house takes nothing at this hour."""

    code = "no_fee"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargeFee(Command):
    """Charge for coming early or leaving late (`kind`); `at` is when. None as the amount goes by the rule."""

    verb: ClassVar[str] = "front_desk.charge_fee"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID
    kind: str
    at: datetime
    amount_minor: int | None = None

    @classmethod
    def why_never_undone(cls) -> str:
        """It is a posting."""
        return folios.PostCharge.why_never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class SetDeskTerms(Command):
    """How a house checks in and out."""

    verb: ClassVar[str] = "front_desk.set_desk_terms"

    property_id: UUID
    early: tuple[Band, ...] = ()
    late: tuple[Band, ...] = ()
    early_article: str = ""
    late_article: str = ""
    extras_minor: int = 0
    key_kind: str = "card"


def charge_fee(command: ChargeFee, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A rule that takes something at this hour, an article to charge: then a charge as any other."""
    if command.kind not in (rules.EARLY, rules.LATE):
        raise InvalidInput(tr("A fee is for coming early or leaving late."), field="kind")
    loaded = reservations.load_stay(uow, command.stay_id)
    terms = repository.terms_of(uow.session, loaded.stay.property_id)
    minor = command.amount_minor
    if minor is None:
        minor = due(uow, loaded, terms, command.kind, command.at)
    if minor <= 0 or terms is None:
        raise NoFee(tr("The house takes nothing at this hour."))
    code = terms.early_article if command.kind == rules.EARLY else terms.late_article
    folio = folios.folio_of_stay(uow, loaded.stay.id)
    uow.flush()
    charge = folios.PostCharge(
        id=command.id, folio_id=folio.id, article_code=code, unit_minor=minor, stay_id=loaded.stay.id
    )
    return folios.post_charge(charge, uow=uow, clock=clock)


def due(
    uow: UnitOfWork, loaded: reservations.LoadedStay, terms: DeskTerms | None, kind: str, at: datetime
) -> int:
    """What the rule takes at an instant: of the first night for coming, of the last one for leaving."""
    if terms is None:
        return 0
    zone = ZoneInfo(property.open_property(uow, loaded.stay.property_id).timezone)
    night = loaded.nights[0 if kind == rules.EARLY else -1].price_minor
    bands = rules.loaded(terms.early if kind == rules.EARLY else terms.late)
    return rules.fee(kind, bands, at.astimezone(zone).time(), night)


def set_desk_terms(command: SetDeskTerms, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Bands that can be, articles that are there."""
    property.open_property(uow, command.property_id)
    rules.ensure_bands(command.early, "early")
    rules.ensure_bands(command.late, "late")
    for bands, code, field in (
        (command.early, command.early_article, "early_article"),
        (command.late, command.late_article, "late_article"),
    ):
        if bands and not code:
            raise InvalidInput(tr("Choose the article that the fee is charged as."), field=field)
        if code:
            property.find_article(uow, command.property_id, code)
    if not 0 <= command.extras_minor <= rules.MOST_MINOR:
        raise InvalidInput(tr("Give an amount, or nothing."), field="extras_minor")
    if command.key_kind not in KINDS:
        raise InvalidInput(tr("{kind} is no key.", kind=command.key_kind), field="key_kind")
    row = uow.find(DeskTerms, command.property_id)
    if row is None:
        row = DeskTerms(property_id=command.property_id)
    row.early, row.late = rules.stored(command.early), rules.stored(command.late)
    row.early_article, row.late_article = command.early_article, command.late_article
    row.extras_minor, row.key_kind = command.extras_minor, command.key_kind
    uow.session.add(row)
    uow.flush()
    return {}


HANDLERS = (Handling(ChargeFee, charge_fee), Handling(SetDeskTerms, set_desk_terms))
