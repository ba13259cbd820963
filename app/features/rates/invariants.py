"""What must hold after every write of rates: no plan is derived from itself, also after an undo."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.features.rates import repository
from app.features.rates.models import RateAgreement
from app.features.rates.rules.chains import cycle


def plans_are_sound(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a touched plan derives from itself, or adds to a person what is a room's."""
    touched = rows.get("rate_plan", frozenset())
    if not touched:
        return
    plans = repository.derivations(session)
    parents: dict[UUID, UUID | None] = {plan_id: row.parent_id for plan_id, row in plans.items()}
    for plan_id in touched & plans.keys():
        assert not cycle(plan_id, parents[plan_id], parents), f"plan {plan_id} is derived from itself"
    for plan_id, row in plans.items():
        first = plan_id
        while (above := parents[first]) is not None:
            first = above
        mixed = first != plan_id and plans[first].per == "person" and row.per == "room" and row.derive_minor
        assert not mixed, f"plan {plan_id} adds for a room to a price per person"


def agreements_are_apart(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a company has two agreements on a plan for one night."""
    for agreement_id in rows.get("rate_agreement", frozenset()):
        own = session.get(RateAgreement, (session.info["tenant_id"], agreement_id))
        if own is None:
            continue
        for other in repository.agreements_of(session, own.company_id, own.plan_id):
            if other.id == own.id:
                continue
            apart = _ends_before(own, other) or _ends_before(other, own)
            assert apart, f"agreements {own.id} and {other.id} meet"


def _ends_before(one: RateAgreement, other: RateAgreement) -> bool:
    return one.valid_until is not None and one.valid_until < other.valid_from


INVARIANTS = (plans_are_sound, agreements_are_apart)
