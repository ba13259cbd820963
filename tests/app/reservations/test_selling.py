"""Booking by a rate plan: prices, terms and age bands as quoted; what is refused, and what could be sold."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.features.rates import LimitSpan, SetAgreement, SetRestrictions
from app.features.reservations import RateRefused, Reserve, RoomTaken
from app.features.reservations.late import AddRoom
from app.infra.tables import JournalEntry
from app.kernel.errors import InvalidInput, NotFound, NotPermitted
from tests.app.rates.house import Rates, found_companies
from tests.support.desk import Desk


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """A flexible plan at 120.00, another 10 % below it."""
    rates = Rates(desk, {})
    rates.plan("BAR", child_bands=((0, 3), (3, 12)), policy={"free_until_days": 1, "fee": "first_night"})
    rates.plan("NRF", "BAR", derive_bp=-1_000, prepayment_bp=5_000, meal="BB")
    rates.prices("BAR", 12_000)
    rates.prices("BAR", 1_500, part="child2")
    return rates


def limit(rates: Rates, name: str, value: int, plan: str = "BAR", first: int = 0, last: int = 30) -> None:
    """Restrict a plan, all types."""
    span = LimitSpan(rates.desk.day(first), rates.desk.day(last), name, value, (rates.plans[plan],))
    rates.desk.do(SetRestrictions, property_id=rates.desk.hotel.property_id, spans=(span,))


def sold(desk: Desk, command: Reserve) -> list[tuple[int, str]]:
    """Price and plan of each night of the first room."""
    return [(n.price_minor, n.rate_code) for n in desk.view(command.rooms[0].stay_id).nights]


def test_what_is_written_is_what_was_quoted(rates: Rates) -> None:
    """Every night at the quoted price, under its plan; meals, policy and prepayment are the plan's."""
    desk = rates.desk
    quote = rates.quote("NRF", 1, 3, adults=2, child_ages=(7,))
    command = desk.reserve(desk.request("101", 1, 3, adults=2, children=1, child_ages=(7,), rate_code="NRF"))
    desk.app.execute(command)
    assert sold(desk, command) == [(price, "NRF") for price in quote.prices]
    assert quote.prices == (10_800 + 1_350,) * 3
    view = desk.view(command.rooms[0].stay_id)
    assert (view.meal, view.child_ages, view.guarantee) == ("BB", (7,), "deposit")
    assert view.deposit_due_minor == quote.total_minor // 2


def test_the_journal_keeps_the_prices(rates: Rates) -> None:
    """Who repeats the command later, on another desk, sells at the same price."""
    desk = rates.desk
    command = desk.reserve(desk.request("101", 0, 2, rate_code="BAR"))
    desk.app.execute(command)
    with desk.app.database.reader(desk.app.actor.tenant_id) as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.command_id == command.id)).one()
    assert entry.payload["rooms"][0]["prices"] == [12_000, 12_000]


def test_prices_by_hand_stand(rates: Rates) -> None:
    """A plan that is named beside prices is just kept with them; a restriction is no reason."""
    desk = rates.desk
    limit(rates, "closed", 1)
    command = desk.reserve(desk.request("101", 0, 2, rate_code="BAR", prices=(7_000, 8_000)))
    desk.app.execute(command)
    assert sold(desk, command) == [(7_000, "BAR"), (8_000, "BAR")]
    desk.app.execute(plain := desk.reserve(desk.request("102", 0, 1)))
    assert sold(desk, plain) == [(9_000, "")]


