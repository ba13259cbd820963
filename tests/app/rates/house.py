"""Short words for rates in the small hotel of tests."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.features.guests import AddCompany
from app.features.rates import AddRatePlan, PriceSpan, Quotes, QuoteView, SetPrices
from app.kernel.changes import Outcome
from tests.support.desk import Desk


@dataclass(frozen=True, slots=True)
class Rates:
    """A desk that sets prices; plans by their codes."""

    desk: Desk
    plans: dict[str, UUID]

    @property
    def types(self) -> dict[str, UUID]:
        """Room types by their codes."""
        return {"STD": self.desk.hotel.room_type_id, "SML": self.desk.small_type}

    def plan(self, code: str = "BAR", parent: str = "", **terms: Any) -> UUID:
        """Add a plan."""
        terms.setdefault("name", code.title())
        plan_id = self.plans[code] = self.desk.app.new_id()
        self.desk.do(
            AddRatePlan, plan_id=plan_id, property_id=self.desk.hotel.property_id, code=code,
            parent_id=self.plans[parent] if parent else None, **terms,
        )  # fmt: skip
        return plan_id

    def prices(self, plan: str, value: int, first: int = 0, last: int = 30, **span: Any) -> Outcome:
        """Set prices of a plan for all types from one day to another, both included."""
        rule = PriceSpan(
            self.desk.day(first), self.desk.day(last), (self.plans[plan],) if plan else (), value=value,
            **span,
        )  # fmt: skip
        return self.desk.do(SetPrices, property_id=self.desk.hotel.property_id, spans=(rule,))

    def quotes(self, first: int = 0, nights: int = 2, **wish: Any) -> tuple[QuoteView, ...]:
        """Quotes of all plans and types."""
        return self.desk.app.ask(
            Quotes(
                property_id=self.desk.hotel.property_id, arrival=self.desk.day(first),
                departure=self.desk.day(first + nights), **wish,
            )
        )  # fmt: skip

    def quote(self, code: str, first: int = 0, nights: int = 2, kind: str = "STD", **wish: Any) -> QuoteView:
        """The quote of one plan and type."""
        wish.setdefault("plan_codes", (code,))
        (found,) = self.quotes(first, nights, room_type_ids=(self.types[kind],), **wish)
        return found


def found_companies(desk: Desk, *names: str) -> dict[str, UUID]:
    """Companies by their names."""
    found = {name: desk.app.new_id() for name in names}
    for name, company_id in found.items():
        desk.do(AddCompany, company_id=company_id, kind="company", code=name.upper(), name=name)
    return found
