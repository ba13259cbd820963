"""Random commands on rates: plans and chains of them, prices, seasons, restrictions, packages, agreements."""

from datetime import timedelta
from uuid import UUID

from app.features import property, rates
from app.kernel.commands import Command
from app.workbench.simulation.world import World


def a_plan(w: World) -> UUID:
    """A plan."""
    return w.a_row("rate_plan")


def a_code(w: World) -> str:
    """The code of a plan, mostly of the one that has prices; now and then of none."""
    codes = sorted(row["code"] for row in w.rows.get("rate_plan", ()))
    return str(w.rng.choice((*codes, "NONE"))) if w.rng.random() < 0.4 else "BAR"


def add_plan(w: World) -> Command:
    """Another way to sell, mostly derived from one that is there."""
    return rates.AddRatePlan(
        id=w.new_id(), plan_id=w.new_id(), property_id=w.property_id, code=f"P{w.rng.randrange(12)}",
        name=w.rng.choice(("Flexible", "Early", "")), kind=w.rng.choice(tuple(rates.Kind)),
        parent_id=a_plan(w) if w.rng.random() < 0.6 else None, derive_bp=w.rng.choice((0, -1_000, 500)),
        derive_minor=w.rng.choice((0, 500, -300)), round_minor=w.rng.choice((1, 100, 0)),
    )  # fmt: skip


def change_plan(w: World) -> Command:
    """Another parent, which may close a circle."""
    return rates.ChangeRatePlan(
        id=w.new_id(), plan_id=a_plan(w), parent_id=a_plan(w), derive_bp=w.rng.choice((None, -500))
    )


def set_prices(w: World) -> Command:
    """Prices over some days."""
    first = w.some_day()
    return rates.SetPrices(
        id=w.new_id(), property_id=w.property_id,
        spans=(
            rates.PriceSpan(
                first, first + timedelta(days=w.rng.choice((-1, 0, 6, 40))),
                plan_ids=(a_plan(w),) if w.rng.random() < 0.7 else (),
                action=w.rng.choice(tuple(rates.Action)), value=w.rng.choice((9_000, 12_345, -100, 10**13)),
                weekdays=w.rng.choice((127, 96, 0)), copy_from=w.some_day(),
            ),
        ),
    )  # fmt: skip


def set_restrictions(w: World) -> Command:
    """What may not be sold."""
    first = w.some_day()
    return rates.SetRestrictions(
        id=w.new_id(), property_id=w.property_id,
        spans=(
            rates.LimitSpan(
                first, first + timedelta(days=w.rng.choice((-1, 2, 9))),
                limit=w.rng.choice(("closed", "no_arrival", "min_through", "max_arrival", "never")),
                value=w.rng.choice((None, 0, 1, 3)),
            ),
        ),
    )  # fmt: skip


def add_season(w: World) -> Command:
    """A season of a plan."""
    starts = w.some_day()
    return rates.AddSeason(
        id=w.new_id(), season_id=w.new_id(), plan_id=a_plan(w), name="Fair", starts=starts,
        ends=starts + timedelta(days=w.rng.choice((-1, 5, 30))),
        prices=(rates.SeasonPrice(w.one_of(w.type_ids), base=w.rng.choice((15_000, -1)), single=11_000),),
        rank=w.rng.randrange(3),
    )  # fmt: skip


def change_season(w: World) -> Command:
    """Other days or another rank."""
    return rates.ChangeSeason(
        id=w.new_id(), season_id=w.a_row("rate_season"), ends=w.some_day(), rank=w.rng.choice((None, 2))
    )


def remove_season(w: World) -> Command:
    """No season."""
    return rates.RemoveSeason(id=w.new_id(), season_id=w.a_row("rate_season"))


def set_package(w: World) -> Command:
    """Breakfast inside."""
    return rates.SetPackage(
        id=w.new_id(), plan_id=a_plan(w),
        items=(
            rates.Included(w.rng.choice(("BREAKFAST", "NONE")), amount_minor=w.rng.choice((None, 900, -1))),
        ),
        item_ids=(w.new_id(),),
    )  # fmt: skip


def set_agreement(w: World) -> Command:
    """A company's price."""
    return rates.SetAgreement(
        id=w.new_id(), agreement_id=w.new_id(), plan_id=a_plan(w), company_id=w.a_row("company"),
        discount_bp=w.rng.choice((0, 1_000, 20_000)), valid_from=w.some_day(),
    )  # fmt: skip


def remove_agreement(w: World) -> Command:
    """No longer."""
    return rates.RemoveAgreement(id=w.new_id(), agreement_id=w.a_row("rate_agreement"))


def article(w: World) -> Command:
    """Another article, or another price for one."""
    spec = property.ArticleSpec(
        w.rng.choice(("OTHER", "BIKE", "")), "Bike", w.rng.choice(("4900", "")),
        price_minor=w.rng.choice((1_500, -1)), basis=w.rng.choice(("fixed", "moon")),
    )  # fmt: skip
    return property.SetArticle(id=w.new_id(), property_id=w.property_id, article=spec)