@pytest.mark.parametrize(
    ("name", "value", "first", "last", "said"),
    [
        ("closed", 1, 1, 1, "Closed on"),
        ("no_arrival", 1, 0, 0, "No arrivals on"),
        ("no_departure", 1, 2, 2, "No departures on"),
        ("min_through", 5, 1, 1, "at least 5 nights"),
        ("max_arrival", 1, 0, 0, "At most 1 night."),
        ("min_advance", 9, 0, 0, "Booked at least 9 days ahead."),
    ],
)
def test_what_a_restriction_forbids_is_refused(
    rates: Rates, name: str, value: int, first: int, last: int, said: str
) -> None:
    """With the sentence of the quote, and the other plan as a way on where it is not restricted too."""
    desk = rates.desk
    limit(rates, name, value, "NRF", first, last)
    error = desk.refusal(RateRefused, desk.reserve(desk.request("101", 0, 2, rate_code="NRF")))
    assert error.field == "rate_code"
    assert "Nrf is not sold for this stay." in error.sentence
    assert said in error.sentence
    assert [choice.label for choice in error.choices] == ["Bar", "Sell it all the same"]
    desk.app.execute(error.choices[0].command)
    assert isinstance(error.choices[0].command, Reserve)
    assert sold(desk, error.choices[0].command) == [(12_000, "BAR")] * 2


def test_who_may_sells_it_all_the_same(rates: Rates) -> None:
    """The permission counts, the journal keeps it, and the price is the plan's."""
    desk = rates.desk
    limit(rates, "closed", 1)
    command = desk.reserve(desk.request("101", 0, 2, rate_code="BAR"))
    clerk = desk.app.as_actor(replace(desk.app.actor, permissions=frozenset({"reservations.*"})))
    with pytest.raises(RateRefused) as caught:
        clerk.execute(command)
    assert caught.value.choices == ()
    with pytest.raises(NotPermitted):
        clerk.execute(replace(command, despite_limits=True))
    (choice,) = desk.refusal(RateRefused, command).choices
    desk.app.execute(choice.command)
    with desk.app.database.reader(desk.app.actor.tenant_id) as session:
        entry = session.scalars(
            select(JournalEntry).where(JournalEntry.command_id == choice.command.id)
        ).one()
    assert entry.payload["despite_limits"] is True
    assert entry.actor_name
    assert isinstance(choice.command, Reserve)
    assert sold(desk, choice.command) == [(12_000, "BAR")] * 2


def test_a_code_or_an_agreement_opens_a_plan(rates: Rates) -> None:
    """A promotion needs its code, a company's plan its agreement, whose discount is in the price."""
    desk = rates.desk
    rates.plan("PROMO", "BAR", kind="promotion", promo_code="SUN", derive_minor=-2_000)
    rates.plan("CORP", "BAR", kind="corporate")
    company = found_companies(desk, "Acme")["Acme"]
    desk.do(
        SetAgreement, agreement_id=desk.app.new_id(), plan_id=rates.plans["CORP"], company_id=company,
        discount_bp=2_000, valid_from=desk.day(0),
    )  # fmt: skip
    for code in ("PROMO", "CORP"):
        error = desk.refusal(RateRefused, desk.reserve(desk.request("101", 0, 1, rate_code=code)))
        assert [choice.label for choice in error.choices][:2] == ["Nrf", "Bar"]
    request = desk.request("101", 0, 1, rate_code="PROMO", promo_code="sun")
    desk.app.execute(command := desk.reserve(request))
    assert sold(desk, command) == [(10_000, "PROMO")]
    whose: tuple[tuple[str, dict[str, Any]], ...] = (
        ("102", {"company_id": company}), ("103", {"agent_id": company}),
    )  # fmt: skip
    for number, who in whose:
        desk.app.execute(command := desk.reserve(desk.request(number, 0, 1, rate_code="CORP"), **who))
        assert sold(desk, command) == [(9_600, "CORP")]


def test_what_has_no_price_is_never_sold(rates: Rates) -> None:
    """Not by permission either: there is nothing to write; an unknown plan is named."""
    desk = rates.desk
    rates.plan("EMPTY")
    error = desk.refusal(RateRefused, desk.reserve(desk.request("101", 0, 1, rate_code="EMPTY")))
    assert [choice.label for choice in error.choices] == ["Nrf", "Bar"]
    forced = desk.reserve(desk.request("101", 0, 1, rate_code="EMPTY"), despite_limits=True)
    desk.refusal(RateRefused, forced)
    desk.refusal(NotFound, desk.reserve(desk.request("101", 0, 1, rate_code="NONE")))


