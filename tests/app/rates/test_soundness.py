"""What an undo may not bring back, and what `keyrack check` finds in a damaged house."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text

from app.bootstrap import check_house
from app.features.rates import (
    AddSeason,
    ChangeRatePlan,
    Kind,
    RemoveAgreement,
    SeasonPrice,
    SetAgreement,
)
from app.infra.undo import ChangedSince
from tests.app.rates.house import Rates, found_companies


def findings(rates: Rates) -> set[str]:
    """The checks of rates that find something."""
    reports = check_house(rates.desk.app.database).values()
    return {f.check for report in reports for f in report.findings if f.check.startswith("rates.")}


def test_an_undo_that_would_close_a_circle_is_refused(rates: Rates) -> None:
    """B was freed from A, then A derived from B: freeing it cannot be taken back before that."""
    rates.plan("A")
    rates.plan("B", "A")
    freed = rates.desk.do(ChangeRatePlan, plan_id=rates.plans["B"], clear=("parent_id",))
    tied = rates.desk.do(ChangeRatePlan, plan_id=rates.plans["A"], parent_id=rates.plans["B"])
    (free, tie) = rates.desk.commands_since(freed.changes.revision)
    with pytest.raises(ChangedSince):
        rates.desk.app.undo(free)
    assert tied.changes.revision == freed.changes.revision + 1
    rates.desk.app.undo(tie)
    rates.desk.app.undo(free)
    rates.prices("A", 7_000)
    assert rates.quote("B").prices == (7_000, 7_000)


def test_an_undo_that_would_make_agreements_meet_is_refused(rates: Rates) -> None:
    """Taken away, another made for the same nights: the first cannot come back."""
    companies = found_companies(rates.desk, "Acme")
    own: dict[str, Any] = {
        "plan_id": rates.plan("CORP", kind=Kind.CORPORATE), "company_id": companies["Acme"],
        "valid_from": rates.desk.day(0),
    }  # fmt: skip
    first, second = rates.desk.app.new_id(), rates.desk.app.new_id()
    rates.desk.do(SetAgreement, agreement_id=first, **own)
    gone = rates.desk.do(RemoveAgreement, agreement_id=first)
    rates.desk.do(SetAgreement, agreement_id=second, **own | {"valid_from": rates.desk.day(5)})
    with pytest.raises(ChangedSince):
        rates.desk.app.undo(rates.desk.commands_since(gone.changes.revision)[0])


DAMAGE = (
    ("rates.months", "UPDATE rate_price SET month = '2026-12-02' WHERE month = '2026-12-01'"),
    ("rates.months", """UPDATE rate_price SET cells = '{"bed": []}'"""),
    ("rates.seasons", """UPDATE rate_season SET prices = '{"0": {"base": 1}}'"""),
)


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("check", "statement"), DAMAGE)
def test_the_check_finds_damage(rates: Rates, check: str, statement: str) -> None:
    """A sound house has none; each damage is found by its check."""
    plan_id = rates.plan("BAR")
    rates.prices("BAR", 9_000)
    rates.desk.do(
        AddSeason, season_id=rates.desk.app.new_id(), plan_id=plan_id, name="S", starts=date(2027, 1, 1),
        ends=date(2027, 1, 2), prices=(SeasonPrice(rates.types["STD"], 1),),
    )  # fmt: skip
    assert findings(rates) == set()
    engine: Engine = rates.desk.app.database.engine
    with engine.begin() as connection:
        connection.execute(text(statement))
    assert findings(rates) == {check}
