"""What goes with a plan: articles inside its price, and the discounts that companies have agreed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from app.features import guests, property
from app.features.rates import repository
from app.features.rates.commands.plans import find_plan
from app.features.rates.events import PlanChanged
from app.features.rates.models import PackageItem, RateAgreement
from app.features.rates.rules.chains import descendants
from app.features.rates.rules.parts import MOST_MINOR
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

MOST_QUANTITY: Final = 100


@dataclass(frozen=True, slots=True)
class Included:
    """An article inside a price; without an amount its own price counts. 0 of it takes the parent's out."""

    article_code: str
    quantity: int = 1
    amount_minor: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPackage(Command):
    """Say what is inside a plan's price, all of it; `item_ids` has an id for each, for those that are new."""

    verb: ClassVar[str] = "rates.set_package"

    plan_id: UUID
    items: tuple[Included, ...]
    item_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAgreement(Command):
    """Write a company's right to a plan, with a discount, for the nights from `valid_from` on."""

    verb: ClassVar[str] = "rates.set_agreement"

    agreement_id: UUID
    plan_id: UUID
    company_id: UUID
    discount_bp: int = 0
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveAgreement(Command):
    """Take a company's agreement away; stays already booked keep their prices."""

    verb: ClassVar[str] = "rates.remove_agreement"

    agreement_id: UUID


def set_package(command: SetPackage, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the items: those that stay are changed, others added or taken away."""
    plan = find_plan(uow, command.plan_id)
    property.open_property(uow, plan.property_id)
    _ensure_items(command)
    known = {item.article_id: item for item in repository.package_items(uow.session, plan.id)}
    added = []
    for number, item in enumerate(command.items):
        article = property.find_article(uow, plan.property_id, item.article_code)
        row = known.pop(article.id, None)
        if row is None:
            id_ = command.item_ids[number] if number < len(command.item_ids) else uow.new_id()
            row = PackageItem(id=id_, property_id=plan.property_id, plan_id=plan.id, article_id=article.id)
            added.append(row)
        row.quantity, row.amount_minor = item.quantity, item.amount_minor
    uow.flush()
    uow.add(*added)
    uow.delete(*known.values())
    _announce(uow, plan.property_id, plan.id)
    return {"plan_id": str(plan.id)}


def _ensure_items(command: SetPackage) -> None:
    if len({item.article_code for item in command.items}) < len(command.items):
        raise InvalidInput(tr("An article is named twice."), field="items")
    for item in command.items:
        if not 0 <= item.quantity <= MOST_QUANTITY:
            raise InvalidInput(tr("Give a number from {least} to {most}.", least=0, most=MOST_QUANTITY),
                               field="quantity")  # fmt: skip
        if item.amount_minor is not None and not 0 <= item.amount_minor <= MOST_MINOR:
            raise InvalidInput(tr("A price is not below zero."), field="amount_minor")


def set_agreement(command: SetAgreement, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the agreement; a company has one for each plan and night."""
    plan = find_plan(uow, command.plan_id)
    property.open_property(uow, plan.property_id)
    company = guests.find_company(uow, command.company_id)
    if not 0 <= command.discount_bp <= 10_000:
        raise InvalidInput(tr("Give a discount from 0 % to 100 %."), field="discount_bp")
    if command.valid_until is not None and command.valid_until < command.valid_from:
        raise InvalidInput(tr("The last night lies before the first."), field="valid_until")
    for other in repository.agreements_of(uow.session, company.id, plan.id):
        ends = command.valid_until or date.max
        meets = other.valid_from <= ends and command.valid_from <= (other.valid_until or date.max)
        if other.id != command.agreement_id and meets:
            raise InvalidInput(
                tr("{company} has an agreement on this plan for some of these nights. Change that one.",
                   company=company.name),
                field="valid_from",
            )  # fmt: skip
    row = uow.find(RateAgreement, command.agreement_id)
    added = row is None
    row = row or RateAgreement(id=command.agreement_id, property_id=plan.property_id)
    row.plan_id, row.company_id, row.discount_bp = plan.id, company.id, command.discount_bp
    row.valid_from, row.valid_until = command.valid_from, command.valid_until
    if added:
        uow.add(row)
    uow.flush()
    _announce(uow, plan.property_id, plan.id)
    return {"agreement_id": str(row.id)}


def remove_agreement(command: RemoveAgreement, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Delete the agreement."""
    row = uow.find(RateAgreement, command.agreement_id)
    if row is None:
        raise NotFound(tr("This agreement does not exist any more."), field="agreement_id")
    property.open_property(uow, row.property_id)
    uow.delete(row)
    _announce(uow, row.property_id, row.plan_id)
    return {}


def _announce(uow: UnitOfWork, property_id: UUID, plan_id: UUID) -> None:
    concerned = descendants([plan_id], repository.parents(uow.session, property_id))
    uow.announce(PlanChanged(property_id=property_id, plan_ids=tuple(sorted(concerned))))


HANDLERS = (
    Handling(SetPackage, set_package),
    Handling(SetAgreement, set_agreement),
    Handling(RemoveAgreement, remove_agreement),
)
