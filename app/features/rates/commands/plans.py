"""Add a rate plan and change its terms; a plan that would be derived from itself is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from app.features import guests, property
from app.features.rates import repository
from app.features.rates.events import PlanChanged
from app.features.rates.models import RatePlan
from app.features.rates.rules import kinds
from app.features.rates.rules.chains import cycle, descendants
from app.features.rates.rules.parts import MOST_BANDS, MOST_MINOR
from app.features.rates.rules.party import ensure_bands
from app.features.rates.rules.policy import ensure_policy
from app.features.rates.rules.terms import Bands
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice, InvalidInput, NotFound
from app.kernel.text import tr

# A derivation makes a price at most so many times as high.
MOST_BP: Final = 100_000
MOST_DAYS: Final = 1_000


class PlanCodeTaken(AppError):
    """The house has a plan with this code."""

    code = "plan_code_taken"


class RateCycle(AppError):
    """A plan would be derived from itself, over others."""

    code = "rate_cycle"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddRatePlan(Command):
    """Add a way to sell rooms. The meals are those of its kind, unless said."""

    verb: ClassVar[str] = "rates.add_plan"

    plan_id: UUID
    property_id: UUID
    code: str
    name: str
    kind: kinds.Kind = kinds.Kind.BEST_AVAILABLE
    per: str = "room"
    meal: str = ""
    child_bands: Bands = ()
    parent_id: UUID | None = None
    derive_bp: int = 0
    derive_minor: int = 0
    round_minor: int = 1
    policy: dict[str, Any] = field(default_factory=dict)
    prepayment_bp: int = 0
    min_stay: int = 0
    max_stay: int = 0
    min_advance: int = 0
    max_advance: int | None = None
    sold_from: date | None = None
    sold_until: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    promo_code: str = ""
    company_id: UUID | None = None
    position: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRatePlan(Command):
    """Change a plan's terms; a field left None stays as it is. `clear` names fields to be emptied."""

    verb: ClassVar[str] = "rates.change_plan"

    plan_id: UUID
    code: str | None = None
    name: str | None = None
    kind: kinds.Kind | None = None
    per: str | None = None
    meal: str | None = None
    child_bands: Bands | None = None
    parent_id: UUID | None = None
    derive_bp: int | None = None
    derive_minor: int | None = None
    round_minor: int | None = None
    policy: dict[str, Any] | None = None
    prepayment_bp: int | None = None
    min_stay: int | None = None
    max_stay: int | None = None
    min_advance: int | None = None
    max_advance: int | None = None
    sold_from: date | None = None
    sold_until: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    promo_code: str | None = None
    company_id: UUID | None = None
    active: bool | None = None
    position: int | None = None
    clear: tuple[str, ...] = ()


# Fields of a plan that may be empty.
CLEARABLE: Final = frozenset(
    {"parent_id", "max_advance", "sold_from", "sold_until", "valid_from", "valid_until", "company_id"}
)
_OWN_NAMES: Final = {"position": "sort"}
_NOT_TERMS: Final = frozenset({"id", "plan_id", "property_id", "clear"})