@pytest.mark.parametrize("ages", [(3,), (3, 18), (-1, 4), (1, 2, 3)])
def test_ages_are_as_many_as_children(rates: Rates, ages: tuple[int, ...]) -> None:
    """From 0 to 17, for each child or for none."""
    request = rates.desk.request("101", 0, 1, adults=1, children=2, child_ages=ages, rate_code="BAR")
    assert rates.desk.refusal(InvalidInput, rates.desk.reserve(request)).field == "child_ages"


def test_a_child_without_an_age_pays_as_the_oldest(rates: Rates) -> None:
    """Beyond all bands as an adult; who tells the age pays the band."""
    desk = rates.desk
    rates.prices("BAR", 4_000, part="adult")
    for number, more, price in (("101", {}, 16_000), ("102", {"child_ages": (5,)}, 13_500)):
        request = desk.request(number, 0, 1, adults=2, children=1, rate_code="BAR", **more)
        desk.app.execute(command := desk.reserve(request))
        assert sold(desk, command) == [(price, "BAR")]


def test_choices_stay_sound_when_more_is_wrong(rates: Rates) -> None:
    """The room is taken too: what would still be refused is not offered."""
    desk = rates.desk
    limit(rates, "closed", 1, "NRF")
    desk.book("101", 0, 2)
    assert desk.refusal(RateRefused, desk.reserve(desk.request("101", 0, 2, rate_code="NRF"))).choices == ()
    error = desk.refusal(RoomTaken, desk.reserve(desk.request("101", 0, 2, rate_code="BAR")))
    choice = error.choices[0]
    desk.app.execute(choice.command)
    assert isinstance(choice.command, Reserve)
    assert sold(desk, choice.command) == [(12_000, "BAR")] * 2


def test_several_rooms_by_several_plans(rates: Rates) -> None:
    """Each room by its own plan; a restricted one refuses all, without a plan to offer."""
    desk = rates.desk
    rooms: list[Any] = [
        desk.request("101", 0, 2, rate_code="BAR"), desk.request("201", 0, 2, rate_code="NRF"),
        desk.request("102", 0, 2),
    ]  # fmt: skip
    desk.app.execute(command := desk.reserve(*rooms))
    prices = [[n.price_minor for n in desk.view(room.stay_id).nights] for room in command.rooms]
    assert prices == [[12_000] * 2, [10_800] * 2, [9_000] * 2]
    limit(rates, "no_arrival", 1, "NRF", 4, 4)
    later = [desk.request("101", 4, 2, rate_code="BAR"), desk.request("201", 4, 2, rate_code="NRF")]
    error = desk.refusal(RateRefused, desk.reserve(*later))
    assert [choice.label for choice in error.choices] == ["Sell it all the same"]
    desk.app.execute(error.choices[0].command)


def test_a_typed_price_is_noted_beside_the_plans(rates: Rates) -> None:
    """In the booking, also for a later room; the same price, or an unknown plan, is no note."""
    desk = rates.desk

    def noted(room: str, *prices: int, over: str = "BAR") -> tuple[Reserve, str]:
        request = replace(desk.request(room, 0, 2, prices=prices), typed_over=over)
        command = desk.reserve(request, internal_note="Late.")
        desk.app.execute(command)
        (row,) = (r for r in desk.rows()["reservation"] if UUID(str(r["id"])) == command.reservation_id)
        return command, row["internal_note"]

    command, note = noted("101", 10_000, 11_000)
    assert note == "Late.\nTyped price 210.00 EUR; Bar says 240.00 EUR."
    assert sold(desk, command) == [(10_000, ""), (11_000, "")]
    assert noted("102", 12_000, 12_000)[1] == "Late."
    room = replace(desk.request("103", 0, 1, prices=(9_000,)), typed_over="BAR")
    desk.do(AddRoom, reservation_id=command.reservation_id, room=room)
    (row,) = (r for r in desk.rows()["reservation"] if UUID(str(r["id"])) == command.reservation_id)
    assert row["internal_note"].endswith("Bar says 240.00 EUR.\nTyped price 90.00 EUR; Bar says 120.00 EUR.")
    assert noted("201", 1, 1, over="GONE")[1] == "Late."
