"""Routing: full, a share, an amount a night, the rest; by rank, until one stops."""

from datetime import date
from uuid import UUID

import pytest

from app.features import folios
from app.features.folios.rules.entries import Place
from app.features.folios.rules.routing import Route, route
from app.kernel.errors import InvalidInput, NotFound
from tests.support.bills import amounts, charge, opened, window
from tests.support.desk import Desk

OWN, ONE, TWO = (Place(UUID(int=n), 1, "1210") for n in range(3))
DAY = date(2026, 11, 21)


def rule(place: Place, share: str = "full", value: int = 0, *, stops: bool = False, **more: object) -> Route:
    """A rule about rooms."""
    return Route(place, share, value, frozenset({"ROOM"}), stops, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("routes", "parts"),
    [
        ([], {OWN: 1000}),
        ([rule(ONE)], {ONE: 1000}),
        ([rule(ONE, "percent", 3333)], {ONE: 333, OWN: 667}),
        ([rule(ONE, "fixed", 400)], {ONE: 400, OWN: 600}),
        ([rule(ONE, "fixed", 4000)], {ONE: 1000}),
        ([rule(ONE, "fixed", 400, held_minor=350)], {ONE: 50, OWN: 950}),
        ([rule(ONE, "fixed", 400), rule(TWO, "remainder")], {ONE: 400, TWO: 600}),
        ([rule(ONE, "fixed", 400, stops=True), rule(TWO, "remainder")], {ONE: 400, OWN: 600}),
        ([rule(ONE, "percent", 6000), rule(TWO, "percent", 6000)], {ONE: 600, TWO: 400}),
        ([rule(ONE, starts=date(2026, 11, 22))], {OWN: 1000}),
        ([rule(ONE, ends=date(2026, 11, 21))], {ONE: 1000}),
    ],
)
def test_parts(routes: list[Route], parts: dict[Place, int]) -> None:
    """They sum to the charge, whatever the rules say."""
    assert dict(route(1000, OWN, routes, "ROOM", DAY)) == parts
    assert dict(route(1000, OWN, routes, "BAR", DAY)) == {OWN: 1000}


def test_a_company_pays_the_room(money: Desk) -> None:
    """Articles of the rule go to its window with their VAT; others stay; a closed target takes nothing."""
    folio_id, company = opened(money, 2), opened(money, kind="company")
    money.do(
        folios.SetRouting, rule_id=money.app.new_id(), folio_id=folio_id, to_folio_id=company,
        charges=("ROOM",),
    )  # fmt: skip
    charge(money, folio_id, 9000, "ROOM")
    charge(money, folio_id, 700, "BAR")
    assert (amounts(money, folio_id), amounts(money, company)) == ([700], [9000])
    assert window(money, company).vat_minor == 509
    line = window(money, company).lines[0]
    money.do(folios.MovePostings, posting_ids=(line.posting_id,), to_folio_id=folio_id, to_number=2)
    money.do(folios.CloseFolio, folio_id=company)
    charge(money, folio_id, 9000, "ROOM")
    assert amounts(money, folio_id) == [700, 9000]


def test_a_share_has_its_share_of_tax(money: Desk) -> None:
    """A third of a charge: the parts and their VAT add up to the whole."""
    folio_id = opened(money, 2)
    rule_id = money.app.new_id()
    money.do(
        folios.SetRouting, rule_id=rule_id, folio_id=folio_id, to_folio_id=folio_id, to_number=2,
        share="percent", value=3333,
    )  # fmt: skip
    charge(money, folio_id, 1000)
    first, second = window(money, folio_id), window(money, folio_id, 2)
    assert (first.balance_minor, second.balance_minor) == (667, 333)
    assert first.vat_minor + second.vat_minor == 187
    (shown,) = money.app.ask(folios.Routing(folio_id=folio_id))
    assert (shown.share, shown.value) == ("percent", 3333)
    money.do(folios.RemoveRouting, rule_id=rule_id)
    money.refused(NotFound, folios.RemoveRouting, rule_id=rule_id)
    charge(money, folio_id, 1000)
    assert amounts(money, folio_id) == [667, 1000]


@pytest.mark.parametrize(
    "fields",
    [{"to_number": 1}, {"share": "percent", "value": 0}, {"share": "percent", "value": 10_001},
     {"share": "fixed", "value": 0}, {"starts": date(2026, 2, 1), "ends": date(2026, 1, 1)}],
)  # fmt: skip
def test_rules_that_cannot_be(money: Desk, fields: dict[str, object]) -> None:
    """To itself, without a share, over before it begins: refused."""
    folio_id = opened(money, 2)
    given = {"to_number": 2} | fields
    money.refused(
        InvalidInput, folios.SetRouting, rule_id=money.app.new_id(), folio_id=folio_id,
        to_folio_id=folio_id, **given,
    )  # fmt: skip