def add_rate_plan(command: AddRatePlan, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Check the terms and the parent, then write the plan."""
    property.open_property(uow, command.property_id)
    terms = _terms(command)
    terms["meal"] = command.meal or kinds.meal_of(command.kind)
    plan = RatePlan(id=command.plan_id, property_id=command.property_id, active=True, **terms)
    _ensure_code(uow, plan)
    _ensure_sound(uow, plan)
    uow.add(plan)
    uow.announce(PlanChanged(property_id=plan.property_id, plan_ids=(plan.id,)))
    return {"plan_id": str(plan.id)}


def change_rate_plan(
    command: ChangeRatePlan,
    *,
    uow: UnitOfWork,
    clock: Clock,  # noqa: ARG001
) -> dict[str, object]:
    """Write what is given; plans derived from this one change with it."""
    plan = find_plan(uow, command.plan_id)
    property.open_property(uow, plan.property_id)
    unknown = set(command.clear) - CLEARABLE
    if unknown:
        raise InvalidInput(tr("A plan always has its {field}.", field=min(unknown)), field=min(unknown))
    changed = {name: value for name, value in _terms(command).items() if value is not None}
    changed |= dict.fromkeys(command.clear)
    with uow.session.no_autoflush:
        for name, value in changed.items():
            if getattr(plan, name) != value:
                setattr(plan, name, value)
        _ensure_code(uow, plan)
        _ensure_sound(uow, plan)
    uow.flush()
    concerned = descendants([plan.id], repository.parents(uow.session, plan.property_id))
    uow.announce(PlanChanged(property_id=plan.property_id, plan_ids=tuple(sorted(concerned))))
    return {"plan_id": str(plan.id)}


def find_plan(uow: UnitOfWork, plan_id: UUID) -> RatePlan:
    """A plan for writing. Raises NotFound."""
    plan = uow.find(RatePlan, plan_id)
    if plan is None:
        raise NotFound(tr("This rate plan does not exist any more."), field="plan_id")
    return plan


def _terms(command: AddRatePlan | ChangeRatePlan) -> dict[str, Any]:
    """The command's fields as a plan's columns."""
    found: dict[str, Any] = {}
    for own in fields(command):
        if own.name not in _NOT_TERMS:
            value = getattr(command, own.name)
            found[_OWN_NAMES.get(own.name, own.name)] = value
    if found["kind"] is not None:
        found["kind"] = str(found["kind"])
    if found["child_bands"] is not None:
        found["child_bands"] = [list(band) for band in found["child_bands"]]
    return found


def _ensure_code(uow: UnitOfWork, plan: RatePlan) -> None:
    if not plan.code.strip() or not plan.name.strip():
        raise InvalidInput(tr("Give the rate plan a name and a short code."), field="code")
    known = repository.plan_by_code(uow.session, plan.property_id, plan.code)
    if known is not None and known.id != plan.id:
        raise PlanCodeTaken(tr("There is a rate plan with the code {code}.", code=plan.code), field="code")


def _ensure_sound(uow: UnitOfWork, plan: RatePlan) -> None:
    """Refuse terms that cannot be right, alone or with the parent's."""
    _ensure_numbers(plan)
    _ensure_days(plan)
    ensure_policy(plan.policy)
    ensure_bands(tuple((low, high) for low, high in plan.child_bands), MOST_BANDS)
    needed = kinds.NEEDED.get(plan.kind)
    if needed is not None and not getattr(plan, needed[0]) and getattr(plan, needed[0]) != _fits_zero(plan):
        raise InvalidInput(tr(needed[1]), field=needed[0])
    if plan.company_id is not None:
        guests.find_company(uow, plan.company_id)
    if plan.parent_id is not None:
        _ensure_parent(uow, plan, plan.parent_id)
    _ensure_same_counting(uow, plan)


def _fits_zero(plan: RatePlan) -> int | None:
    """Booked on the day of arrival only is a last minute too."""
    return 0 if plan.kind == kinds.Kind.LAST_MINUTE else None


def _ensure_numbers(plan: RatePlan) -> None:
    checks: Mapping[str, bool] = {
        "per": plan.per in ("room", "person"),
        "derive_bp": -10_000 <= plan.derive_bp <= MOST_BP,
        "derive_minor": abs(plan.derive_minor) <= MOST_MINOR,
        "round_minor": 1 <= plan.round_minor <= MOST_MINOR,
        "prepayment_bp": 0 <= plan.prepayment_bp <= 10_000,
        "min_stay": 0 <= plan.min_stay <= MOST_DAYS,
        "max_stay": 0 <= plan.max_stay <= MOST_DAYS,
        "min_advance": 0 <= plan.min_advance <= MOST_DAYS,
        "max_advance": plan.max_advance is None or 0 <= plan.max_advance <= MOST_DAYS,
    }
    for name, right in checks.items():
        if not right:
            raise InvalidInput(tr("This value cannot be right."), field=name)


def _ensure_days(plan: RatePlan) -> None:
    """Refuse spans that end before they begin."""
    pairs: Iterable[tuple[Any, Any, str]] = (
        (plan.sold_from, plan.sold_until, "sold_until"),
        (plan.valid_from, plan.valid_until, "valid_until"),
        (plan.min_advance, plan.max_advance, "max_advance"),
        (plan.min_stay, plan.max_stay or None, "max_stay"),
    )
    for low, high, name in pairs:
        if low is not None and high is not None and high < low:
            raise InvalidInput(tr("The end lies before the beginning. Nothing could be sold."), field=name)


def _ensure_parent(uow: UnitOfWork, plan: RatePlan, parent_id: UUID) -> None:
    parent = find_plan(uow, parent_id)
    if parent.property_id != plan.property_id:
        raise InvalidInput(tr("A plan is derived from a plan of its own hotel."), field="parent_id")
    parents = repository.parents(uow.session, plan.property_id)
    closed = cycle(plan.id, parent_id, parents)
    if closed:
        codes = [find_plan(uow, id_).code if id_ != plan.id else plan.code for id_ in closed]
        raise RateCycle(
            tr("{code} would be derived from itself: {chain}. Choose another parent.", code=plan.code,
               chain=" → ".join(codes)),
            choices=_way_out(uow, plan, closed), field="parent_id",
        )  # fmt: skip


def _way_out(uow: UnitOfWork, plan: RatePlan, closed: list[UUID]) -> list[Choice]:
    """Free the plan that is derived from this one; after that the chain is open."""
    if len(closed) < 3:
        return []
    freed = find_plan(uow, closed[-2])
    command = ChangeRatePlan(id=uow.new_id(), plan_id=freed.id, clear=("parent_id",))
    detail = tr("It needs prices of its own then, and {code} can follow it.", code=plan.code)
    return [Choice(tr("Free {freed} from {code}", freed=freed.code, code=plan.code), command, detail)]


def _ensure_same_counting(uow: UnitOfWork, plan: RatePlan) -> None:
    """What is added to a price per person is added per person, by this plan and those derived from it."""
    first = plan
    while first.parent_id is not None:
        first = find_plan(uow, first.parent_id)
    if first.per != "person":
        return
    for plan_id in sorted(descendants([plan.id], repository.parents(uow.session, plan.property_id))):
        own = plan if plan_id == plan.id else find_plan(uow, plan_id)
        if own is not first and own.per == "room" and own.derive_minor:
            raise InvalidInput(
                tr("{parent} is priced per person; what {plan} adds to it is per person too.",
                   parent=first.name, plan=own.name),
                field="per",
            )  # fmt: skip


HANDLERS = (Handling(AddRatePlan, add_rate_plan), Handling(ChangeRatePlan, change_rate_plan))
