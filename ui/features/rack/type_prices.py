"""What a stay costs more in other room types by the plan that sold it.

It loads the rates; whoever needs it imports it with the first stay that a plan sold.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from app.features.rates import Quotes, QuoteView
from app.features.reservations import StayView
from ui.widgets.ages_edit import MOST_AGE


def question(view: StayView, since: date) -> Quotes | None:
    """The quotes of its plan for its nights from a day on; None where several plans sold them, or none."""
    nights = [night for night in view.nights if night.night >= since]
    codes = {night.rate_code for night in nights}
    code = next(iter(codes), "")
    if len(codes) != 1 or not code:
        return None
    ages = view.child_ages + (MOST_AGE,) * (view.children - len(view.child_ages))
    return Quotes(
        property_id=view.property_id, arrival=nights[0].night,
        departure=nights[-1].night + timedelta(days=1), adults=view.adults, child_ages=ages,
        plan_codes=(code,), company_id=view.company_id,
    )  # fmt: skip


def gains(view: StayView, quotes: Iterable[QuoteView]) -> dict[UUID, int]:
    """By type what these nights cost more in all; types without a price are left out."""
    totals = {quote.room_type_id: quote.total_minor for quote in quotes if quote.prices}
    sold = totals.get(view.room_type_id)
    return {} if sold is None else {kind: total - sold for kind, total in totals.items()}
