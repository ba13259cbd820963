"""Plans derived from plans: the order in which they are priced, and cycles, which are refused."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.features.rates.rules.terms import PlanTerms


def ordered(plans: Iterable[PlanTerms]) -> tuple[PlanTerms, ...]:
    """Parents before the plans derived from them, else as given. ValueError on a cycle or a lost parent."""
    waiting = {plan.id: plan for plan in plans}
    done: dict[UUID, PlanTerms] = {}
    for start in tuple(waiting):
        line = []
        plan_id: UUID | None = start
        while plan_id is not None and plan_id not in done:
            plan = waiting.pop(plan_id, None)
            if plan is None:
                raise ValueError("a plan without its parent, or derived from itself")
            line.append(plan)
            plan_id = plan.parent_id
        done.update((plan.id, plan) for plan in reversed(line))
    return tuple(done.values())


def cycle(plan_id: UUID, parent_id: UUID | None, parents: Mapping[UUID, UUID | None]) -> list[UUID]:
    """The chain, from the plan back to itself, that a new parent would close; empty when it closes none."""
    chain, seen = [plan_id], {plan_id}
    while parent_id is not None:
        chain.append(parent_id)
        if parent_id == plan_id:
            return chain
        if parent_id in seen:
            break
        seen.add(parent_id)
        parent_id = parents.get(parent_id)
    return []


def descendants(plan_ids: Iterable[UUID], parents: Mapping[UUID, UUID | None]) -> frozenset[UUID]:
    """These plans and all that are derived from them."""
    found = set(plan_ids)
    while grown := {child for child, parent in parents.items() if parent in found} - found:
        found |= grown
    return frozenset(found)


def line_of(plan: PlanTerms, plans: Mapping[UUID, PlanTerms]) -> tuple[PlanTerms, ...]:
    """A plan's ancestors from the first on, and the plan itself."""
    line = [plan]
    while line[-1].parent_id is not None:
        line.append(plans[line[-1].parent_id])
    return tuple(reversed(line))
